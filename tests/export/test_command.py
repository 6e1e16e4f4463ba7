"""`gradus export` and `nbgrader export` in a course folder with a real gradebook."""

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import ExportApp

from gradus.errors import GradusError
from gradus.export.command import Wishes, export_grades

ROSTER = '''\
Student,ID,SIS User ID,SIS Login ID,Section,unit1 (77)
    Points Possible,,,,,10
"Lovelace, Ada",101,0042,ada,01,
"Noether, ""Emmy""",102,0043,emmy,01,3
'''
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # nbgrader's


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> Path:
    """ada is late, emmy waits for points by hand, sofia is not graded, kurt handed in nothing."""
    root = tmp_path_factory.mktemp("course")
    (root / "nbgrader_config.py").write_text('c = get_config()\nc.CourseDirectory.course_id = "gradus"\n')
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")  # for alembic
        with Gradebook(f"sqlite:///{root}/gradebook.db", "gradus") as book:
            book.add_assignment("unit1")
            book.add_notebook("one", "unit1")
            book.add_grade_cell("a", "one", "unit1", max_score=6, cell_type="code")
            book.add_grade_cell("b", "one", "unit1", max_score=4, cell_type="markdown")
            book.add_student("kurt")
            for name, first, last in [("ada", "Ada", "Lovelace"), ("emmy", '"Emmy", =', "Noether")]:
                book.add_student(name, first_name=first, last_name=last, email=f"{name}@uni.example")
                book.add_submission("unit1", name)
            ada, emmy = (book.find_submission("unit1", name).notebooks[0] for name in ("ada", "emmy"))
            for notebook, auto in ((ada, 5.5), (emmy, 6.0)):
                for grade in notebook.grades:
                    grade.auto_score = auto if grade.name == "a" else None
                    grade.needs_manual_grade = grade.name == "b" and notebook is emmy
                    grade.manual_score = None if notebook is emmy or grade.name == "a" else 1.25
            ada.late_submission_penalty = 2.0
            book.db.commit()
    for name in ("ada", "emmy", "sofia"):
        (root / "submitted" / name / "unit1").mkdir(parents=True)
    (root / "roster.csv").write_text(ROSTER)
    return root


@pytest.fixture
def folder(course, tmp_path, monkeypatch) -> Path:
    """The course; what is written into it is gone afterwards."""
    before = set(course.iterdir())
    monkeypatch.chdir(course)
    yield course
    for file in set(course.iterdir()) - before:
        file.unlink()
    assert (course / "roster.csv").read_text() == ROSTER


def run(folder, *command):
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


@pytest.mark.wide
def test_the_command_fills_a_copy_of_the_roster(folder):
    done = run(folder, "gradus", "export", "unit1", "--format", "canvas", "--into", "roster.csv")
    assert done.returncode == 0, done.stdout
    assert done.stdout.splitlines() == [
        "grades-unit1-canvas.csv: 2 in 'unit1 (77)' of roster.csv, which is as it was.",
        "Handed in and not graded yet, so without points: sofia.",
        "Points by hand are still to be given, in Formgrader, to: emmy.",
        "Handed in, and not in the roster: sofia.",
    ]
    filled = ROSTER.replace("ada,01,", "ada,01,4.75").replace("emmy,01,3", "emmy,01,6")
    assert (folder / "grades-unit1-canvas.csv").read_text() == filled


@pytest.mark.wide
def test_nbgrader_writes_the_same(folder):
    done = run(folder, "nbgrader", "export", "--exporter=gradus.export.plugins.Canvas", "--Canvas.into=roster.csv",
               "--to=there.csv")  # fmt: skip
    assert done.returncode == 0 and "2 in 'unit1 (77)' of roster.csv" in done.stdout, done.stdout
    export_grades(folder, "unit1", "canvas", Wishes(folder / "roster.csv"))
    assert (folder / "there.csv").read_bytes() == (folder / "grades-unit1-canvas.csv").read_bytes()


def test_where_nbgrader_can_write_nothing_it_says_why(folder, caplog):
    app = ExportApp()
    app.initialize(["--exporter=gradus.export.plugins.Blackboard", "--assignment=unit1"])
    app.log.propagate = True
    with pytest.raises(SystemExit) as end:
        app.start()
    assert end.value.code == 2 and "Blackboard takes grades only in a file that it wrote" in caplog.text


