"""Killed in mid-batch: the zygote, a student's process, the grader. No grade is lost, and the next run goes on."""

import os
import shutil
import sys
import time
from pathlib import Path

import nbformat
import psutil
import pytest

from tests.judge.classroom import POINTS, Submission, cells_of
from tests.judge.quick import QuickCourse, start

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux" or not shutil.which("bwrap"), reason="needs Linux and bubblewrap"),
    pytest.mark.wide,
]
SLOW = """
# %% answer="norm"
import time
time.sleep(1.2)

def norm(v):
    return root(sum(x * x for x in v))
"""
SLOW_ONES = ["slow-1", "slow-2", "slow-3"]
STUDENTS = ["a-student-1", "a-student-2", *SLOW_ONES, "student-3", "student-4"]
VICTIM = SLOW_ONES[0]


class Grader:
    """A running `nbgrader autograde`, and what it has started."""

    def __init__(self, course):
        self.course = course
        self.log = course.folder / "log.txt"
        self.log.touch()
        self.process = start(course.folder, str(self.log), "autograde", "tiny", temporary=course.temporary)

    def wait_for(self, student):
        """Until this submission has been sanitized, and its slow cell runs."""
        file = graded_file(self.course, student)
        until(lambda: file.exists() or self.process.exitcode is not None)
        time.sleep(0.6)

    def started(self):
        return psutil.Process(self.process.pid).children(recursive=True)

    def zygote(self):
        [zygote] = [one for one in self.started() if "python" in one.name() and one.parent().name() == "bwrap"]
        return zygote

    def students(self):
        """The children's first processes, the one that runs a submission before the one that waits."""
        leaves = [one for one in self.zygote().children(recursive=True) if not one.children()]
        return sorted(leaves, key=lambda one: one.create_time())

    def end(self):
        self.process.join(120)
        return self.process.exitcode, self.log.read_text()


def until(is_so, seconds=60):
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.02)


def graded_file(course, student):
    return course.folder / "autograded" / student / "tiny" / "tiny.ipynb"


def mounts():
    return sorted(line.split(" ", 3)[-1] for line in Path("/proc/self/mountinfo").read_text().splitlines())


@pytest.fixture
def course(tmp_path):
    course = QuickCourse(tmp_path / "course")
    for student in STUDENTS:
        course.hand_in(Submission(student, {"score": ""}, cells_of(SLOW) if student in SLOW_ONES else []))
    return course


def test_a_process_may_die(course):
    """Whose it is, the judge cannot know: it tries once more, and nobody loses anything."""
    grader = Grader(course)
    grader.wait_for("slow-1")
    grader.students()[-1].kill()  # it waits for the next submission
    grader.wait_for("slow-2")
    grader.zygote().kill()
    grader.wait_for("slow-3")
    grader.students()[0].kill()
    status, log = grader.end()
    assert status == 0 and "Traceback" not in log, log
    assert {student: course.scores(student) for student in STUDENTS} == dict.fromkeys(STUDENTS, POINTS)


@pytest.mark.slow
def test_the_grader_may_die(course):
    before = mounts()
    grader = Grader(course)
    grader.wait_for(VICTIM)
    started = grader.started()
    assert len(started) >= 4
    grader.process.kill()
    grader.process.join()
    until(lambda: not any(one.is_running() for one in started), 10)
    assert mounts() == before
    assert not os.listdir(course.temporary)
    assert not course.scores(VICTIM)  # but nbgrader would take it for graded
    done = {student: graded_file(course, student).stat().st_mtime_ns for student in STUDENTS[:2]}
    left = course.folder / "autograded" / STUDENTS[3] / "tiny"  # killed a little earlier or later than VICTIM's
    left.mkdir(parents=True)
    cut_off = graded_file(course, STUDENTS[4])
    cut_off.parent.mkdir(parents=True)
    cut_off.write_bytes(graded_file(course, STUDENTS[0]).read_bytes()[:1000])
    status, log = course.nbgrader("autograde", "tiny")
    assert status == 0 and "Traceback" not in log, log
    assert {student: course.scores(student) for student in STUDENTS} == dict.fromkeys(STUDENTS, POINTS)
    assert done == {student: graded_file(course, student).stat().st_mtime_ns for student in STUDENTS[:2]}
    for student in STUDENTS:
        assert log.count(f"submitted/{student}/tiny/tiny.ipynb") == (0 if student in done else 2), log
        checks = [cell for cell in nbformat.read(graded_file(course, student), 4).cells if cell.id == "check-double"]
        assert "✓" in checks[0].outputs[0].text
