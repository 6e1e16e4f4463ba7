"""The course that `nbgrader quickstart` makes, graded with and without the judge: the same scores."""

import re
import shutil
import sys
from pathlib import Path

import nbformat
import nbgrader as nbgrader_package
import pytest
from nbgrader.api import Gradebook

from tests.judge.quick import nbgrader

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("bwrap"), reason="needs Linux and bubblewrap"
)
JUDGE = """
from nbgrader.preprocessors import AssignLatePenalties, CheckCellMetadata, IgnorePattern, LimitOutput, SaveAutoGrades
from nbconvert.preprocessors import ClearMetadataPreprocessor
from gradus.judge.preprocessor import Judge
c.Autograde.autograde_preprocessors = [
    Judge, IgnorePattern, ClearMetadataPreprocessor, LimitOutput, SaveAutoGrades, AssignLatePenalties, CheckCellMetadata
]
"""
UNANSWERED: dict[str, str] = {}
WRONG = {
    "squares": "def squares(n):\n    return [i for i in range(n)]",
    "sum_of_squares": "def sum_of_squares(n):\n    return squares(n)",
}
PARTIAL = {
    "squares": "def squares(n):\n    print('called with', n)\n    return [i**2 for i in range(1, n + 1)]",
    "sum_of_squares": "def sum_of_squares(n):\n    return sum(i**2 for i in range(1, n + 1))",
    "sum_of_squares_application": "import matplotlib.pyplot as plt\nplt.plot([sum_of_squares(n) for n in range(5)]);",
    "sum_of_squares_equation": "It is a sum.",
}
BROKEN = {
    "squares": "def squares(n)\n    return",
    "sum_of_squares": "def sum_of_squares(n):\n    return sum(squares(n))",
}


def right(notebook):
    """The answers in an instructor's notebook."""
    return {
        cell.metadata.nbgrader.grade_id: re.sub(r"\n *### (BEGIN|END) SOLUTION", "", cell.source)
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("solution")
    }


def copied(folder: Path) -> None:
    """What quickstart makes, without the commands it calls to make it: they take as long as all else here."""
    example = Path(nbgrader_package.__file__).parent / "docs" / "source" / "user_guide" / "source"
    shutil.copytree(example, folder / "source", ignore=shutil.ignore_patterns("*.html", "ps1_autotest"))
    settings = 'c = get_config()\nc.CourseDirectory.course_id = "course"\n'
    (folder / "nbgrader_config.py").write_text(settings + 'c.IncludeHeaderFooter.header = "source/header.ipynb"\n')


def quickstarted(folder: Path) -> None:
    folder.rmdir()
    status, log = nbgrader(folder.parent, "quickstart", folder.name)
    assert status == 0, log


@pytest.fixture(params=[copied, pytest.param(quickstarted, marks=pytest.mark.attack)])
def course(request, tmp_path):
    course = tmp_path / "course"
    course.mkdir()
    request.param(course)
    status, log = nbgrader(course, "generate_assignment", "ps1", "--force")
    assert status == 0, log
    problems = {file.stem: file for file in (course / "release" / "ps1").glob("*.ipynb")}
    solved = {name: right(nbformat.read(course / "source" / "ps1" / f"{name}.ipynb", 4)) for name in problems}
    hand_in(course, "right", problems, solved)
    one = {"problem1": problems["problem1"]}
    for student, answers in {"unanswered": UNANSWERED, "wrong": WRONG, "partial": PARTIAL, "broken": BROKEN}.items():
        hand_in(course, student, one, {"problem1": answers})
    return course


def hand_in(course, student, problems, answers):
    folder = course / "submitted" / student / "ps1"
    folder.mkdir(parents=True)
    shutil.copy(course / "release" / "ps1" / "jupyter.png", folder)
    for name, file in problems.items():
        notebook = nbformat.read(file, 4)
        for cell in notebook.cells:
            grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
            cell.source = answers[name].get(grade_id, cell.source)
        nbformat.write(notebook, folder / f"{name}.ipynb")


def graded(course):
    """Grade the class; each student's automatic scores, by notebook and cell."""
    status, log = nbgrader(course, "autograde", "ps1")
    assert status == 0, log
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        return {
            (submission.student.id, notebook.name, grade.name): (grade.auto_score, grade.needs_manual_grade)
            for submission in gradebook.assignment_submissions("ps1")
            for notebook in submission.notebooks
            for grade in notebook.grades
        }


@pytest.mark.slow
def test_the_judge_gives_the_scores_that_plain_nbgrader_gives(course, tmp_path):
    with_judge = tmp_path / "with_judge"
    shutil.copytree(course, with_judge)
    with (with_judge / "nbgrader_config.py").open("a") as config:
        config.write(JUDGE)
    plain = graded(course)
    assert graded(with_judge) == plain
    total = dict.fromkeys((student for student, *_ in plain), 0.0)
    for (student, *_), (score, _) in plain.items():
        total[student] += score or 0
    assert total == {"right": 3, "partial": 1.5, "wrong": 0.5, "broken": 0, "unanswered": 0}
