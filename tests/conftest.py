"""What all tests share."""

import os
import signal
import sys

import pytest

from tests import clean_clone as clone
from tests.clean_clone import clean_clone, pytest_unconfigure  # noqa: F401
from tests.lab import browser, desk, jupyterlab_page, lab, page  # noqa: F401  (fixtures: one server and one browser for all tests)

# Each worker keeps one core busy; threads of their own would only make the workers wait for each other.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS"):
    os.environ.setdefault(_name, "1")

# Hundreds of Pythons are started: where no bytecode may be written, each would compile the course and the tests anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:  # in a shell's background job; what tests start is sent Ctrl-C
    signal.signal(signal.SIGINT, signal.default_int_handler)

BY_UNIT = {"tests/grading/test_nbgrader.py", "tests/units/test_graders.py"}
# Groups that take a minute or more are begun first, so that no worker is left alone with one at the end.
LONG = (
    "clean clone",
    "JupyterLab",
    "tests/grading/test_nbgrader.py 06_second_order",
    "tests/grading/test_nbgrader.py 05_gradient_tapes",
    "tests/grading/test_formgrader.py",
    "tests/units/test_graders.py 06_second_order",
    "tests/grading/test_nbgrader.py 07_own_tape",
    "tests/test_cli.py",
    "tests/judge/test_leaks.py",
    "tests/grading/test_submitted_files.py",
    "tests/test_make_environment.py",
    "tests/test_package.py",
)


def pytest_configure(config):
    """Who names files or tests gets the wide ones among them, too."""
    if config.option.file_or_dir or config.option.keyword:
        config.option.markexpr = config.option.markexpr.replace(" and not wide", "")
    clone.pytest_configure(config)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """What one worker does as a whole (`--dist loadgroup`): a file, or a unit of a big one; whatever takes turns in
    the clean clone; whatever needs JupyterLab, so that one server and one browser are started."""
    ranks = {}
    for item in items:
        group = item.nodeid.partition("::")[0]
        if "clean_clone" in item.fixturenames or hasattr(item.module, "held_clone"):
            group = "clean clone"
        elif "lab" in item.fixturenames:
            group = "JupyterLab"
        elif group in BY_UNIT and hasattr(item, "callspec"):
            params = item.callspec.params
            group += f" {params.get('unit') or params.get('mistaken', [''])[0]}"
        item.add_marker(pytest.mark.xdist_group(group))
        ranks[item] = LONG.index(group) if group in LONG else len(LONG)
    items.sort(key=ranks.__getitem__)


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
