"""Every benchmark runs, with small numbers: what it says about speed means nothing here."""

import subprocess
import sys

import pytest

from benchmarks import checks
from tests import submissions
from tests.submissions import ROOT

SHORT = {
    "checks.py": ["--rounds", "1", "03_gradients"],
    "lessons.py": ["course/07_own_tape.ipynb"],
    "digits.py": ["--seeds", "1", "--epochs", "1"],
    "figures.py": ["--moves", "3"],
    "grading.py": ["--plain", "2", "--judge", "3", "--parallel", "3", "--dask", "3", "--stages", "2"],
    "restarts.py": ["--times", "1"],
    "scale.py": ["--small", "--students", "6", "--parts", "2"],
    "tape.py": ["--longest", "1000"],
    "training.py": ["--rounds", "2"],
}
SLOW = {
    "checks.py",
    "digits.py",
    "figures.py",
    "grading.py",
    "restarts.py",
    "scale.py",
    "tape.py",
    "training.py",
}  # a quarter of a minute, TensorFlow, or a browser
NAMES = [pytest.param(name, marks=pytest.mark.slow) if name in SLOW else name for name in SHORT]


def test_every_benchmark_is_run():
    assert {path.name for path in (ROOT / "benchmarks").glob("*.py")} == set(SHORT)


@pytest.mark.parametrize("name", NAMES)
def test_a_benchmark_runs_and_prints_a_table(name):
    command = [sys.executable, f"benchmarks/{name}", *SHORT[name]]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=900)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "┃" in run.stdout and "Traceback" not in run.stderr


@pytest.mark.parametrize("unit", submissions.UNITS)
def test_the_first_check_of_every_exercise_can_be_measured(unit):
    for exercise in submissions.reference(unit):
        check = checks.first_check(unit, exercise)
        assert check.check.startswith("expect(") and check.own and check.expected
