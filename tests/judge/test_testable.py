"""Tests that anyone would pass earn nobody points, and are reported by name."""

import nbformat
import pytest
from nbformat.v4 import new_notebook

from gradus.judge.preprocessor import language_of
from gradus.judge.runner import Runner
from gradus.judge.testable import problem_of
from tests.judge.cells import failure, marked
from tests.judge.classroom import Submission
from tests.judge.quick import QuickCourse

WRONG = "def double(x):\n    return 0"
RIGHT = "def double(x):\n    return 2 * x"
EMPTY = {
    "a timed call": "%time double(3)",
    "a measured call": "%timeit double(3)",
    "a whole cell measured": "%%timeit\nassert double(1) == 2",
    "a captured cell with a name": "%%capture out\nassert double(1) == 2",
    "another language": "%%bash\ntest 1 = 2",
    "the system": "!test 1 = 2",
    "what the system says": "x = !ls\nassert 1",
    "help": "double?",
    "looks": "%matplotlib inline",
    "nothing": "# here will be a test",
    "a name": "answer = double",
    "tests that are not called": "def test_double():\n    assert double(1) == 2",
    "tests that are not called, and a word": "def test_double():\n    assert double(1) == 2\nprint('passed')",
    "a class of tests": "import unittest\nclass Test(unittest.TestCase):\n    def test(self):\n        assert double(1) == 2",  # noqa: E501
    "swallowed": "try:\n    assert double(1) == 2\nexcept AssertionError:\n    print('no')",
    "swallowed, whatever it is": "try:\n    assert double(1) == 2\nexcept:\n    pass",
    "suppressed": "import contextlib\nwith contextlib.suppress(Exception):\n    assert double(1) == 2",
    "never reached": "if False:\n    assert double(1) == 2",
    "always true": "assert (double == 2, 'it is 2')",
    "not Python": "assert double(1) = 2",
}
FULL = {
    "a timed cell": "%%time\nassert double(1) == 2",
    "a captured cell": "%%capture\nassert double(1) == 2",
    "looks and a test": "%matplotlib inline\nassert double(1) == 2",
    "an error that must come": "try:\n    double(None)\nexcept TypeError:\n    pass\nelse:\n    raise AssertionError",
    "caught and raised": "try:\n    assert double(1) == 2\nexcept AssertionError:\n    raise AssertionError('look')",
    "in a loop": "for i in range(3):\n    assert double(i) == 2 * i",
    "a helper": "def check(x):\n    assert double(x) == 2 * x\ncheck(1)",
    "points": "2.0 * (double(1) == 2)",
    "a variable of points": "points = 2 if double(1) == 2 else 0\npoints",
}


def graded(zygotes, tmp_path, answer, test):
    notebook, master = new_notebook(), new_notebook()
    for book in (notebook, master):
        book.cells = [marked(0, ("answer", answer)), marked(1, ("double", test))]
    result = Runner(lambda: zygotes.child(("numpy",), ()), master, tmp_path).run(notebook)
    nbformat.validate(notebook)
    return notebook.cells[-1], result


@pytest.mark.parametrize("what", EMPTY)
def test_a_test_that_cannot_fail_or_be_run_is_at_fault(what):
    assert problem_of(EMPTY[what])


@pytest.mark.parametrize("what", FULL)
def test_other_tests_are_not(what):
    assert problem_of(FULL[what]) == ""


def test_such_a_test_earns_nobody_points_and_is_named(zygotes, tmp_path):
    cell, result = graded(zygotes, tmp_path, RIGHT, EMPTY["a timed call"])
    assert "The test cannot be run: it has the magic %time" in failure(cell)
    assert result.faulty_tests[0].startswith("double: it has the magic %time")
    assert result.faults == []


def test_a_surrounded_test_is_run(zygotes, tmp_path):
    for what in ("a timed cell", "a captured cell"):
        assert failure(graded(zygotes, tmp_path, RIGHT, FULL[what])[0]) is None
        assert "assert double(1) == 2" in failure(graded(zygotes, tmp_path, WRONG, FULL[what])[0])


def test_what_a_surrounded_given_cell_defines_is_the_courses(grade):
    given = ("given", "%%capture\ndef truth(x):\n    return 2 * x")
    cells = grade(given, WRONG + "\ntruth = double", ("double", "assert double(3) == truth(3)"))
    assert failure(cells[-1]) is not None


KERNELS = [({"name": "ir", "language": "R"}, "r"), ({"name": "ir"}, "r"), ({"name": "julia-1.10"}, "julia"),
           ({"name": "python3"}, "python"), ({"name": "conda-env-x-py", "language": "python"}, "python"),
           ({"name": "my kernel"}, "python"), ({}, "python")]  # fmt: skip


@pytest.mark.parametrize(("kernel", "language"), KERNELS)
def test_the_language_of_a_notebook(kernel, language):
    assert language_of(nbformat.from_dict({"metadata": {"kernelspec": kernel}, "cells": []})) == language


@pytest.mark.wide
def test_a_course_in_another_language_is_refused(tmp_path):
    course = QuickCourse(tmp_path / "course")
    course.hand_in(Submission("ada", {"score": ""}, []))
    file = course.folder / "source" / "tiny" / "tiny.ipynb"
    notebook = nbformat.read(file, as_version=4)
    notebook.metadata["kernelspec"] = {"display_name": "R", "name": "ir", "language": "R"}
    nbformat.write(notebook, file)
    status, log = course.nbgrader("autograde", "tiny")
    assert status != 0
    assert "is a notebook for r, and the judge runs Python only" in log
    assert course.graded("ada") is None
