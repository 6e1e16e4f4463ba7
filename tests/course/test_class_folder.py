"""What a class is handed: it works, and holds no solution, no hidden test and no master."""

import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile

import nbformat
import pytest
from nbclient import NotebookClient

from gradus.course.class_folder import hand_out
from gradus.errors import GradusError
from tests import submissions
from tests.courses import notebook, write
from tests.submissions import ROOT


@pytest.fixture(scope="module")
def handout(tmp_path_factory):
    folder = tmp_path_factory.mktemp("class") / "handout"
    hand_out(ROOT, folder, [])
    return folder


def texts(folder):
    """Every file's text by its name; of an archive, and of an archive in it, what it holds is not looked for."""
    return {
        file.relative_to(folder).as_posix(): file.read_text("utf-8", errors="replace")
        for file in folder.rglob("*")
        if file.is_file()
    }


def regions(marker):
    """The lines between these marks in all masters, by unit."""
    for unit in submissions.UNITS:
        for cell in submissions.notebook_of("source", unit).cells:
            for region in re.findall(rf"### BEGIN {marker}\n(.*?)### END {marker}", cell.source, re.DOTALL):
                yield [line.strip() for line in region.splitlines() if line.strip()]


def written(line):
    """A line as it stands in a Python file, and in a notebook."""
    return {line, json.dumps(line)[1:-1], json.dumps(line, ensure_ascii=False)[1:-1]}


def cells_shown():
    """The cells of all lessons and releases."""
    notebooks = [*(ROOT / "course").rglob("*.ipynb"), *(ROOT / "release").rglob("*.ipynb")]
    return [cell for file in notebooks for cell in nbformat.read(file, 4).cells]


def lines_taught():
    """What lessons and releases show is no secret."""
    return {line.strip() for cell in cells_shown() for line in cell.source.splitlines()}


def test_no_hidden_test_is_in_it(handout):
    found = texts(handout)
    lines = {line for region in regions("HIDDEN TESTS") for line in region if "expect(" in line or "assert" in line}
    hidden = lines - lines_taught()
    assert len(hidden) > 100
    everything = "\n".join(found.values())
    assert [line for line in hidden if any(form in everything for form in written(line))] == []
    assert [name for name, text in found.items() if name.endswith(".ipynb") and "HIDDEN TESTS" in text] == []


def test_no_solution_is_in_it(handout):
    found = texts(handout)
    lines = {line for region in regions("SOLUTION") for line in region if len(line) > 18} - lines_taught()
    assert len(lines) > 200
    package = "\n".join(text for name, text in found.items() if not name.startswith(("course/", "release/")))
    assert [line for line in lines if any(form in package for form in written(line))] == []
    taught = "\n\n".join("\n".join(line.strip() for line in cell.source.splitlines()) for cell in cells_shown())
    longer = ["\n".join(region) for region in regions("SOLUTION") if len(region) > 2]
    assert len(longer) > 30
    assert [region for region in longer if region in taught] == []


def test_nothing_else_is_in_it(handout):
    assert {file.name for file in handout.iterdir()} == {
        "LICENSE", "Makefile", "README.md", "course", "environment.yml", "gradus", "nbgrader_config.py",
        "pyproject.toml", "release", "requirements.lock", "tools",
    }  # fmt: skip
    names = set(texts(handout))
    assert not [name for name in names if re.search(r"tests/|source/|manuscript|judge|grading|\.judge_seed|\.db", name)]
    assert {name for name in names if name.startswith("release/")} == {
        f"release/{unit}/{unit.split('_', 1)[1]}.ipynb" for unit in submissions.UNITS
    }


def test_no_worked_solution_is_in_it(handout):
    """Neither in the folder nor in what installing it brings along, but for single lines that lessons have too."""
    solutions = [file.read_text("utf-8") for file in (ROOT / "solutions").glob("*.md")]
    lines = {line for text in solutions for line in text.splitlines() if len(line) > 60}
    assert len(lines) > 50
    package = "\n".join(text for name, text in texts(handout).items() if not name.startswith(("course/", "release/")))
    assert [line for line in lines if line in package] == []


