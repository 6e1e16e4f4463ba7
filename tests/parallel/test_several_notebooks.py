"""An assignment of two notebooks: graded, reported and exported, whatever of it was handed in, and under which name."""

import csv
import shutil
import sys

import nbformat
import pytest
from nbgrader.api import Gradebook

from gradus.export.command import Wishes, export_grades
from gradus.report.command import report_on
from gradus.report.numbers import OTHER, UNTRIED
from gradus.report.reading import numbers_of
from tests.judge.classroom import master
from tests.judge.quick import QuickCourse
from tests.parallel.tiny_class import copy_of, grade, notebooks, rows

pytestmark = [
    pytest.mark.wide,
    pytest.mark.skipif(sys.platform != "linux" or not shutil.which("bwrap"), reason="needs Linux and bubblewrap"),
    pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning"),  # nbgrader's
]
START = '# %% given="tools"\nfrom gradus import expect\n'
BOTH = """
# %% answer="square"
def square(x):
    return x * x

# %% check="square" points=1
expect(square, 3.0).close_to(9.0)
"""
TINY = f"""{START}{BOTH}
# %% answer="half"
def half(x):
    return x / 2

# %% check="half" points=2
expect(half, 3.0).close_to(1.5)
"""
MORE = f"""{START}
# %% answer="double"
def double(x):
    return 2 * x

# %% check="double" points=3
expect(double, 3.0).close_to(6.0)
{BOTH}"""
ONE, TWO = (nbformat.writes(master(text)) for text in (TINY, MORE))
HANDED_IN = {
    "both": {"tiny.ipynb": ONE, "more.ipynb": TWO.replace("2 * x", "7 * x")},
    "first": {"tiny.ipynb": ONE},
    "renamed": {"tiny.ipynb": ONE, "more (1).ipynb": TWO},
    "swapped": {"tiny.ipynb": TWO, "more.ipynb": ONE},
    "twice": {"tiny.ipynb": ONE, "more.ipynb": ONE},
    "damaged": {"tiny.ipynb": "{", "more.ipynb": TWO},
    "in mail": {"tiny.ipynb.txt": ONE},
    "notes [1]": {"notes.txt": "I could not do it."},
    "nothing": {},
}
POINTS = dict(zip(HANDED_IN, [4, 3, 7, 7, 3, 4, 3, None, None], strict=True))
LACKS = "more: answer-double: not tried; more: answer-square: not tried"
WENT_WRONG = {
    "both": ("more: answer-double: another wrong answer", ""),
    "first": (LACKS, "more.ipynb was not handed in"),
    "renamed": ("", "About the name of the file more.ipynb: It was handed in as 'more (1).ipynb'"),
    "swapped": ("", "The file more.ipynb itself is another."),
    "twice": (LACKS, "The submitted file more.ipynb could not be graded: it is another notebook of this assignment."),
    "damaged": (
        "tiny: answer-square: not tried; tiny: answer-half: not tried",
        "The submitted file tiny.ipynb could not be graded",
    ),
    "in mail": (LACKS, "It was handed in as 'tiny.ipynb.txt'"),
    "notes [1]": ("", "'notes.txt' is no notebook of this assignment."),
    "nothing": ("", "no file was handed in."),
}


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A class, graded here and by nbgrader."""
    folder = tmp_path_factory.mktemp("several")
    ours = QuickCourse(folder / "course", TINY)
    (ours.folder / "source" / "tiny" / "more.ipynb").write_text(TWO)
    (ours.folder / ".judge_seed").write_text("the same for both")
    status, log = ours.nbgrader("generate_assignment", "tiny", "--force")
    assert status == 0, log
    for student, files in HANDED_IN.items():
        place = ours.folder / "submitted" / student / "tiny"
        place.mkdir(parents=True)
        for name, content in files.items():
            (place / name).write_text(content)
    theirs = copy_of(ours, folder / "theirs")
    done = grade(ours)
    status, log = theirs.nbgrader("autograde", "tiny")
    assert status == 0, log
    return ours, theirs, done


def test_the_grades_and_notebooks_are_those_of_nbgrader(graded):
    ours, theirs, done = graded
    assert rows(ours) == rows(theirs) and rows(ours).keys() == HANDED_IN.keys()
    assert notebooks(ours) == notebooks(theirs)
    assert not any(one.fault for one in done) and grade(ours) == []
    assert not [line for one in done for line in one.result.log if "/gradus-" in line]


def test_the_report_says_what_was_not_handed_in_and_in_which_notebook_a_mistake_is(graded):
    report_on(graded[0].folder, "tiny", None)
    with (graded[0].folder / "report/tiny-students.csv").open(encoding="utf-8-sig", newline="") as file:
        found = {row["student"]: row for row in csv.DictReader(file)}
    for student, (wrong, fault) in WENT_WRONG.items():
        assert found[student]["went wrong"] == wrong and fault in found[student]["faults"], student
        assert found[student]["points"] == ("" if POINTS[student] is None else f"{POINTS[student]}.0"), student
    numbers = numbers_of(graded[0].folder, "tiny")
    assert numbers.lost == {"known mistakes": 0, OTHER: 3, "stopped": 0, UNTRIED: 15}
    page = (graded[0].folder / "report/tiny.html").read_text()
    assert "<code>tiny: answer-square</code>" in page and "<code>more: answer-square</code>" in page


def test_what_could_not_be_graded_is_blank_for_a_platform_unless_a_person_says_0(graded):
    ours = graded[0]
    said = export_grades(ours.folder, "tiny", "moodle", Wishes(key="idnumber", missing_as_zero=True))
    with (ours.folder / "grades-tiny-moodle.csv").open(newline="") as file:
        found = {row["idnumber"]: row["tiny"] for row in csv.DictReader(file)}
    assert found == {name: "-" if points is None else str(points) for name, points in POINTS.items()}
    assert any(line.startswith("Could not be graded, so without points: notes [1], nothing.") for line in said)
    with Gradebook(f"sqlite:///{ours.folder}/gradebook.db") as gradebook:
        gradebook.find_grade("check-half", "tiny", "tiny", "nothing").manual_score = 0.0
        gradebook.db.commit()
    export_grades(ours.folder, "tiny", "moodle", Wishes(key="idnumber"))
    assert "nothing,0" in (ours.folder / "grades-tiny-moodle.csv").read_text().splitlines()