@pytest.mark.parametrize(
    ("platform", "key", "rows", "says"),
    [
        ("canvas", "", [["    Points Possible", "", "", "", "", "10"], ["Lovelace, Ada", "", "", "ada", "", "4.75"],
                        ['Noether, "Emmy", =', "", "", "emmy", "", "6"]], "Canvas will make a new assignment 'unit1'"),
        ("moodle", "email", [["ada@uni.example", "4.75"], ["emmy@uni.example", "6"]], "identify users by 'email'"),
        ("brightspace", "", [["#ada", "4.75", "#"], ["#emmy", "6", "#"]], "will look for a grade item 'unit1'"),
    ],
)  # fmt: skip
def test_without_a_roster_a_new_file_is_written(folder, platform, key, rows, says):
    said = export_grades(folder, "unit1", platform, Wishes(key=key, students=["ada", "emmy"]))
    with (folder / f"grades-unit1-{platform}.csv").open(newline="") as file:
        header, *body = csv.reader(file)
    assert body == rows and len(header) == len(rows[0])
    assert says in " ".join(said)


def test_canvas_knows_an_assignment_by_its_number(folder):
    wishes = Wishes(column="Unit 1 (77)", key="SIS User ID", missing_as_zero=True)
    assert not any("new assignment" in line for line in export_grades(folder, "unit1", "canvas", wishes))
    with (folder / "grades-unit1-canvas.csv").open(newline="") as file:
        found = {row["SIS User ID"]: row["Unit 1 (77)"] for row in csv.DictReader(file)}
    assert found == {"": "10", "ada": "4.75", "emmy": "6", "kurt": "0", "sofia": ""}


REFUSED = {
    "Blackboard without its file": ("unit1", "blackboard", {}, "takes grades only in a file that it wrote"),
    "another assignment": ("unit2", "canvas", {}, "knows no assignment unit2; it has unit1"),
    "a key that is not there": (
        "unit1", "moodle", {"key": "email"},
        "kurt has none, sofia has none: that is no email of Moodle's, and for one such row it cancels the whole import",
    ),
    "a key that Moodle has not": ("unit1", "moodle", {"key": "name"}, "know students by 'name': name one of id,"),
    "a key that Canvas has not": ("unit1", "canvas", {"key": "Email"}, "No column 'Email' can be written for Canvas"),
    "a key that Brightspace has not": ("unit1", "brightspace", {"key": "x"}, "name OrgDefinedId or Username"),
    "no roster": ("unit1", "canvas", {"into": Path("nowhere.csv")}, "There is no file nowhere.csv"),
    "the roster itself": (
        "unit1", "canvas", {"into": Path("roster.csv"), "to": Path("./roster.csv")}, "roster.csv is not written over",
    ),
    "a folder": ("unit1", "canvas", {"to": Path("submitted")}, "submitted is a folder"),
    "a stranger": ("unit1", "canvas", {"students": ["eve"]}, "The gradebook knows no student eve"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_written_is_refused_by_name(folder, case):
    assignment, platform, wishes, says = REFUSED[case]
    before = set(folder.iterdir())
    with pytest.raises(GradusError, match=says):
        export_grades(folder, assignment, platform, Wishes(**wishes))
    assert set(folder.iterdir()) == before


def test_an_id_that_is_a_formula_is_refused_where_it_would_have_to_stay(folder):
    (folder / "submitted/=1+1/unit1").mkdir(parents=True)
    try:
        with pytest.raises(GradusError, match="'=1\\+1' is an id that a spreadsheet takes for a formula"):
            export_grades(folder, "unit1", "canvas", Wishes())
        with pytest.raises(GradusError, match="=1\\+1 has '=1\\+1': that is no username of Moodle's"):
            export_grades(folder, "unit1", "moodle", Wishes())
    finally:
        (folder / "submitted/=1+1/unit1").rmdir()
        (folder / "submitted/=1+1").rmdir()


def test_what_is_no_course_is_said(tmp_path):
    with pytest.raises(GradusError, match="has no nbgrader_config.py: change to the folder that has"):
        export_grades(tmp_path, "unit1", "canvas", Wishes())
    (tmp_path / "nbgrader_config.py").write_text("")
    with pytest.raises(GradusError, match="There is no gradebook .*gradus grade unit1"):
        export_grades(tmp_path, "unit1", "canvas", Wishes())
    assert not (tmp_path / "gradebook.db").exists()
