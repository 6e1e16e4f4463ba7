"""GRADUS_NO_SKIP turns skipping into failing, and nothing else."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.courses import write

SOME_TESTS = """
import pytest

def test_passes(): pass

def test_skips(): pytest.skip("no chromium here")

@pytest.mark.skip(reason="marked")
def test_marked(): pass

@pytest.mark.xfail(strict=True)
def test_expected_to_fail(): assert False
"""


def run_pytest(folder: Path, content: str, **env: str) -> str:
    write(folder / "test_some.py", content)
    shutil.copy(Path(__file__).with_name("conftest.py"), folder)
    command = [sys.executable, "-m", "pytest", "-q", "--rootdir", folder, "-p", "no:cacheprovider", folder]
    clean = {name: value for name, value in os.environ.items() if name != "GRADUS_NO_SKIP"}
    return subprocess.run(command, cwd=folder, env=clean | env, capture_output=True, text=True).stdout


def test_skipping_is_skipping(tmp_path):
    assert "1 passed, 2 skipped, 1 xfailed" in run_pytest(tmp_path, SOME_TESTS)


def test_skipping_fails_where_none_is_allowed(tmp_path):
    shown = run_pytest(tmp_path, SOME_TESTS, GRADUS_NO_SKIP="1")
    assert "no chromium here" in shown and "1 failed, 1 passed, 1 xfailed, 1 error" in shown


def test_a_module_that_skips_itself_fails_too(tmp_path):
    module = "import pytest\npytest.importorskip('no_such_module')\n"
    assert "1 skipped" in run_pytest(tmp_path, module)
    assert "1 error" in run_pytest(tmp_path, module, GRADUS_NO_SKIP="1")
