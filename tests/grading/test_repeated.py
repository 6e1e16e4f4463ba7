"""The same class graded twice: the same grades, and feedback that is the same byte for byte.

But for the times in graded notebooks, and for addresses: where an object lies in memory is drawn anew each time.
"""

import re
import shutil
import sys

import pytest

from tests.judge.classroom import Submission, cells_of
from tests.judge.quick import QuickCourse

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux" or not shutil.which("bwrap"), reason="needs Linux and bubblewrap"),
    pytest.mark.wide,
]
KINDS = {
    "right": "",
    "wrong": '# %% answer="double"\ndef double(x):\n    return 3 * x',
    "partial": '# %% answer="share"\ndef share(values):\n    return 0.25',
    "fails": '# %% answer="norm"\ndef norm(v):\n    return v.missing',
    "crashes": '# %% answer="norm"\nimport os\nos._exit(1)',
    "draws": """
# %% answer="double"
import random
print(random.random(), np.random.random(), np.random.default_rng(1).random())

def double(x):
    return 2 * x + random.choice([0, 0, 1])
""",
    "sets": """
# %% answer="double"
print({"a", "b", "c", "d", "e"}, hash("a"), list({str(i) for i in range(20)}))

def double(x):
    return next(iter({"a", "b", "c"}))
""",
    "pictures": """
# %% answer="double"
import matplotlib.pyplot as plt
plt.plot([0, 1], [1, 0]);

def double(x):
    return 2 * x
""",
    "warns": """
# %% answer="double"
import warnings
warnings.warn("not so good")
np.float64(1) / 0

def double(x):
    warnings.warn("still not")
    return 2 * x
1 / 0
""",
    "addresses": """
# %% answer="double"
double = lambda x: object()
print(object(), double)
double
""",
}


def graded(course):
    """What students and instructors see: scores, graded notebooks and feedback pages."""
    for command in ("autograde", "generate_feedback"):
        status, log = course.nbgrader(command, "tiny", "--force")
        assert status == 0, log
    scores = {student: course.scores(student) for student in KINDS}
    files = [*course.folder.glob("autograded/*/tiny/tiny.ipynb"), *course.folder.glob("feedback/*/tiny/tiny.html")]
    return scores, {str(file.relative_to(course.folder)): without_times_and_addresses(file) for file in files}


def without_times_and_addresses(file):
    content = file.read_bytes()
    if file.suffix == ".ipynb":
        content = re.sub(rb'("iopub.execute_input|"shell.execute_reply)": "[^"]*"', b"", content)
    return re.sub(rb"\bat 0x[0-9a-f]+", b"at 0x", content)


@pytest.mark.slow
def test_grading_again_changes_nothing(tmp_path):
    course = QuickCourse(tmp_path / "course")
    for name, answer in KINDS.items():
        course.hand_in(Submission(name, {"score": ""}, cells_of(answer) if answer else []))
    scores, files = graded(course)
    scores_again, files_again = graded(course)
    assert scores == scores_again
    assert len(files) == 2 * len(KINDS)
    assert [name for name in files if files[name] != files_again[name]] == []


def test_other_answers_are_asked_with_other_numbers_and_the_same_with_the_same(tmp_path):
    """Whatever has become of the checks in between."""
    course = QuickCourse(tmp_path / "course")

    def drawn(factor):
        answer = f'# %% answer="double"\nprint("drawn", np.random.random())\ndef double(x):\n    return {factor} * x'
        shutil.rmtree(course.folder / "submitted/ada", ignore_errors=True)
        course.hand_in(Submission("ada", {"score": ""}, cells_of(answer)))
        status, log = course.nbgrader("autograde", "tiny", "--force")
        assert status == 0, log
        return re.search(r"drawn [\d.]+", (course.folder / "autograded/ada/tiny/tiny.ipynb").read_text()).group()

    first, second = drawn(3), drawn(2)
    assert first != second
    master = course.folder / "source/tiny/tiny.ipynb"
    master.write_text(master.read_text().replace("abab", "baba"))
    assert drawn(3) == first
