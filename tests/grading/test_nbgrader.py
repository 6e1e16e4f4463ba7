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

SCRIPTS = Path(sys.executable).parent


def as_typed(course, *arguments):
    """Run nbgrader in the course folder as an instructor would, in this environment."""
    env = dict(os.environ, PATH=f"{SCRIPTS}{os.pathsep}{os.environ['PATH']}")
    done = subprocess.run(
        [SCRIPTS / "nbgrader", *arguments], cwd=course, env=env, capture_output=True, text=True, timeout=PATIENCE
    )
    return done.returncode, done.stdout + done.stderr


def rounds_of_mistakes(unit):
    """Whole submissions of mistakes: the first has the first mistake of every exercise, and so on."""
    by_exercise = submissions.mistakes_by_exercise(unit)
    for mistakes_of_a_round in zip_longest(*by_exercise.values()):
        yield {e: m for e, m in zip(by_exercise, mistakes_of_a_round, strict=True) if m}


@pytest.fixture(scope="module", params=submissions.UNITS)
def unit(request):
    return request.param


# nbgrader's other commands do not depend on what a unit holds
one_unit = pytest.mark.parametrize("unit", ["01_derivatives"], indirect=True)


@pytest.fixture(scope="module", params=["some", pytest.param("all", marks=pytest.mark.slow)])
def are_all(request):
    """Whether all mistakes and all other right answers are handed in, or, as in every run, some of them."""
    return request.param == "all"


@pytest.fixture(scope="module")
def few(unit, are_all):
    """How many of a kind are handed in; None for all. With TensorFlow a submission takes up to fifteen seconds."""
    return None if are_all else 1 if unit in ("05_gradient_tapes", "06_second_order") else 2


@pytest.fixture(scope="module")
def rounds(unit, few):
    """The rounds of mistakes that are handed in."""
    return list(rounds_of_mistakes(unit))[:few]


@pytest.fixture(scope="module")
def right(unit, few):
    """Right answers, by student. All those of tests/answers/ are checked in every run, in one process: test_graders."""
    reference = submissions.reference(unit)
    answers = {"reference": {}} | submissions.alternatives(unit)
    return {student: reference | answers[student] for student in list(answers)[:few]}


@pytest.fixture(scope="module")
def course(unit, right, rounds, tmp_path_factory):
    """A course with one unit, graded: a student each for the stub, the right answers and the mistakes."""
    root = tmp_path_factory.mktemp("course")
    shutil.copy(submissions.ROOT / "nbgrader_config.py", root)
    shutil.copytree(submissions.ROOT / "source" / unit, root / "source" / unit)
    assert nbgrader(root, "generate_assignment", unit)[0] == 0
    name = f"{unit.split('_', 1)[1]}.ipynb"
    hand_in(root, unit, name, "stub", {})
    for student, answers in right.items():
        hand_in(root, unit, name, student, answers)
    for i, mistaken in enumerate(rounds):
        answers = {e: submissions.wrong_answer(e, mistake) for e, mistake in mistaken.items()}
        hand_in(root, unit, name, f"mistakes{i}", submissions.reference(unit) | answers)
    status, log = nbgrader(root, "autograde", unit)
    assert status == 0, log
    status, log = nbgrader(root, "generate_feedback", unit)
    assert status == 0, log
    return root


def hand_in(root, unit, name, student, answers):
    folder = root / "submitted" / student / unit
    folder.mkdir(parents=True)
    nbformat.write(submissions.submission(unit, answers), folder / name)


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


def test_right_answers_score_full_marks(course, unit, right):
    for student in right:
        assert scores(course, unit, student) == full_marks(unit), student


def test_the_stub_scores_nothing_and_is_not_attempted(course, unit):
    assert set(scores(course, unit, "stub").values()) == {0}
    text = feedback(course, unit, "stub")
    for exercise in submissions.reference(unit):
        assert f"{exercise} is not attempted yet" in text


def test_every_mistake_loses_points_and_is_explained(course, unit, rounds):
    for i, mistaken in enumerate(rounds):
        got, text = scores(course, unit, f"mistakes{i}"), " ".join(feedback(course, unit, f"mistakes{i}").split())
        for exercise, mistake in mistaken.items():
            cells = submissions.check_cells(submissions.notebook_of("source", unit), exercise)
            assert sum(got[c.id] for c in cells) < sum(c.metadata.nbgrader.points for c in cells), mistake
            assert mistakes.sentence_of(mistake) in text


def test_a_mistake_costs_nothing_elsewhere(course, unit, rounds):
    for i, mistaken in enumerate(rounds):
        got = scores(course, unit, f"mistakes{i}")
        for cell, points in full_marks(unit).items():
            exercise = cell.removeprefix("check-").split("-")[0]
            if not {exercise, *submissions.BUILDS_ON.get(exercise, ())} & mistaken.keys():
                assert got[cell] == points


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


def test_feedback_on_hidden_checks_gives_no_numbers_away(course, unit, rounds):
    for i, _ in enumerate(rounds):
        for line in feedback(course, unit, f"mistakes{i}").splitlines():
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
def test_the_report_counts_mistakes_and_says_what_went_wrong(course, unit, rounds, tmp_path):
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
    for mistaken in rounds:
        assert all(mistakes.sentence_of(mistake) in report for mistake in mistaken.values())
    _, _, problems = report.partition("### What went wrong")
    assert "- hung: The cell " in problems and "took longer than is allowed" in problems
    assert "- broken: The submitted file" in problems and "not JSON" in problems
    assert "- late: handed in, and not graded yet" in problems
    assert len(re.findall(r"^- ", problems, re.MULTILINE)) == 3


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
