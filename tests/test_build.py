"""What is committed is what the manuscript builds: no difference, no stray file, no half-built tree."""

import shutil
import subprocess
import sys

import pytest

from gradus.build import TREES, build
from gradus.errors import GradusError
from gradus.manuscript import ManuscriptError
from tests.submissions import ROOT


def files(root):
    return {
        path.relative_to(root): path.read_bytes()
        for tree in TREES
        for path in sorted((root / tree).rglob("*"))
        if path.is_file() and ".ipynb_checkpoints" not in path.parts
    }


@pytest.fixture
def checkout(tmp_path):
    """The manuscript and the configuration alone."""
    shutil.copytree(ROOT / "manuscript", tmp_path / "manuscript")
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    return tmp_path


def test_the_committed_notebooks_are_what_the_manuscript_builds(checkout):
    build(checkout)
    built, committed = files(checkout), files(ROOT)
    assert set(built) == set(committed)
    assert [name for name in built if built[name] != committed[name]] == [], "run `gradus build` and commit"


def test_a_second_build_changes_nothing(checkout):
    assert build(checkout)
    before = files(checkout)
    (checkout / "source" / "stray.txt").write_text("left behind")
    assert build(checkout) == [checkout / "source" / "stray.txt"]
    assert files(checkout) == before


def test_no_outputs_are_committed():
    import nbformat

    for name in files(ROOT):
        if name.suffix == ".ipynb":
            notebook = nbformat.read(ROOT / name, as_version=4)
            assert not any(cell.get("outputs") or cell.get("execution_count") for cell in notebook.cells)
            assert "jupytext" not in notebook.metadata


def test_release_holds_no_solution_and_no_hidden_test():
    for name, content in files(ROOT).items():
        if name.parts[0] == "release":
            assert b"SOLUTION" not in content and b"HIDDEN TESTS" not in content


def test_a_bad_manuscript_changes_nothing(checkout):
    build(checkout)
    before = files(checkout)
    last = sorted((checkout / "manuscript" / "exercises").glob("*.py"))[-1]
    last.write_text(last.read_text().replace("points=", "points=-", 1))
    lesson = sorted((checkout / "manuscript" / "lessons").glob("*.py"))[0]
    lesson.write_text(lesson.read_text() + '\n# %% [markdown]\nr"""\nA new ending.\n"""\n')
    with pytest.raises(ManuscriptError):
        build(checkout)
    assert files(checkout) == before


def test_an_answer_has_one_home(checkout):
    first = sorted((checkout / "manuscript" / "exercises").glob("*.py"))[0]
    shutil.copy(first, first.with_name("99_again.py"))
    with pytest.raises(ManuscriptError, match="is also in"):
        build(checkout)


def test_a_name_without_a_number_is_refused(checkout):
    (checkout / "manuscript" / "lessons" / "notes.py").write_text("# %%\n")
    with pytest.raises(ManuscriptError, match="named like 01_derivatives.py"):
        build(checkout)


def test_a_new_course_is_the_course_that_is_built(tmp_path):
    """Though it has no course/ yet, and only exercises: nothing is built of the course this is installed from."""
    course = tmp_path / "my course"
    (course / "manuscript" / "exercises").mkdir(parents=True)
    shutil.copy(ROOT / "nbgrader_config.py", course)
    one = sorted((ROOT / "manuscript" / "exercises").glob("*.py"))[0]
    shutil.copy(one, course / "manuscript" / "exercises")
    (course / "course").mkdir()
    (course / "course" / "mine.ipynb").write_text("{}")  # written by hand; no manuscript says what should be there
    run = gradus("build", cwd=course / "manuscript")
    assert run.returncode == 0 and f"source/{one.stem}/" in run.stdout, run.stderr
    assert [path.name for path in (course / "release").iterdir()] == [one.stem]
    assert (course / "course" / "mine.ipynb").exists()


def test_who_is_in_no_course_is_told_which_is_taken(tmp_path):
    (tmp_path / "there already").touch()
    run = gradus("release-folder", "there already", cwd=tmp_path)
    assert run.returncode == 2 and f"{tmp_path} is no course; {ROOT} is handed out." in run.stderr


def test_a_course_without_a_manuscript_is_said(tmp_path):
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    (tmp_path / "source").mkdir()
    run = gradus("build", cwd=tmp_path)
    assert run.returncode == 2 and f"{tmp_path} holds no manuscript" in run.stderr and "Traceback" not in run.stderr


def gradus(*arguments, cwd):
    return subprocess.run([sys.executable, "-m", "gradus", *arguments], cwd=cwd, capture_output=True, text=True)


def test_a_folder_without_a_manuscript_is_said(tmp_path):
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    with pytest.raises(GradusError, match="holds no manuscript"):
        build(tmp_path)
