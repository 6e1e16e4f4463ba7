"""The tests, and what they share: its assertions, too, say what they found."""

import pkgutil

import pytest

pytest.register_assert_rewrite(*(f"tests.{module.name}" for module in pkgutil.iter_modules(__path__)))
