"""docs/teaching.md and docs/university.md with a class of twelve: their commands, in their order, in a clean clone."""

import csv
import json
import re
import shlex
import shutil
import sys

import nbformat
import pytest

from tests import submissions
from tests.clean_clone import ROOT, Clone, held_clone
from tests.grading.test_nbgrader import scores

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux" or not shutil.which("bwrap"), reason="needs Linux and bubblewrap"),
    pytest.mark.slow,
]
UNIT = "01_derivatives"
NAME = "derivatives.ipynb"
LATE = "Zoë van der Berg"


def commands(document, beginning, end):
    """The commands of a document between two of its headings, as they stand there."""
    text = (ROOT / "docs" / document).read_text(encoding="utf-8")
    part = text[text.index(beginning) : text.index(end)]
    blocks = re.findall(r"```console\n(.*?)```", part, re.DOTALL)
    return [line.partition("  # ")[0].strip() for block in blocks for line in block.splitlines()]


def the_class():
    """Notebooks by student: text, and the name of the file."""
    right = submissions.reference(UNIT)
    wrong = {e: submissions.wrong_answer(e, m[0]) for e, m in submissions.mistakes_by_exercise(UNIT).items()}
    first = next(iter(right))
    answers = {
        "ada": right, "Björn Ångström": right | {first: wrong[first]}, "Anna  Maria": wrong, "O'Neill Seán": right,
        "stub": {}, "hostile": right | {first: "import os\nos._exit(0)"}, "slow": right | {first: "while True: pass"},
        "renamed": right, "copied": right, "李 小龙": right,
    }  # fmt: skip
    made = {student: (nbformat.writes(submissions.submission(UNIT, a)), NAME) for student, a in answers.items()}
    made["renamed"] = (made["renamed"][0], "my answers.ipynb")
    made["copied"] = (made["copied"][0], "derivatives (1).ipynb")
    made["broken"] = ('{"cells": [', NAME)
    return made


def hand_in(clone, student, text, name):
    file = clone.folder / "submitted" / student / UNIT / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    with held_clone(home) as clone:
        bin_folder = clone.folder / ".venv" / "bin"  # source .venv/bin/activate
        yield Clone(clone.folder, clone.env | {"PATH": f"{bin_folder}:{clone.env['PATH']}"})


def run(clone, line):
    done = clone.run(line)
    assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def graded(clone):
    """The class after the first part of the document, and what was said."""
    with (clone.folder / "nbgrader_config.py").open("a") as config:
        config.write("c.Judge.cell_seconds = 20\n")  # for the slow one
    for student, (text, name) in the_class().items():
        hand_in(clone, student, text, name)
    typed = commands("teaching.md", "# A class, from", "# When you change")
    lines = [line for line in typed if not line.startswith(("mkdir", "cp", "rm", "nbgrader db"))]  # of one's own trial
    assert len(lines) == len(typed) - 4 and lines[0] == f"nbgrader generate_assignment {UNIT}"
    log = "".join(run(clone, line) for line in lines)
    hand_in(clone, LATE, the_class()["ada"][0], NAME)
    log_late = "".join(run(clone, line) for line in lines)
    return lines, log, log_late


def total(clone, student):
    return sum(scores(clone.folder, UNIT, student).values())


def test_each_of_twelve_gets_what_is_due(clone, graded):
    everybody = {student: total(clone, student) for student in [*the_class(), LATE]}
    assert len(everybody) == 12
    full = everybody["ada"]
    assert full > 10
    right = {"ada", "O'Neill Seán", "renamed", "copied", "李 小龙", LATE}
    assert {student for student, points in everybody.items() if points == full} == right
    assert everybody["stub"] == everybody["broken"] == 0
    assert all(0 < everybody[student] < full for student in ("Björn Ångström", "hostile", "slow"))
    assert everybody["Anna  Maria"] < full / 2
    with (clone.folder / "grades.csv").open(encoding="utf-8") as file:
        assert {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)} == everybody


def test_what_was_odd_is_said_and_the_rest_is_not(clone, graded):
    _, log, log_late = graded
    report = json.loads((clone.folder / "report" / f"{UNIT}.json").read_text(encoding="utf-8"))
    assert {student["id"] for student in report["students"] if student["score"] is None} == {"broken"}
    said = {student["id"] for student in report["students"] if student["faults"]}
    assert len(report["students"]) == 12 and said == {"broken", "copied", "hostile", "renamed", "slow"}
    assert "Traceback" not in log + log_late
    for student in [*the_class(), LATE]:
        assert (clone.folder / "feedback" / student / UNIT / "derivatives.html").is_file()


def test_one_is_graded_again(clone, graded):
    lines, *_ = graded
    hand_in(clone, "ada", the_class()["stub"][0], NAME)
    others = total(clone, "renamed")
    for line in lines:
        run(clone, line)
    assert total(clone, "ada") == 0 and total(clone, "renamed") == others
    assert "not attempted yet" in (clone.folder / "feedback/ada" / UNIT / "derivatives.html").read_text("utf-8")


def test_nothing_about_students_is_offered_to_git(clone, graded):
    assert run(clone, "git status --porcelain --untracked-files=all").split() == ["M", "nbgrader_config.py"]


def test_the_exchange_carries_the_files(clone, graded, tmp_path):
    exchange = tmp_path / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)
    setting = f"c.Exchange.root = {str(exchange)!r}\n"
    with (clone.folder / "nbgrader_config.py").open("a") as config:
        config.write(setting)
    lines = commands("university.md", "# nbgrader's exchange", "# Downloads")
    *lines, submits, fetches = lines
    assert [line.split()[1] for line in lines] == [
        "release_assignment", "collect", "grade", "generate_feedback", "release_feedback",
    ]  # fmt: skip
    run(clone, lines[0])
    run(clone, f"gradus release-folder {tmp_path}/handout")
    student = tmp_path / "handout"
    (tmp_path / "etc").mkdir()  # /etc/jupyter
    (tmp_path / "etc/nbgrader_config.py").write_text("c = get_config()\n" + setting)
    run(Clone(student, clone.env), "gradus learn --only-copies")
    theirs = Clone(student / "workspace", clone.env | {"JUPYTER_CONFIG_PATH": str(tmp_path / "etc")})
    nbformat.write(submissions.submission(UNIT, submissions.reference(UNIT)), student / "workspace" / UNIT / NAME)
    run(theirs, submits)
    before = {path.name for path in (clone.folder / "submitted").iterdir()}
    for line in lines[1:-1]:
        run(clone, line)
    by_hand = ",".join(sorted(before))
    run(clone, f"{lines[-1]} --CourseDirectory.student_id_exclude={shlex.quote(by_hand)}")
    for name in before:
        shutil.rmtree(clone.folder / "feedback" / name)
    run(clone, lines[-1])  # as it stands there, where all work came through the exchange
    [new] = {path.name for path in (clone.folder / "submitted").iterdir()} - before
    assert total(clone, new) == total(clone, "renamed")
    run(theirs, fetches)
    assert list((student / "workspace" / UNIT / "feedback").rglob("derivatives.html"))
