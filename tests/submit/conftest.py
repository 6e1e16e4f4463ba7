"""A course of one small unit with its masters, and a workspace with copies of it."""

import nbformat
import pytest

from gradus.learn.workspace import hand_out
from tests.courses import make_course
from tests.judge.cells import marked
from tests.submissions import ROOT

UNIT = "01_derivatives"
CELLS = [
    ("given", "from gradus import expect, rng"),
    ("twice", "def twice(x):\n    raise NotImplementedError  # your code here"),
    (
        "check-twice",
        "print('drawn', rng().integers(10**9))\nexpect(twice, 2).returns(4)\n"
        "### BEGIN HIDDEN TESTS\nexpect(twice, 3).returns(6)\n### END HIDDEN TESTS",
    ),
    ("half", "def half(x):\n    raise NotImplementedError  # your code here"),
    ("check-half", "expect(half, 4).returns(2)"),
    ("why", "Because."),
]


def cell(name, code):
    """A cell of the master: "why" is graded by a person."""
    made = marked(0, (name if name.startswith("check-") or name == "given" else "answer", code))
    made.metadata.nbgrader |= {"grade_id": name}
    if name == "why":
        made.metadata.nbgrader |= {"grade": True, "points": 3, "solution": True, "locked": False}
    return made


@pytest.fixture
def course(tmp_path):
    """Its masters, and its release as nbgrader would make it, but for the checksums: no answer there is untouched."""
    folder = make_course(tmp_path / "the course")
    (folder / "nbgrader_config.py").write_text((ROOT / "nbgrader_config.py").read_text())
    (folder / "source" / UNIT).mkdir(parents=True)
    nbformat.write(
        nbformat.v4.new_notebook(cells=[cell(*one) for one in CELLS]), folder / "source" / UNIT / "derivatives.ipynb"
    )
    return folder


@pytest.fixture
def workspace(course):
    hand_out(course, course / "workspace")
    return course / "workspace"


@pytest.fixture
def answer(workspace):
    """Write a notebook with these answers, by the name of the exercise."""

    def write(name="derivatives.ipynb", **answers):
        cells = [cell(one, answers.get(one, code)) for one, code in CELLS]
        for one in cells:
            one.source = one.source.split("### BEGIN HIDDEN")[0]
        nbformat.write(nbformat.v4.new_notebook(cells=cells), workspace / UNIT / name)
        return workspace / UNIT / name

    return write
