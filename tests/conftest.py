"""What all tests share."""

import os

import pytest

from tests.clean_clone import clean_clone, pytest_configure, pytest_unconfigure  # noqa: F401
from tests.lab import browser, lab, page  # noqa: F401  (fixtures: one server and one browser for all tests)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Where everything is installed, as in `.ci/run`, a test that skips is a failure: it did not run."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("GRADUS_NO_SKIP"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, and GRADUS_NO_SKIP allows none: {report.longrepr[2]}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    """The same for a whole module that skips itself, as pytest.importorskip does."""
    report = yield
    if report.skipped and os.environ.get("GRADUS_NO_SKIP"):
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid} was skipped, and GRADUS_NO_SKIP allows none: {report.longrepr[2]}"
    return report
