"""`gradus grade` gives what `nbgrader autograde` gives, to the cell, whatever happens in between."""

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor

import nbformat
import pytest
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from gradus import cli
from gradus.errors import GradusError
from gradus.grading.one_run import alone
from gradus.parallel.command import grade_assignment
from gradus.parallel.ledger import Ledger
from gradus.parallel.run import Grading
from gradus.parallel.store import FOLDER, Store
from gradus.parallel.workers import Local
from tests.clean_clone import ROOT
from tests.judge.classroom import Submission
from tests.judge.quick import QuickCourse, forkserver
from tests.parallel.tiny_class import class_of, copy_of, grade, here, notebooks, rows

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux" or not shutil.which("bwrap"), reason="needs Linux and bubblewrap"),
    pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning"),  # nbgrader's
]


def pool():
    return Local(2, new=lambda: ProcessPoolExecutor(1, mp_context=forkserver))


def pages(course: QuickCourse) -> dict:
    status, log = course.nbgrader("generate_feedback", "tiny")
    assert status == 0, log
    return {
        str(file.relative_to(course.folder)): re.sub(r"0x[0-9a-f]{6,}", "0x…", file.read_text())
        for file in sorted((course.folder / "feedback").rglob("*.html"))
    }


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A class, graded here and by nbgrader."""
    folder = tmp_path_factory.mktemp("both")
    ours = class_of(folder)
    theirs = copy_of(ours, folder / "theirs")
    secret = "the same for both"
    for course in (ours, theirs):
        (course.folder / ".judge_seed").write_text(secret)
    done = grade(ours, staff=pool)
    status, log = theirs.nbgrader("autograde", "tiny")
    assert status == 0, log
    return ours, theirs, done


@pytest.mark.wide
def test_the_gradebook_is_not_read_through_for_each_submission(graded, monkeypatch):
    """In a class of 3,000 that took minutes before the first was graded."""
    asked, read = [], Gradebook.assignment_submissions
    monkeypatch.setattr(Gradebook, "assignment_submissions", lambda self, name: asked.append(name) or read(self, name))
    Grading(graded[0].folder, "tiny").todo()
    assert asked == ["tiny"]


def test_the_grades_are_those_of_nbgrader(graded):
    ours, theirs, done = graded
    assert {one.student for one in done} == rows(theirs).keys()
    assert not [one for one in done if one.fault]
    assert rows(ours) == rows(theirs)


def test_the_notebooks_and_the_feedback_are_those_of_nbgrader(graded):
    ours, theirs, _ = graded
    assert notebooks(ours) == notebooks(theirs)
    assert pages(ours) == pages(theirs)


def test_what_is_graded_stays_and_what_is_changed_is_graded(graded):
    ours, _, _ = graded
    assert grade(ours) == []
    file = ours.folder / "submitted" / "m_stub" / "tiny" / "tiny.ipynb"
    stub = file.read_text()
    shutil.copy(ours.folder / "submitted" / "a_reference" / "tiny" / "tiny.ipynb", file)
    assert [one.student for one in grade(ours)] == ["m_stub"]
    assert set(ours.scores("m_stub").values()) == {2.0, 4.0}
    file.write_text(stub)
    [again] = grade(ours)
    assert not again.is_new and set(ours.scores("m_stub").values()) == {0.0}
    assert [one.is_new for one in grade(ours, ["m_stub"], force=True)] == [True]


def test_results_may_come_in_any_order_and_twice(graded):
    ours, theirs, _ = graded
    before = rows(ours)
    grading = Grading(ours.folder, "tiny")
    course, store = grading.course, Store(ours.folder)
    results = [store.find(course.submission(student).key(grading.by)) for student in course.students()]
    assert len(results) == len(before)
    ledger = Ledger(course.folder, "tiny")
    for seed in range(3):
        drawn = results + results[:3]
        random.Random(seed).shuffle(drawn)
        for result in drawn:
            ledger.enter(result)
        assert rows(ours) == before


def test_two_at_once_are_refused(graded):
    ours, _, _ = graded
    with alone(ours.folder), pytest.raises(GradusError, match="graded already, by process"):
        grade(ours, force=True)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda root: (root / "nbgrader_config.py").unlink(), "has no nbgrader_config.py"),
        (lambda root: shutil.rmtree(root / "source"), "There is no .*source/tiny"),
        (lambda root: (root / "gradebook.db").unlink(), "nbgrader generate_assignment tiny"),
    ],
)
def test_what_is_no_course_is_said(graded, tmp_path, change, says):
    ours, _, _ = graded
    root = tmp_path / "course"
    root.mkdir()
    for name in ("nbgrader_config.py", "gradebook.db"):
        shutil.copy(ours.folder / name, root)
    shutil.copytree(ours.folder / "source", root / "source")
    change(root)
    with pytest.raises(GradusError, match=says):
        Grading(root, "tiny")


def test_who_handed_in_nothing_is_named(graded):
    with pytest.raises(GradusError, match="nobody has handed in nothing for tiny"):
        Grading(graded[0].folder, "tiny").todo(["a_reference", "nobody"])


def command(course, *arguments, **options):
    return subprocess.Popen(
        [sys.executable, "-m", "gradus", "grade", "tiny", *arguments],
        cwd=course.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
        **options,
    )  # fmt: skip


@pytest.fixture
def typed(monkeypatch):
    """What `gradus grade tiny` says, in a course folder; its worker is in this process."""
    monkeypatch.setattr("gradus.parallel.command.Local", lambda *_: here())

    def run(course, *arguments):
        monkeypatch.chdir(course.folder)
        done = CliRunner().invoke(cli.app, ["grade", "tiny", *arguments])
        assert done.exit_code == 0, done.output
        return done.output

    return run


@pytest.mark.wide
@pytest.mark.parametrize("deaths", [1, pytest.param(50, marks=pytest.mark.slow)])
def test_whatever_is_killed_no_grade_is_lost_doubled_or_changed(graded, tmp_path, deaths):
    _, theirs, _ = graded
    course = copy_of(theirs, tmp_path / "course")
    with Gradebook(f"sqlite:///{course.folder}/gradebook.db") as gradebook:
        for student in list(gradebook.students):
            gradebook.remove_student(student.id)
    draw = random.Random(deaths)
    for _ in range(deaths):
        process = command(course, "--force")  # so that there is something to be killed in each time
        if deaths > 1:
            time.sleep(draw.uniform(1, 12))
        else:
            while not any((course.folder / FOLDER).rglob("*.zip")):
                assert process.poll() is None
                time.sleep(0.05)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    process = command(course, "--workers", "1")
    said, _ = process.communicate(timeout=600)
    assert process.returncode == 0, said
    if "\n0 of " not in f"\n{said}":  # the last one may have been through before it was killed
        assert "workers: 1 (as you asked)" in said and re.search(r"(?m)^graded ", said) and "points on average" in said
    assert rows(course) == rows(theirs)
    assert notebooks(course) == notebooks(theirs)


@pytest.mark.wide
def test_what_comes_to_nothing_is_said_and_tried_again(graded, tmp_path, monkeypatch):
    course, _, _ = graded
    late = course.folder / "submitted" / "late" / "tiny"
    late.parent.mkdir()
    shutil.copytree(course.folder / "submitted" / "a_reference" / "tiny", late)

    with monkeypatch.context() as patch, pytest.raises(GradusError, match="needs bubblewrap"):
        patch.setenv("PATH", str(tmp_path))
        patch.chdir(course.folder)
        grade_assignment(course.folder, "tiny", ["late"], False, 1, False, False)

    broken = tmp_path / "bwrap"
    broken.write_text("#!/bin/sh\necho No room. >&2\nexit 1\n")
    broken.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    process = command(course, "--students", "late", env=os.environ | {"PATH": path})
    said, _ = process.communicate(timeout=600)
    assert (
        process.returncode == 1 and "late: The sandbox could not be started: " in said and "could not be graded" in said
    )

    assert [(one.is_new, one.fault) for one in grade(course, ["late"])] == [(True, "")]
    assert set(course.scores("late").values()) == {2.0, 4.0}
    shutil.rmtree(late.parent)


@pytest.mark.wide
def test_late_work_costs_what_the_documentation_says_and_more_time_helps(tmp_path):
    """By `gradus grade` and by nbgrader."""
    text = (ROOT / "docs/university.md").read_text()
    [rule] = re.findall(r"```python\n(import math\n.*?)```", text, re.DOTALL)
    [more_time] = re.findall(r"```python\n(from datetime .*?)```", text, re.DOTALL)
    course = QuickCourse(tmp_path / "course", settings=rule)
    course.hand_in(Submission("ada", {"score": ""}, []))
    (course.folder / "submitted/ada/tiny/timestamp.txt").write_text("2030-02-02 06:00:00 UTC")
    status, log = course.nbgrader("db", "assignment", "add", "tiny", "--duedate=2030-01-31 18:00 UTC")
    assert status == 0, log

    def penalty():
        return rows(course)["ada"][1]["tiny"][0]

    grade(course)
    full = sum(course.scores("ada").values())
    assert penalty() == pytest.approx(0.2 * full) and full > 0
    status, log = course.nbgrader("autograde", "tiny", "--force")
    assert status == 0 and penalty() == pytest.approx(0.2 * full), log
    more_time = more_time.replace("gradebook.db", f"{course.folder}/gradebook.db").replace("01_derivatives", "tiny")
    exec(more_time.replace("days=2", "days=1"), {})
    [done] = grade(course)
    assert penalty() == pytest.approx(0.1 * full)
    assert [(c.check, c.before, c.after) for c in done.changes] == [
        ("late penalty", pytest.approx(-0.2 * full), pytest.approx(-0.1 * full))
    ]


@pytest.mark.wide
def test_a_mended_check_and_whose_points_it_changes(graded, tmp_path, typed):
    course = copy_of(graded[0], tmp_path / "course")
    shutil.copytree(graded[0].folder / "autograded", course.folder / "autograded")
    for student in (course.folder / "submitted").iterdir():
        if student.name != "a_reference":
            shutil.rmtree(student)
    master = course.folder / "source/tiny/tiny.ipynb"
    notebook = nbformat.read(master, 4)
    [check] = [cell for cell in notebook.cells if 'returns("abab")' in cell.source]
    check.source = check.source.replace('returns("abab")', 'returns("abba")')
    nbformat.write(notebook, master)
    status, log = course.nbgrader("generate_assignment", "tiny", "--force")
    assert status == 0, log
    before, page = rows(course), "feedback/a_reference/tiny/tiny.html"
    assert "of them is from before" not in typed(course, "--dry-run") and "10 of 10 points" in pages(course)[page]

    said = typed(course, "--compare")
    assert re.search(r"a_reference +check-double +2 → 0 +passed +double\('ab'\) returned 'abab';", said), said
    assert "Nothing was entered" in said and rows(course) == before
    said = typed(course)
    assert "Points that have changed:" in said and re.search(r"taken from an earlier run +1", said), said
    assert course.scores("a_reference")["double"] == 0 and notebooks(course) != notebooks(graded[0])
    assert "10 of 10 points" in pages(course)[page]  # nbgrader leaves it
    [again] = re.findall(r"The feedback of 1 of them is from before: `nbgrader (.*?)` writes it anew.", said)
    assert course.nbgrader(*again.split())[0] == 0 and "8 of 10 points" in pages(course)[page]
    said = typed(course, "--compare", "--force")
    assert "No points would change." in said


def test_the_command_says_who_would_be_graded(graded, typed):
    said = typed(graded[0], "--dry-run", "--force")
    assert said.splitlines()[-1].endswith("are new or changed.") and "a_reference" in said