def test_it_can_be_installed(handout, tmp_path):
    """Its pyproject.toml names nothing that it does not have."""
    folder = shutil.copytree(handout, tmp_path / "handout")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    [wheel] = (tmp_path / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        shared = {
            name.split("share/gradus/")[1].split("/")[0] for name in archive.namelist() if "share/gradus/" in name
        }
    assert shared == {"course", "release", "nbgrader_config.py"}


def run(handout, code):
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(handout), "HOME": str(handout.parent)}
    return subprocess.run([sys.executable, "-P", "-c", code], cwd=handout, env=env, capture_output=True, text=True)


def test_its_checks_name_mistakes_and_pieces_can_be_borrowed(handout):
    code = """
import gradus, inspect
from gradus import borrow, expect
from gradus.checks.mistakes import exercises
from gradus.answers.tape_pieces import source_of
assert gradus.__path__[0].endswith("handout/gradus"), gradus.__path__
assert len(exercises()) > 50 and source_of("Tape") and borrow("Tape")()
def slope(f, x, h=1e-5):
    return (f(x + h) - f(x - h)) / h
expect(slope, lambda x: x * x, 3.0).close_to(6.0)
"""
    done = run(handout, code)
    assert "divide by 2h, not by h" in done.stderr, done.stderr


@pytest.mark.parametrize("unit", [submissions.UNITS[0], pytest.param(submissions.UNITS[-1], marks=pytest.mark.wide)])
def test_a_release_in_it_runs(handout, unit, monkeypatch):
    """Right answers pass the visible checks, in a kernel that has the package from there."""
    monkeypatch.setenv("PYTHONPATH", str(handout))
    monkeypatch.setenv("PYTHONSAFEPATH", "1")
    [file] = (handout / "release" / unit).iterdir()
    released = nbformat.read(file, 4)
    for cell in released.cells:
        cell.source = submissions.reference(unit).get(cell.id, cell.source)
    where = nbformat.v4.new_code_cell("import gradus\nprint(gradus.__file__)")
    released.cells.append(where)
    NotebookClient(released, timeout=600, resources={"metadata": {"path": str(file.parent)}}).execute()
    assert str(handout) in where.outputs[0].text


def test_commands_that_students_cannot_run_say_so(handout):
    for arguments in ("['build']", "['release-folder', 'x']", "['export', 'x', '--format', 'canvas']"):
        done = run(handout, f"import sys; sys.argv[1:] = {arguments}\nfrom gradus.cli import main; main()")
        assert done.returncode == 2 and "what students have of Gradus" in done.stderr, done.stderr
    done = run(handout, "import sys; sys.argv[1:] = ['submit']\nfrom gradus.cli import main; main()")
    assert done.returncode == 2 and "Your instructor grades your notebooks" in done.stderr, done.stderr


def gradus(*arguments, cwd):
    return subprocess.run([sys.executable, "-m", "gradus", *arguments], cwd=cwd, capture_output=True, text=True)


def test_units_and_a_zip_can_be_asked_for(tmp_path):
    done = gradus("release-folder", str(tmp_path / "a class"), submissions.UNITS[1], "--zip", cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert [file.name for file in (tmp_path / "a class" / "course").iterdir()] == [f"{submissions.UNITS[1]}.ipynb"]
    with zipfile.ZipFile(io.BytesIO((tmp_path / "a class.zip").read_bytes())) as archive:
        assert "a class/Makefile" in archive.namelist()
    for arguments, says in {
        ("a class",): "is there already",
        ("b", "09_none"): "has no unit '09_none'",
        (".",): "is there already",
    }.items():
        done = gradus("release-folder", str(tmp_path / arguments[0]), *arguments[1:], cwd=ROOT)
        assert done.returncode == 2 and says in done.stderr and "Traceback" not in done.stderr
        assert not (tmp_path / "b").exists()


def test_a_master_in_the_place_of_a_release_is_refused(tmp_path):
    (tmp_path / "course").mkdir()
    write(tmp_path / "nbgrader_config.py", "")
    write(tmp_path / "release/01_derivatives/derivatives.ipynb", notebook("### BEGIN HIDDEN TESTS\n1 / 0"))
    with pytest.raises(GradusError, match="is not what students get"):
        hand_out(tmp_path, tmp_path / "handout", [])
    assert sorted(file.name for file in tmp_path.iterdir()) == ["course", "nbgrader_config.py", "release"]
