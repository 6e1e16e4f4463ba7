"""Hostile submissions and honest ones in one batch of the real `nbgrader autograde`, with the judge.

Each file under attacks/ says in its head which row of the attack table it belongs to, what it tries, what must
happen and what it must score. Those that may hang the grader (`batch: alone`) run in a batch of their own.
"""

import hashlib
import os
import re
import shutil
import socket
import sqlite3
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.judge.classroom import BUSY, NOTEBOOK, Course, submissions

pytestmark = [
    pytest.mark.attack,
    pytest.mark.skipif(sys.platform != "linux" or not shutil.which("bwrap"), reason="needs Linux and bubblewrap"),
]
ATTACKS = submissions("attacks")
TOGETHER = [attack for attack in ATTACKS if "batch" not in attack.head]
ALONE = [attack for attack in ATTACKS if "batch" in attack.head]
HONEST = submissions("honest")
SECRET = "canary-of-the-attack-tests"
WRITTEN = ("autograded", "gradebook.db", ".judge_seed", ".autograde.lock")
LONGEST_BATCH = 600 * BUSY
LONGEST_ALONE = 60 * BUSY


def by_name(submission):
    return submission.name


class Listener(threading.Thread):
    """A server on the loopback interface that counts who comes."""

    def __init__(self):
        super().__init__(daemon=True)
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]
        self.abstract = socket.socket(socket.AF_UNIX)
        self.abstract.bind(f"\0gradus-test-{self.port}")
        self.abstract.listen()
        self.visits = 0
        self.start()
        threading.Thread(target=self.accept, args=(self.abstract,), daemon=True).start()

    def run(self):
        self.accept(self.server)

    def accept(self, server):
        while True:
            try:
                server.accept()[0].close()
            except OSError:
                return
            self.visits += 1


def state(folder, leave_out=()):
    """The content of every file, by path, however old it is."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.relative_to(folder).parts[0] not in leave_out
    }


def processes(temporary):
    """What is left of a batch: its own processes know its TMPDIR; those of students bear the attacks' marks."""
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                is_ours = str(temporary).encode() in (folder / "environ").read_bytes()
            except OSError:
                continue
            if is_ours or any(mark in line for mark in ("gradus-left-behind", "sleep 3333")):
                found[int(folder.name)] = line
    return found


def mounts():
    return sorted(line.split(" ", 3)[-1] for line in Path("/proc/self/mountinfo").read_text().splitlines())


@pytest.fixture(scope="module")
def outside(tmp_path_factory):
    folder = tmp_path_factory.mktemp("outside")
    (folder / "secret.txt").write_text(SECRET)
    return folder


@pytest.fixture(scope="module")
def listener():
    listener = Listener()
    yield listener
    listener.server.close()
    listener.abstract.close()


class Batch:
    """What was before a batch, and what came of it."""

    def __init__(self, course, attacks, outside, command, seconds):
        self.course = course
        for submission in [*HONEST, *attacks]:
            course.hand_in(submission)
        (course.folder / "secret.txt").write_text(SECRET)
        self.outside = state(outside)
        self.files = state(course.folder, leave_out=WRITTEN)
        self.mounts = mounts()
        self.library = state(Path(sys.prefix) / "bin")
        began = time.monotonic()
        self.status, self.log = course.run(command, seconds)
        self.seconds = time.monotonic() - began


@pytest.fixture(scope="module")
def batch(tmp_path_factory, outside, listener):
    os.environ["GRADUS_TEST_SECRET"] = SECRET
    places = {"OUTSIDE": str(outside), "PORT": str(listener.port)}
    course = Course(tmp_path_factory.mktemp("class") / "course", places)
    command = [str(Path(sys.executable).parent / "nbgrader"), "autograde", "tiny"]
    yield Batch(course, TOGETHER, outside, command, LONGEST_BATCH)
    del os.environ["GRADUS_TEST_SECRET"]


def told(notebook):
    """What the check cells show."""
    checks = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    shown = [output.get("text", "") + "\n".join(output.get("traceback", [])) for c in checks for output in c.outputs]
    return "\n".join(shown)


def test_every_row_has_three_attacks():
    """But for 17, files that are no notebooks: those are in tests/grading/test_submission.py."""
    rows = [int(attack.head["row"]) for attack in ATTACKS]
    assert not [row for row in (*range(1, 17), *range(18, 23)) if rows.count(row) < 3]


def test_the_batch_ends_in_time(batch):
    assert batch.status != 124
    assert batch.seconds < LONGEST_BATCH


@pytest.mark.parametrize("honest", HONEST, ids=by_name)
def test_honest_scores_do_not_move(batch, honest):
    assert batch.course.scores(honest.name) == honest.scores


