"""`nbgrader zip_collect` with what Moodle and Canvas let an instructor download."""

import zipfile

import nbformat
import pytest

from tests.grading.test_renamed import answer
from tests.grading.test_renamed import pytestmark as pytestmark
from tests.judge.classroom import POINTS
from tests.judge.quick import QuickCourse

MOODLE = {
    "Anna-Lena Müller_1001_assignsubmission_file_/tiny.ipynb": "Anna-Lena Müller",
    "Anna-Lena Müller_1001_assignsubmission_file_/notes.txt": None,
    "Jean Pierre  d'Été_1002_assignsubmission_file/tiny (1).ipynb": "Jean Pierre  d'Été",
    "Kim Lee_1003_assignsubmission_file_/my answers.ipynb": "Kim Lee",
    "Kim Lee_1004_assignsubmission_file_/tiny.ipynb": "Kim Lee_1004",
    "O_Neill, Ada_1005_assignsubmission_file_tiny.ipynb": "O_Neill Ada",
    "李 小龙_1006_assignsubmission_file_/homework/tiny.ipynb": "李 小龙",
    "Zed Last_1007_assignsubmission_file_/tiny.ipynb.txt": "Zed Last",
    "Zed Last_1007_assignsubmission_onlinetext_/onlinetext.html": None,
}
CANVAS = {
    "mullerannalena_4711_90210_tiny.ipynb": "mullerannalena_4711",
    "detejeanpierre_LATE_4712_90211_tiny-1.ipynb": "detejeanpierre_4712",
    "leekim_4713_90212_my answers.ipynb": "leekim_4713",
    "leekim_4714_90213_tiny_final_2.ipynb": "leekim_4714",
    "leekim_4714_90214_scan.pdf": None,
    "anon_4715_90215_tiny.ipynb": "anon_4715",
}


@pytest.mark.parametrize(("platform", "files"), [("Moodle", MOODLE), ("Canvas", CANVAS)])
def test_a_download_is_collected_and_graded(tmp_path, platform, files):
    course = QuickCourse(tmp_path / "course", settings="c.Judge.cell_seconds = c.Judge.notebook_seconds = 600\n")
    right = nbformat.writes(answer(course.folder / "release" / "tiny" / "tiny.ipynb"))
    archive = course.folder / "downloaded" / "tiny" / "archive" / "Course 1-Tiny Homework-77.zip"
    archive.parent.mkdir(parents=True)
    with zipfile.ZipFile(archive, "w") as download:
        for name in files:
            download.writestr(name, right)
    command = ["zip_collect", "tiny", f"--collector=gradus.grading.downloads.{platform}"]
    status, log = course.nbgrader(*command)
    assert status == 0, log
    students = {student for student in files.values() if student}
    assert {folder.name for folder in (course.folder / "submitted").iterdir()} == students
    assert [name for name, student in files.items() if not student and f"{name} is no notebook" not in log] == []
    assert course.nbgrader(*command, "--force")[0] == 0
    status, log = course.nbgrader("autograde", "tiny")
    assert status == 0 and "Traceback" not in log, log
    assert {student: course.scores(student) for student in students} == dict.fromkeys(students, POINTS)
