"""A second `nbgrader autograde` beside a running one: refused with a sentence, and the first one's work stays."""

import os
import signal
import sys
import time

import psutil
import pytest

from gradus.grading.one_run import HOLDER, AtWork, alone
from tests.grading.test_interrupted import SLOW, Grader, graded_file, until
from tests.grading.test_interrupted import pytestmark as pytestmark
from tests.judge.classroom import POINTS, Submission, cells_of
from tests.judge.quick import QuickCourse

STUDENTS = ["done", "slow", "waiting"]
PATIENT = "c.Judge.call_seconds = c.Judge.cell_seconds = c.Judge.notebook_seconds = 600\n"


@pytest.fixture
def course(tmp_path):
    course = QuickCourse(tmp_path / "course", settings=PATIENT)
    for student in STUDENTS:
        course.hand_in(Submission(student, {"score": ""}, cells_of(SLOW) if student == "slow" else []))
    return course


def test_a_second_run_is_refused_and_destroys_nothing(course):
    first = Grader(course)
    until(graded_file(course, "slow").exists)
    running = psutil.Process(first.process.pid)
    running.suspend()  # however long the second takes to start, the first is in the middle of its work
    status, log = course.nbgrader("autograde", "tiny", "--force")
    running.resume()
    assert status == 1 and "Traceback" not in log
    assert f"This course is being graded already, by process {first.process.pid} on " in log
    assert "wait until that run has ended" in log
    status, log = first.end()
    assert status == 0 and "Traceback" not in log, log
    assert {student: course.scores(student) for student in STUDENTS} == dict.fromkeys(STUDENTS, POINTS)
    assert not (course.folder / HOLDER).exists()


def test_formgraders_button_is_refused_too_and_works_afterwards(course):
    from nbgrader.apps.api import NbGraderAPI
    from traitlets.config import Config, PyFileConfigLoader

    config = Config(PyFileConfigLoader("nbgrader_config.py", path=str(course.folder)).load_config())
    config.CourseDirectory.root = str(course.folder)
    api = NbGraderAPI(config=config)
    with alone(course.folder):
        result = api.autograde("tiny", STUDENTS[0])
    assert not result["success"] and "being graded already" in result["log"]
    assert api.autograde("tiny", STUDENTS[0])["success"]
    assert api.autograde("tiny", STUDENTS[0])["success"]  # the server lives on, and holds nothing


def test_a_holder_that_was_killed_is_in_nobodys_way(tmp_path):
    holder = os.fork()
    if not holder:
        with alone(tmp_path):
            (tmp_path / "held").touch()
            time.sleep(600)
    try:
        until((tmp_path / "held").exists)
        with pytest.raises(AtWork, match=f"by process {holder} on "), alone(tmp_path):
            pass
    finally:
        os.kill(holder, signal.SIGKILL)
        os.waitpid(holder, 0)
    with alone(tmp_path):
        assert f"process {os.getpid()} " in (tmp_path / HOLDER).read_text()


@pytest.mark.skipif(sys.platform == "win32", reason="needs an umask")
def test_a_course_of_several_instructors_can_be_held_by_each(tmp_path):
    with alone(tmp_path):
        pass
    assert (tmp_path / ".autograde.lock").stat().st_mode & 0o060 == 0o060
