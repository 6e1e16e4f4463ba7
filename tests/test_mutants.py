"""The checks against small changes of the reference answers: what passes is as right as the reference."""

import subprocess
import sys

import pytest

from tests import submissions
from tools import mutants
from tools.mutate import mutants as mutants_of

SLOPE = """
def slope(f, x, h=1e-5):
    '''Slope of f at x.'''
    return (f(x + h) - f(x - h)) / (2 * h)
"""


def test_every_part_of_an_answer_is_changed():
    changes = [mutant.change for mutant in mutants_of(SLOPE)]
    assert "- return (f(x + h) - f(x - h)) / (2 * h)\n+ return (f(x + h) - f(x - h)) / h" in changes
    assert "- return (f(x + h) - f(x - h)) / (2 * h)\n+ return (f(x - h) - f(x + h)) / (2 * h)" in changes
    assert len(set(changes)) == len(changes) > 30


def test_lines_that_change_places_are_shown_in_their_new_order():
    changes = [mutant.change for mutant in mutants_of("def f(x):\n    a = x\n    b = a\n    return b")]
    assert "> b = a\n> a = x" in changes


def test_only_what_no_check_can_tell_passes_of_slope():
    verdicts = mutants.put_to_checks("01_derivatives", "slope")
    survivors = {change for change, verdict in verdicts.items() if verdict == mutants.SURVIVED}
    assert survivors == set(mutants.equivalents("01_derivatives")["slope"])


@pytest.mark.wide
@pytest.mark.parametrize("unit", submissions.UNITS)
def test_every_equivalent_has_a_reason_and_is_a_mutant(unit):
    for exercise, listed in mutants.equivalents(unit).items():
        changes = {mutant.change for mutant in mutants_of(submissions.reference(unit)[exercise])}
        assert set(listed) <= changes, exercise
        assert all(len(why) > 10 for why in listed.values()), exercise


@pytest.mark.slow
@pytest.mark.parametrize("unit", submissions.UNITS)
def test_what_passes_is_equivalent(unit):
    """In a process of its own: TensorFlow's threads, at work in this one, would not survive the forks."""
    command = [sys.executable, "-m", "tools.mutants", unit]
    run = subprocess.run(command, cwd=submissions.ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
