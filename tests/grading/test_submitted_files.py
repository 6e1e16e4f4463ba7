"""What lies beside a notebook, whatever it is: one student's trouble is one student's, and has a name."""

import os
import shutil
import socket
import sys

import nbformat
import pytest

from tests import submissions
from tests.grading.test_nbgrader import full_marks, nbgrader, scores
from tests.grading.test_submission import NAME, UNIT, right

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux" or not shutil.which("bwrap"), reason="needs bubblewrap"),
    pytest.mark.wide,
]
TIMES = {
    "before": b"0001-01-01 00:00:00 +1400",
    "digits": b"9" * 20,
    "after": b"9999-12-31 23:59:59 -1400",
    "offset": b"2030-01-01 00:00:00 " + b"9" * 40,
    "words": b"today or tomorrow",
    "long": b"2030-01-01 00:00:00 UTC" + b" " * 10_000,
    "latin": "le 3 février 2030".encode("latin-1"),
    "exponent": b"1e99999",
    "year_ten": b"10000-01-01",
}
HONEST_TIMES = {
    "utc": b"2030-01-01 12:00:00 UTC",
    "numeric": b"2030-01-01 12:00:00.5 +0200",
    "nul": b"2030\x00",
    "empty": b"",
}


def sparse(folder):
    with open(folder / "holes.bin", "wb") as file:
        file.truncate(2 * 2**30)


def a_folder_for_a_timestamp(folder):
    (folder / "timestamp.txt").mkdir()
    (folder / "unreadable-timestamp.txt").write_text("x")


def a_folder_beside_a_bad_timestamp(folder):
    (folder / "timestamp.txt").write_text("yesterday")
    (folder / "unreadable-timestamp.txt").mkdir()


def many_files(folder):
    (folder / "node_modules").mkdir()
    for number in range(1200):
        (folder / "node_modules" / f"{number}.js").touch()
    (folder / "data.csv").write_text("1")


def many_files_flat(folder):
    for number in range(1200):
        (folder / f"{number}.txt").touch()


def odd_names(folder):
    for name in (
        b"a\nb.txt",
        b"\xff\xfe.txt",
        b"'\"$(x).txt",
        b"[*].txt",
        b"-rf",
        b"a" * 250,
        b"\x1b[31m.txt",
        b"..txt",
    ):
        with open(os.path.join(os.fsencode(folder), name), "wb"):
            pass


def odd_notebooks(folder):
    for name in (b"a\nb.ipynb", b"\xff.ipynb", b"![x](https%3A).ipynb", b".ipynb", b"x" * 240 + b".ipynb"):
        with open(os.path.join(os.fsencode(folder), name), "wb") as file:
            file.write(nbformat.writes(right()).encode())


def loops(folder):
    (folder / "a").mkdir()
    (folder / "a" / "up").symlink_to(folder)
    (folder / "self").symlink_to("self")
    (folder / "etc").symlink_to("/etc")


def a_socket_and_a_pipe(folder):
    os.mkfifo(folder / "pipe")
    os.mkfifo(folder / "timestamp.txt")
    here = os.getcwd()
    os.chdir(folder)  # an address of a socket is short
    try:
        socket.socket(socket.AF_UNIX).bind("socket")
    finally:
        os.chdir(here)


def in_the_place_of_the_courses_file(folder):
    (folder / "data.csv").mkdir()
    (folder / "tables").write_text("a file")


def deep(folder):
    here = os.getcwd()
    os.chdir(folder)
    try:
        for _ in range(300):  # longer than a path may be
            os.mkdir("d" * 20)
            os.chdir("d" * 20)
    finally:
        os.chdir(here)


def empty_folders(folder):
    (folder / "a" / "b" / "c").mkdir(parents=True)
    (folder / f"{NAME.removesuffix('.ipynb')}_files").mkdir()


LEFT_OUT = {
    "sparse": sparse, "node_modules": many_files, "flat": many_files_flat, "loops": loops,
    "sockets": a_socket_and_a_pipe, "in_place": in_the_place_of_the_courses_file, "deep": deep,
    "time_folder": a_folder_for_a_timestamp, "time_beside_folder": a_folder_beside_a_bad_timestamp,
}  # fmt: skip
LINKED = {"to_source": f"../../source/{UNIT}", "to_another": f"../honest/{UNIT}", "to_itself": UNIT}
FINE = {"names": odd_names, "notebooks": odd_notebooks, "empty_folders": empty_folders}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    root = tmp_path_factory.mktemp("course")
    shutil.copy(submissions.ROOT / "nbgrader_config.py", root)
    shutil.copytree(submissions.ROOT / "source" / UNIT, root / "source" / UNIT)
    (root / "source" / UNIT / "tables").mkdir()
    (root / "source" / UNIT / "data.csv").write_text("the course's")
    (root / "source" / UNIT / "tables" / "t.csv").write_text("the course's")
    assert nbgrader(root, "generate_assignment", UNIT)[0] == 0

    def place(student):
        folder = root / "submitted" / student / UNIT
        folder.mkdir(parents=True)
        (folder / NAME).write_text(nbformat.writes(right()))
        return folder

    for student, time in (TIMES | HONEST_TIMES).items():
        (place(student) / "timestamp.txt").write_bytes(time)
    for student, make in (LEFT_OUT | FINE).items():
        make(place(student))
    place("line\nbreak")
    place("honest")
    (root / "submitted" / "nothing" / UNIT).mkdir(parents=True)
    for student, target in LINKED.items():
        (root / "submitted" / student).mkdir()
        (root / "submitted" / student / UNIT).symlink_to(target)
    status, log = nbgrader(root, "autograde", UNIT)
    assert "Traceback" not in log, log[log.index("Traceback") - 500 :][:5000]
    assert status == 0, log[-3000:]
    status, feedback_log = nbgrader(root, "generate_feedback", UNIT)
    assert status == 0, feedback_log[-3000:]
    assert nbgrader(root, "export", "--exporter=gradus.grading.report.Report")[0] == 0
    return root, log


@pytest.mark.parametrize("student", ["honest", *TIMES, *HONEST_TIMES, *LEFT_OUT, *FINE])
def test_everybody_is_graded(course, student):
    root, log = course
    assert scores(root, UNIT, student) == full_marks(UNIT)
    assert (root / "feedback" / student / UNIT / NAME.replace(".ipynb", ".html")).exists()
    said = f"{student}: " in log and f"- {student}: Beside the notebook" in (root / "report.md").read_text()
    assert said == (student in TIMES or student in LEFT_OUT)


def test_what_is_left_out_is_not_copied(course):
    root, _ = course
    graded = root / "autograded"
    assert sum(file.stat().st_size for file in graded.rglob("*") if file.is_file()) < 20 * 2**20
    assert sum(file.stat().st_size for file in (root / "feedback").rglob("*") if file.is_file()) < 50 * 2**20
    assert (graded / "node_modules" / UNIT / "data.csv").read_text() == "the course's"
    assert (graded / "in_place" / UNIT / "tables" / "t.csv").read_text() == "the course's"
    assert not list(graded.rglob("socket")) + list(graded.rglob("pipe")) + list(graded.rglob("etc"))


def test_a_folder_whose_name_nobody_can_type_is_named(course):
    root, log = course
    assert "line break" in log
    assert "nothing: handed in, and not graded yet" in (root / "report.md").read_text() or "nothing" in log


@pytest.mark.parametrize("student", LINKED)
def test_a_link_in_the_place_of_the_folder_is_named_and_not_graded(course, student):
    root, log = course
    assert f"The submission of {student} cannot be graded" in log
    assert not (root / "autograded" / student).exists()
