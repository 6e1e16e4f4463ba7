"""`gradus report` on a class that was graded: by the name of a mistake, which the notebook keeps and no page tells."""

import json
import shutil
import subprocess
import sys

import nbformat
import pytest

from gradus.checks.mistakes import mistakes_in, sentence_of
from gradus.errors import GradusError
from gradus.report.command import report_on, say_what_is_next
from gradus.report.reading import numbers_of
from tests.judge.classroom import Submission, cells_of
from tests.judge.quick import QuickCourse
from tests.parallel.test_grade import grade

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux" or not shutil.which("bwrap"), reason="needs Linux and bubblewrap"),
    pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning"),  # nbgrader's
]
NOTEBOOK = """
# %% given="tools"
import numpy as np
from gradus import expect

# %% answer="slope"
def slope(f, x, h=1e-5):
    ### BEGIN SOLUTION
    return (f(x + h) - f(x - h)) / (2 * h)
    ### END SOLUTION

# %% check="slope" points=2
expect(slope, np.square, 3.0).close_to(6.0)
### BEGIN HIDDEN TESTS
expect(slope, np.exp, 1.0).close_to(np.e)
### END HIDDEN TESTS

# %% check="slope-order" points=1
expect(slope, np.exp, 0.0, h=0.1).close_to(10 * np.sinh(0.1))
"""
[SIGN] = [mistake for mistake in mistakes_in("slope") if mistake.__name__ == "adds_the_two"]
ANSWERS = {
    "right": "",
    "sign": "def slope(f, x, h=1e-5):\n    return (f(x + h) + f(x - h)) / (2 * h)",
    "sign_too": "def slope(f, x, h=1e-5):\n    '''</pre><script>'''\n    return (f(x + h) + f(x - h)) / 2 / h",
    "odd": "def slope(f, x, h=1e-5):\n    return 17.0",
    "stub": "def slope(f, x, h=1e-5):\n    raise NotImplementedError",
}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    course = QuickCourse(tmp_path_factory.mktemp("reported") / "course", NOTEBOOK)
    for student, code in ANSWERS.items():
        course.hand_in(Submission(student, {"score": ""}, cells_of(f'# %% answer="slope"\n{code}')))
    assert not [done.fault for done in grade(course) if done.fault]
    return course


def counted(course):
    [slope] = numbers_of(course.folder, "tiny").exercises
    return {mistake.name: (mistake.students, mistake.points) for mistake in slope.mistakes}, slope


def test_mistakes_are_counted_by_name_and_in_older_gradings_by_sentence(course):
    found, slope = counted(course)
    assert found == {"adds_the_two": (2, 6.0), "another wrong answer": (1, 3.0)}
    assert (slope.full, slope.none, slope.untried, slope.points) == (1, 3, 1, 3.0)
    assert [mistake.sentence for mistake in slope.mistakes] == [sentence_of(SIGN), ""]
    names = set()
    for file in course.folder.glob("autograded/*/tiny/tiny.ipynb"):
        notebook = nbformat.read(file, 4)
        names |= {(file.parts[-3], cell.metadata.pop("gradus", {}).get("mistake", "")) for cell in notebook.cells}
        nbformat.write(notebook, file)
    assert {pair for pair in names if pair[1]} == {("sign", "adds_the_two"), ("sign_too", "adds_the_two")}
    assert counted(course)[0] == found


def test_no_students_page_has_the_name_of_a_mistake(course):
    status, log = course.nbgrader("generate_feedback", "tiny")
    assert status == 0, log
    page = (course.folder / "feedback" / "sign" / "tiny" / "tiny.html").read_text()
    assert sentence_of(SIGN).split(".")[0] in page and "adds_the_two" not in page


def test_the_command_writes_the_page_and_its_numbers(course):
    (course.folder / "submitted" / "late" / "tiny").mkdir(parents=True, exist_ok=True)
    run = subprocess.run(
        [sys.executable, "-m", "gradus", "report", "tiny"], cwd=course.folder, capture_output=True, text=True
    )
    assert run.returncode == 0 and "report/tiny.html is the page" in run.stdout, run.stderr
    written = {file.name for file in (course.folder / "report").iterdir()}
    assert written == {"tiny.html", "tiny.json", "tiny-exercises.csv", "tiny-students.csv"}
    page = (course.folder / "report" / "tiny.html").read_text()
    assert "&lt;/pre&gt;&lt;script&gt;" in page and "<script" not in page and "late</bdi>: handed in" in page
    numbers = json.loads((course.folder / "report" / "tiny.json").read_text())
    assert [student["score"] for student in numbers["students"]] == [0.0, 3.0, 0.0, 0.0, 0.0]


def test_next_says_what_to_teach(course, capsys):
    say_what_is_next(course.folder, "tiny")
    said = capsys.readouterr().out
    assert (
        said.startswith(f"1. {sentence_of(SIGN)}") and "2 of 5, in answer-slope; 6 points" in said and "2. " not in said
    )


def test_what_cannot_be_reported_on_is_said(course, tmp_path):
    with pytest.raises(GradusError, match="does not know other; it knows tiny"):
        report_on(course.folder, "other", None)
    with pytest.raises(GradusError, match="has no nbgrader_config.py"):
        report_on(tmp_path, "tiny", None)
    (tmp_path / "nbgrader_config.py").write_text("")
    with pytest.raises(GradusError, match="nothing is graded yet: grade with `gradus grade tiny`"):
        report_on(tmp_path, "tiny", None)
    assert {file.name for file in tmp_path.iterdir()} == {"nbgrader_config.py"}
