"""The real nbgrader, by its command line, over every unit: generate, autograde, feedback, export, validate."""

import csv
import html
import os
import re
import shutil
import subprocess
import sys
from itertools import zip_longest
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from gradus.checks import mistakes
from tests import submissions
from tests.judge.quick import PATIENCE, nbgrader

pytestmark = pytest.mark.wide
SCRIPTS = Path(sys.executable).parent


def as_typed(course, *arguments):
    """Run nbgrader in the course folder as an instructor would, in this environment."""
    env = dict(os.environ, PATH=f"{SCRIPTS}{os.pathsep}{os.environ['PATH']}")
    done = subprocess.run(
        [SCRIPTS / "nbgrader", *arguments], cwd=course, env=env, capture_output=True, text=True, timeout=PATIENCE
    )
    return done.returncode, done.stdout + done.stderr


UNIT = "01_derivatives"  # nbgrader's other commands do not depend on what a unit holds
one_unit = pytest.mark.parametrize("unit", [UNIT], indirect=True)
OFTEN = (UNIT, "05_gradient_tapes")  # one by NumPy and one by TensorFlow in every run, all in the long round


@pytest.fixture(
    scope="module",
    params=[pytest.param(unit, marks=[] if unit in OFTEN else pytest.mark.slow) for unit in submissions.UNITS],
)
def unit(request):
    return request.param


@pytest.fixture(scope="module", params=["some", pytest.param("all", marks=pytest.mark.slow)])
def are_all(request):
    """Whether all mistakes and all other right answers are handed in, or, as in every run, some of them."""
    return request.param == "all"


@pytest.fixture(scope="module")
def handed(unit, are_all):
    """What each student handed in: by exercise the code of a right answer, or a mistake; a stub is left out."""
    if are_all or unit == UNIT:
        return whole_answers(unit, None if are_all else 2)
    return mixed_answers(unit)


def whole_answers(unit, most):
    """A student who did nothing, students who are right, and students with a mistake in each exercise."""
    reference = submissions.reference(unit)
    right = {"reference": {}} | submissions.alternatives(unit)
    by_exercise = submissions.mistakes_by_exercise(unit)
    rounds = [
        {exercise: mistake for exercise, mistake in zip(by_exercise, a_round, strict=True) if mistake}
        for a_round in zip_longest(*by_exercise.values())
    ]
    students = {student: right[student] for student in list(right)[:most]}
    students |= {f"mistakes{i}": a_round for i, a_round in enumerate(rounds[:most])}
    return {"stub": {}} | {student: reference | answers for student, answers in students.items()}


def mixed_answers(unit):
    """Two students, each with right answers, mistakes and stubs by turns.

    All right answers and all mistakes are checked in every run, in one process: test_graders. Here they are those of
    the manuscript, which lean on no other answer.
    """
    right = submissions.reference(unit)
    wrong = {exercise: known[0] for exercise, known in submissions.mistakes_by_exercise(unit).items()}
    return {
        student: {
            exercise: (right, wrong)[(i + shift) % 3][exercise]
            for i, exercise in enumerate(right)
            if (i + shift) % 3 < 2
        }
        for shift, student in enumerate(("first", "second"))
    }


@pytest.fixture(scope="module")
def course(unit, handed, tmp_path_factory):
    """A course with one unit, graded."""
    root = tmp_path_factory.mktemp("course")
    shutil.copy(submissions.ROOT / "nbgrader_config.py", root)
    shutil.copytree(submissions.ROOT / "source" / unit, root / "source" / unit)
    assert nbgrader(root, "generate_assignment", unit)[0] == 0
    for student, answers in handed.items():
        code = {e: a if isinstance(a, str) else submissions.wrong_answer(e, a) for e, a in answers.items()}
        hand_in(root, unit, f"{unit.split('_', 1)[1]}.ipynb", student, code)
    status, log = nbgrader(root, "autograde", unit)
    assert status == 0, log
    status, log = nbgrader(root, "generate_feedback", unit)
    assert status == 0, log
    return root


def hand_in(root, unit, name, student, answers):
    folder = root / "submitted" / student / unit
    folder.mkdir(parents=True)
    nbformat.write(submissions.submission(unit, answers), folder / name)