@pytest.mark.parametrize("attack", TOGETHER, ids=by_name)
def test_an_attack_scores_what_its_honest_parts_deserve(batch, attack):
    assert batch.course.scores(attack.name) == attack.scores


@pytest.mark.parametrize("attack", TOGETHER, ids=by_name)
def test_an_attack_is_graded_and_shown_within_bounds(batch, attack):
    notebook = batch.course.graded(attack.name)
    assert notebook is not None, f"{attack.name} was lost"
    file = batch.course.folder / "autograded" / attack.name / "tiny" / "tiny.ipynb"
    assert file.stat().st_size < 2_000_000
    assert "Traceback (most recent call last)" not in told(notebook)
    assert "gradus/judge" not in told(notebook)


@pytest.mark.parametrize("attack", TOGETHER, ids=by_name)
def test_an_attack_reads_no_secret(batch, attack):
    for path in (batch.course.folder / "autograded" / attack.name).rglob("*"):
        if path.is_file() and path.stat().st_size < 5_000_000:
            assert SECRET.encode() not in path.read_bytes(), path


@pytest.mark.parametrize("attack", [a for a in TOGETHER if a.head["row"] == "20"], ids=by_name)
def test_no_line_of_a_students_looks_like_the_judges(batch, attack):
    lines = told(batch.course.graded(attack.name)).splitlines()
    assert not [line for line in lines if line.lstrip().startswith("✓") and "fake-tick" in line]


def test_nothing_that_hidden_tests_asked_is_shown(batch):
    notebook = batch.course.graded("r19_keep_and_print")
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert any(output.get("text") == "KEPT []\n" for output in outputs)
    assert not [output for output in outputs if "array([" in str(output)]


def test_nothing_changes_outside(batch, outside):
    assert state(outside) == batch.outside
    assert state(batch.course.folder, leave_out=WRITTEN) == batch.files
    assert state(Path(sys.prefix) / "bin") == batch.library


def test_the_gradebook_holds_only_what_nbgrader_wrote(batch):
    with sqlite3.connect(batch.course.folder / "gradebook.db", timeout=1) as database:
        assert database.execute("pragma integrity_check").fetchone() == ("ok",)
        assert database.execute("select count(*) from grade where manual_score is not null").fetchone() == (0,)
        assert database.execute("select count(*) from submitted_assignment").fetchone() == (len(HONEST + TOGETHER),)


def test_nobody_came_over_the_network(batch, listener):
    assert listener.visits == 0


def test_nothing_is_left_behind(batch):
    assert not processes(batch.course.temporary)
    assert mounts() == batch.mounts
    assert not os.listdir(batch.course.temporary)


def test_no_live_script_in_what_was_graded(batch):
    dead = ("text/plain", "text/html", "text/markdown", "text/latex", "image/png", "image/jpeg", "application/json")
    for name in ("r13_script", "r13_forged_outputs"):
        notebook = batch.course.graded(name)
        assert notebook is not None, f"{name} was lost"
        for cell in notebook.cells:
            for output in cell.get("outputs", []):
                for kind, content in output.get("data", {}).items():
                    assert kind in dead
                    assert kind == "text/plain" or not re.search(r"<script|onerror|javascript:", str(content)), kind


@pytest.mark.parametrize("attack", ALONE, ids=by_name)
def test_an_attack_on_the_graders_time(attack, tmp_path, outside, listener):
    course = Course(tmp_path / "course", {"OUTSIDE": str(outside), "PORT": str(listener.port)})
    command = [str(Path(sys.executable).parent / "nbgrader"), "autograde", "tiny"]
    batch = Batch(course, [attack], outside, command, LONGEST_ALONE)
    assert batch.status != 124, f"still running after {LONGEST_ALONE} s"
    assert course.scores(attack.name) == attack.scores
    for honest in HONEST:
        assert course.scores(honest.name) == honest.scores


def test_no_module_of_a_submission_is_imported_by_the_judge(tmp_path, outside, listener):
    """In an interactive Python the working folder is on sys.path, and a check may import for the first time."""
    [attack] = [attack for attack in ATTACKS if attack.name == "r05_input_files"]
    text = NOTEBOOK.replace("8 * share", "import colorsys\n8 * share")
    course = Course(tmp_path / "course", {"OUTSIDE": str(outside), "PORT": str(listener.port)}, text)
    code = (
        "import sys; sys.path[0] = ''\n"
        "from nbgrader.apps import NbGraderApp, NbGraderAPI\n"
        "app = NbGraderApp(); app.load_config_file()\n"
        f"print(NbGraderAPI(config=app.config).autograde('tiny', '{attack.name}'))\n"
    )
    Batch(course, [attack], outside, [sys.executable, "-c", code], LONGEST_ALONE)
    assert course.scores(attack.name) == attack.scores
    assert not (outside / "imported").exists()
