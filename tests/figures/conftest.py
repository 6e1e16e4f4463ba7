"""The figures' tests may use JupyterLab and a browser."""

from tests.lab import browser, lab, page  # noqa: F401