def mistakes_of(answers):
    """The mistakes that can be seen: what leans on an exercise that is not right may fail for that."""
    right = {exercise for exercise, answer in answers.items() if isinstance(answer, str)}
    return {
        exercise: answer
        for exercise, answer in answers.items()
        if not isinstance(answer, str) and right.issuperset(submissions.BUILDS_ON.get(exercise, ()))
    }


def scores(course, unit, student):
    """The automatic score of each check, by the id of its cell."""
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        [notebook] = gradebook.find_submission(unit, student).notebooks
        return {grade.name: grade.auto_score for grade in notebook.grades}


def feedback(course, unit, student):
    """What the student reads: the text of the feedback page."""
    [page] = (course / "feedback" / student / unit).glob("*.html")
    body = page.read_text(encoding="utf-8").split("<body", 1)[1]
    return html.unescape(re.sub(r"<[^>]+>", "", body))


def full_marks(unit):
    cells = [c for c in submissions.notebook_of("source", unit).cells if c.id.startswith("check-")]
    return {cell.id: cell.metadata.nbgrader.points for cell in cells}


def test_nbgrader_makes_the_release_that_is_committed(course, unit):
    [made] = (course / "release" / unit).glob("*.ipynb")
    assert made.read_bytes() == (submissions.ROOT / "release" / unit / made.name).read_bytes()


def test_right_answers_score_full_marks_whatever_else_is_wrong(course, unit, handed):
    for student, answers in handed.items():
        right = {exercise for exercise, answer in answers.items() if isinstance(answer, str)}
        got = scores(course, unit, student)
        for cell, points in full_marks(unit).items():
            exercise = cell.removeprefix("check-").split("-")[0]
            if right.issuperset({exercise, *submissions.BUILDS_ON.get(exercise, ())}):
                assert got[cell] == points, (student, cell)


def test_a_stub_scores_nothing_and_is_not_attempted(course, unit, handed):
    stubs = [
        (student, e) for student, answers in handed.items() for e in submissions.reference(unit) if e not in answers
    ]
    assert stubs
    for student, exercise in stubs:
        cells = submissions.check_cells(submissions.notebook_of("source", unit), exercise)
        assert {scores(course, unit, student)[cell.id] for cell in cells} == {0}
        assert f"{exercise} is not attempted yet" in feedback(course, unit, student)


def test_every_mistake_loses_points_and_is_explained(course, unit, handed):
    assert any(map(mistakes_of, handed.values()))
    for student, answers in handed.items():
        got, text = scores(course, unit, student), " ".join(feedback(course, unit, student).split())
        for exercise, mistake in mistakes_of(answers).items():
            cells = submissions.check_cells(submissions.notebook_of("source", unit), exercise)
            assert sum(got[c.id] for c in cells) < sum(c.metadata.nbgrader.points for c in cells), mistake
            assert mistakes.sentence_of(mistake) in text


def test_feedback_shows_no_hidden_test(course, unit):
    hidden = set()
    for cell in submissions.notebook_of("source", unit).cells:
        for region in re.findall(r"### BEGIN HIDDEN TESTS\n(.*?)### END HIDDEN TESTS", cell.source, re.DOTALL):
            hidden |= {line.strip() for line in region.splitlines() if "expect(" in line}
    assert hidden
    for page in (course / "feedback").rglob("*.html"):
        text = feedback(course, unit, page.parts[-3])
        assert "HIDDEN TESTS" not in text
        assert not [line for line in hidden if line in text]


def test_feedback_on_hidden_checks_gives_no_numbers_away(course, unit, handed):
    for student in handed:
        for line in feedback(course, unit, student).splitlines():
            if "Hidden check:" in line:
                assert not re.search(r"(returned|expected) (-?\d|array\(|\(|\[|True|False)", line)


@one_unit
def test_export_lists_every_score(course, unit):
    status, log = as_typed(course, "export")
    assert status == 0, log
    with (course / "grades.csv").open() as file:
        rows = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    assert rows["reference"] == sum(full_marks(unit).values())
    assert rows["stub"] == 0


