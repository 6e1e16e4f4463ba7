"""Right answers, and mistakes from which one can be read. NEVER in the sandbox; a class has them in an archive."""

import importlib
import pkgutil
from typing import Any

from gradus.checks import mistakes, placeholder


def hand_over() -> None:
    """Let the checks name mistakes and lend pieces. Nothing is loaded before it is asked for."""
    mistakes.load_from(_load_mistakes)
    placeholder.lend_from(_pieces)


def _load_mistakes() -> None:
    units = importlib.import_module("gradus.answers.mistakes")
    for unit in pkgutil.iter_modules(units.__path__):
        importlib.import_module(f"{units.__name__}.{unit.name}")


def _pieces() -> dict[str, Any]:
    from gradus.answers.tape_pieces import pieces

    return pieces()
