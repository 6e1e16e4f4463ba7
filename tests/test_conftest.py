"""GRADUS_NO_SKIP turns skipping into failing, and nothing else."""

import pytest

from tests.submissions import ROOT

pytest_plugins = "pytester"
SOME_TESTS = """
import pytest

def test_passes(): pass

def test_skips(): pytest.skip("no chromium here")

@pytest.mark.skip(reason="marked")
def test_marked(): pass

@pytest.mark.xfail(strict=True)
def test_expected_to_fail(): assert False
"""
MODULE = "import pytest\npytest.importorskip('no_such_module')\n"


@pytest.fixture
def run(pytester, monkeypatch):
    """Runs a file of tests below our own conftest.py; what came of them, counted."""
    pytester.makeconftest((ROOT / "tests/conftest.py").read_text())

    def run(content: str, no_skip: bool) -> tuple[dict[str, int], str]:
        monkeypatch.setenv("GRADUS_NO_SKIP", "1") if no_skip else monkeypatch.delenv("GRADUS_NO_SKIP", raising=False)
        result = pytester.runpytest_inprocess("-p", "no:cacheprovider", pytester.makepyfile(test_some=content))
        return result.parseoutcomes(), result.stdout.str()

    return run


def test_skipping_is_skipping(run):
    assert run(SOME_TESTS, no_skip=False)[0] == {"passed": 1, "skipped": 2, "xfailed": 1}


def test_skipping_fails_where_none_is_allowed(run):
    outcomes, shown = run(SOME_TESTS, no_skip=True)
    assert outcomes == {"failed": 1, "passed": 1, "xfailed": 1, "errors": 1} and "no chromium here" in shown


@pytest.mark.parametrize(("no_skip", "outcome"), [(False, "skipped"), (True, "errors")])
def test_a_module_that_skips_itself_fails_too(run, no_skip, outcome):
    assert run(MODULE, no_skip)[0] == {outcome: 1}