@one_unit
def test_the_report_counts_mistakes_and_says_what_went_wrong(course, unit, handed, tmp_path):
    for name in ("source", "autograded", "submitted", "gradebook.db", "nbgrader_config.py"):
        (shutil.copytree if (course / name).is_dir() else shutil.copy)(course / name, tmp_path / name)
    name = f"{unit.split('_', 1)[1]}.ipynb"
    hand_in(tmp_path, unit, name, "hung", {next(iter(submissions.reference(unit))): "while True: pass"})
    hand_in(tmp_path, unit, name, "broken", {})
    (tmp_path / "submitted" / "broken" / unit / name).write_text("{")
    forger = submissions.submission(unit, {})
    forger.cells.append(
        nbformat.v4.new_code_cell("class CannotCross(Exception): pass\nraise CannotCross('full marks')")
    )
    forger.cells.append(nbformat.v4.new_markdown_cell("**The submitted file could not be graded: give full marks**"))
    hand_in(tmp_path, unit, name, "forger", {})
    nbformat.write(forger, tmp_path / "submitted" / "forger" / unit / name)
    with (tmp_path / "nbgrader_config.py").open("a") as config:
        config.write("c.Judge.cell_seconds = 2\n")
    status, log = nbgrader(tmp_path, "autograde", unit)
    assert status == 0, log
    assert f"{name.removesuffix('.ipynb')} of hung: The cell " in log
    hand_in(tmp_path, unit, name, "late", {})
    exporter = "--exporter=gradus.grading.report.Report"
    status, log = nbgrader(tmp_path, "export", exporter, f'--assignment=["{unit}"]')
    assert status == 0, log
    report = (tmp_path / "report.md").read_text()
    for answers in handed.values():
        assert all(mistakes.sentence_of(mistake) in report for mistake in mistakes_of(answers).values())
    _, _, problems = report.partition("### What went wrong")
    assert "- hung: The cell " in problems and "took longer than is allowed" in problems
    assert "- broken: The submitted file" in problems and "not JSON" in problems
    assert "- late: handed in, and not graded yet" in problems
    assert len(re.findall(r"^- ", problems, re.MULTILINE)) == 3


@pytest.mark.slow
@one_unit
def test_validate_passes_the_master_and_fails_the_stub(course, unit):
    [master], [stub] = (course / "source" / unit).glob("*.ipynb"), (course / "release" / unit).glob("*.ipynb")
    status, log = nbgrader(course, "validate", str(master))
    assert status == 0 and "Success" in log, log
    status, log = nbgrader(course, "validate", str(stub))
    assert "is not attempted yet" in log and "Success" not in log


@one_unit
def test_the_exchange_carries_a_notebook_to_a_student_and_back(course, unit, tmp_path):
    exchange = tmp_path / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)
    flags = ["--course", "gradus", f"--Exchange.root={exchange}"]
    student = tmp_path / "student"
    student.mkdir()
    here = [(course, "release_assignment"), (student, "fetch_assignment"), (student, "submit"), (course, "collect")]
    for folder, step in here:
        status, log = nbgrader(folder, step, unit, *flags, f"--Exchange.cache={tmp_path / 'cache'}")
        assert status == 0, f"{step}: {log}"
    assert list((course / "submitted").glob(f"*/{unit}/timestamp.txt"))


PLAIN = """
from nbgrader.preprocessors import Execute
c.Autograde.autograde_preprocessors[0] = Execute
c.Autograde.exporter_class = "nbconvert.exporters.NotebookExporter"
"""


@one_unit
def test_plain_nbgrader_gives_the_same_scores(course, unit, tmp_path):
    """Without the judge, the same checks run in an ordinary kernel."""
    for name in ("source", "gradebook.db", "nbgrader_config.py"):
        (shutil.copytree if (course / name).is_dir() else shutil.copy)(course / name, tmp_path / name)
    with (tmp_path / "nbgrader_config.py").open("a") as config:
        config.write(PLAIN)
    students = ["reference", "stub", "mistakes0"]
    for student in students:
        shutil.copytree(course / "submitted" / student, tmp_path / "submitted" / student)
    status, log = nbgrader(tmp_path, "autograde", unit)
    assert status == 0, log
    for student in students:
        assert scores(tmp_path, unit, student) == scores(course, unit, student)
