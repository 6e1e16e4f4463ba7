"""No check gives its points to an answer that returns one constant, not even a constant that the check expects."""

import contextlib
import functools
import io

import pytest

from gradus.checks.expect import CheckFailed
from tests import submissions

# Checks of what is read, of classes and of several functions have tests of their own.
UNITS = [unit for unit in submissions.UNITS if unit[:2] in ("00", "01", "02", "03", "04")]
EVERY_CHECK = [
    (unit, cell.id)
    for unit in UNITS
    for cell in submissions.notebook_of("source", unit).cells
    if cell.id.startswith("check-")
]


class Recorder:
    """Stands for `expect`, and notes what the checks expect instead of asking for it."""

    def __init__(self):
        self.expected = []

    def __call__(self, *arguments, **keywords):
        return self

    def at(self, *arguments):
        return self

    def close_to(self, expected, **tolerances):
        self.expected.append(expected)

    returns = close_to

    def raises(self, *errors):
        pass


class Constant:
    """Returns one value, and where a function is asked for, a function that does."""

    def __init__(self, value, depth):
        self.value, self.depth = value, depth

    def __call__(self, *arguments, **keywords):
        return Constant(self.value, self.depth - 1) if self.depth else self.value


@functools.cache
def _checks_and_names(unit):
    """The check cells of a unit by their ids, and what its other cells define."""
    cells = [cell for cell in submissions.notebook_of("source", unit).cells if cell.cell_type == "code"]
    names = {"__name__": "__main__"}
    for cell in cells:
        if not cell.id.startswith("check-"):
            exec(compile(cell.source, cell.id, "exec"), names)
    return {cell.id: cell.source for cell in cells if cell.id.startswith("check-")}, names


@pytest.mark.parametrize(("unit", "check"), EVERY_CHECK)
def test_a_constant_earns_nothing(unit, check):
    with contextlib.redirect_stdout(io.StringIO()):
        checks, namespace = _checks_and_names(unit)
        source, recorder = checks[check], Recorder()
        exec(compile(source, check, "exec"), {**namespace, "expect": recorder})
        assert recorder.expected
        exercise = check.removeprefix("check-").split("-")[0]
        for value in recorder.expected:
            for depth in (0, 1):
                with pytest.raises(CheckFailed):
                    exec(compile(source, check, "exec"), {**namespace, exercise: Constant(value, depth)})
