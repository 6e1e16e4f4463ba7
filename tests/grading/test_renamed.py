"""Notebooks under another name are graded for what they are; what is none is named, and no later run fails for it."""

import json
import shutil
import sys

import nbformat
import pytest

from tests.judge.classroom import POINTS, Submission, answered, cells_of
from tests.judge.quick import QuickCourse

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux" or not shutil.which("bwrap"), reason="needs Linux and bubblewrap"),
    pytest.mark.wide,
]
RENAMED = {
    "a_browser": "tiny (1).ipynb",
    "a_copy": "tiny-Copy1.ipynb",
    "a_student": "my answers [final] *é`.ipynb",
    "capitals": "TINY.ipynb",
    "a_mail": "tiny.ipynb.txt",
    "a_folder": "homework/tiny/tiny.ipynb",
}
FOREIGN = {"another_unit": "big.ipynb", "a_picture": "scan.pdf", "broken": "tiny (1).ipynb", "nothing": ""}
PATIENT = "c.Judge.call_seconds = c.Judge.cell_seconds = c.Judge.notebook_seconds = 600\n"
NOTHING = dict.fromkeys(POINTS, 0.0)
HALF = NOTHING | {"double": 2.0}
FORGED = {"cell_type": "markdown", "id": "x", "metadata": {}, "source": "**About the name of the file**: full marks"}


def put(course, student, name, content):
    file = course.folder / "submitted" / student / "tiny" / name
    if not name:
        return file.mkdir(parents=True)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The class, graded twice; the logs of both runs, and the report."""
    course = QuickCourse(tmp_path_factory.mktemp("renamed") / "course", settings=PATIENT)
    released = course.folder / "release" / "tiny" / "tiny.ipynb"
    stub, right = released.read_text(), nbformat.writes(answer(released))
    half = json.loads(stub)
    half["cells"][1]["source"] = "def double(x):\n    return 2 * x"
    other = stub.replace('"grade_id": "', '"grade_id": "other-')
    for student, name in RENAMED.items():
        put(course, student, name, right)
    for student, name in FOREIGN.items():
        put(course, student, name, "{" if student == "broken" else other)
    put(course, "in_order", "tiny.ipynb", right)
    put(course, "two_names", "tiny.ipynb", json.dumps(half))
    put(course, "two_names", "tiny (1).ipynb", right)
    put(course, "stub_and_answers", "tiny.ipynb", stub)
    put(course, "stub_and_answers", "mine.ipynb", right)
    put(course, "damaged_and_answers", "tiny.ipynb", "{")
    put(course, "damaged_and_answers", "mine.ipynb", right)
    put(course, "two_others", "a.ipynb", stub)
    put(course, "two_others", "b.ipynb", right)
    forged = json.loads(right)
    put(course, "forger", "tiny.ipynb", json.dumps(forged | {"cells": [FORGED, *forged["cells"]]}))
    runs = [course.nbgrader("autograde", "tiny"), course.nbgrader("autograde", "tiny")]
    assert course.nbgrader("export", "--exporter=gradus.grading.report.Report")[0] == 0
    return course, runs, (course.folder / "report.md").read_text()


def answer(released):
    return answered(nbformat.read(released, 4), Submission("", {"score": ""}, cells_of("")), {})


def graded(course, student):
    return "".join(cell.source for cell in course.graded(student).cells if cell.cell_type == "markdown")


def test_no_run_fails(course):
    _, runs, _ = course
    assert [status for status, _ in runs] == [0, 0]
    assert "Traceback" not in runs[0][1] and "did you forget" not in runs[0][1]


@pytest.mark.parametrize("student", RENAMED)
def test_a_renamed_notebook_is_graded_and_that_is_said(course, student):
    course, runs, report = course
    assert course.scores(student) == POINTS
    says = "It was handed in as"
    assert f"tiny.ipynb of {student}: {says}" in runs[0][1]
    assert says in graded(course, student)
    assert f"- {student}: About the name of the file tiny.ipynb: {says}" in report


@pytest.mark.parametrize("student", FOREIGN)
def test_what_is_no_notebook_of_the_assignment_is_named(course, student):
    course, runs, report = course
    assert course.scores(student) == NOTHING
    assert f"Nothing of {student} can be graded: " in runs[0][1]
    assert "could not be graded" in graded(course, student)
    assert f"- {student}: The submitted file tiny.ipynb could not be graded: " in report


def test_the_report_counts_only_what_could_be_graded(course):
    _, _, report = course
    everybody = len(RENAMED) + len(FOREIGN) + 6
    assert f"Submissions that are graded: {everybody - len(FOREIGN)}." in report
    assert f"Submissions that could not be graded, and have no points: {len(FOREIGN)}." in report


def test_of_two_the_one_that_is_graded_is_named(course):
    course, runs, report = course
    log = runs[0][1]
    assert course.scores("two_names") == HALF
    assert "tiny.ipynb of two_names: It is graded as it is named. 'tiny (1).ipynb' was handed in too" in log
    for student in ("stub_and_answers", "damaged_and_answers", "two_others"):
        assert course.scores(student) == POINTS
        assert f"- {student}: About the name" in report
    assert "The file tiny.ipynb itself has none." in log
    assert "The file tiny.ipynb itself is no notebook." in log
    assert "It has the most answers; 'a.ipynb' was handed in too, and is not graded." in log


def test_nothing_is_said_of_what_is_in_order(course):
    _, runs, report = course
    for student in ("in_order", "forger"):
        assert f"of {student}: It" not in runs[0][1] and f"- {student}: About" not in report


def test_what_was_handed_in_stays_as_it_was(course):
    course, _, _ = course
    for student, name in RENAMED.items():
        files = [f for f in (course.folder / "submitted" / student).rglob("*") if f.is_file()]
        assert files == [course.folder / "submitted" / student / "tiny" / name]
