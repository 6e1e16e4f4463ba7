"""`make test-all`: which Pythons it takes, and what it says where one is missing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_make_environment import ROOT, make_course, make_environment
from tools import test_all

OTHERS = [version for version in test_all.SUPPORTED if version != test_all.OWN]


def without_others(tmp_path, *arguments):
    """Run the tool where PATH has no Python and pyenv none either."""
    env = os.environ | {"PATH": str(tmp_path), "PYENV_ROOT": str(tmp_path)}
    command = [sys.executable, "tools/test_all.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)


def test_a_missing_python_is_a_sentence_with_a_way_out(tmp_path):
    said = without_others(tmp_path)
    assert said.returncode == 2 and said.stdout == ""
    assert said.stderr == (
        f"gradus: There is no Python {OTHERS[0]} and no {OTHERS[1]} on this machine: install it, "
        f"or leave it out: `make test-all ARGS='--python {test_all.OWN}'`.\n"
    )


def test_one_that_was_asked_for_and_is_missing(tmp_path):
    said = without_others(tmp_path, "--python", OTHERS[0])
    assert said.returncode == 2
    assert said.stderr == f"gradus: There is no Python {OTHERS[0]} on this machine: install it.\n"


def test_a_python_on_path_that_refuses_to_run_is_passed_over(tmp_path, monkeypatch):
    """pyenv's shims do."""
    shim = tmp_path / f"python{OTHERS[0]}"
    shim.write_text("#!/bin/sh\necho 'pyenv: command not found' >&2; exit 127\n")
    shim.chmod(0o755)
    real = tmp_path / "versions" / f"{OTHERS[0]}.9" / "bin" / shim.name
    real.parent.mkdir(parents=True)
    real.write_text(f"#!/bin/sh\necho {OTHERS[0].split('.')[1]}\n")
    real.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    assert test_all.find(OTHERS[0]) == real
    real.chmod(0o644)
    assert test_all.find(OTHERS[0]) is None


@pytest.mark.slow
def test_each_python_has_an_environment_of_its_own(tmp_path, monkeypatch):
    course = make_course(tmp_path / "a course")
    monkeypatch.setenv("GRADUS_VENV", ".venv-3.99")
    result = make_environment(course)
    assert result.returncode == 0 and "into .venv-3.99" in result.stdout, result.stderr
    assert (course / ".venv-3.99").is_dir() and not (course / ".venv").exists()


@pytest.mark.parametrize("name", [".venv-3.12/bin/python", ".venv-3.13/bin/python"])
def test_git_does_not_see_it(name):
    assert subprocess.run(["git", "check-ignore", "-q", name], cwd=ROOT).returncode == 0


def test_it_runs_what_make_test_runs():
    [line] = [line for line in Path(ROOT, "Makefile").read_text().splitlines() if "-m pytest" in line]
    assert " ".join(test_all.PYTEST) in line
