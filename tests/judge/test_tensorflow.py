"""TensorFlow through the judge, in one batch of the real `nbgrader autograde`: chatter costs no points."""

import shutil
import sys

import pytest

from tests.judge.quick import QuickCourse
from tests.judge.tensorflow_class import EXPECTED, NOTEBOOK, SUBMISSIONS

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux" or not shutil.which("bwrap"), reason="needs Linux and bubblewrap"),
    pytest.mark.wide,
]
LIMITS = """
c.Judge.preload = ["numpy", "tensorflow"]
c.Judge.call_seconds, c.Judge.cell_seconds, c.Judge.notebook_seconds = 20, 60, 300
c.Judge.memory, c.Judge.disk, c.Judge.processes = 2048, 100, 256
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    course = QuickCourse(tmp_path_factory.mktemp("class") / "course", NOTEBOOK, LIMITS)
    for submission in SUBMISSIONS:
        course.hand_in(submission)
    status, log = course.nbgrader("autograde", "tiny")
    assert status == 0, log
    return course


def shown(course, student):
    """Everything that the graded notebook shows, as text."""
    outputs = [output for cell in course.graded(student).cells for output in cell.get("outputs", [])]
    return "\n".join(str(output.get("text", output.get("evalue", ""))) for output in outputs)


@pytest.mark.parametrize("student", EXPECTED)
def test_scores(course, student):
    assert course.scores(student) == EXPECTED[student], shown(course, student)


def test_the_noise_was_there(course):
    said = shown(course, "noisy")
    for words in ("slope was called with", "this goes to stderr too", "epoch 1"):
        assert words in said
