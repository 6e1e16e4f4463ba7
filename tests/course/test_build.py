"""What is committed is what the manuscript builds: no difference, no stray file, no half-built tree."""

import json
import shutil
import subprocess
import sys

import nbformat
import pytest
from nbgrader.api import Gradebook

from gradus.checks import mistakes
from gradus.course.build import TREES, build
from gradus.course.manuscript import ManuscriptError
from gradus.errors import GradusError
from tests.judge.quick import nbgrader
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


def test_a_second_build_changes_nothing(small):
    course = small()
    assert build(course)
    before = files(course)
    (course / "source" / "stray.txt").write_text("left behind")
    assert build(course) == [course / "source" / "stray.txt"]
    assert files(course) == before


def test_no_outputs_are_committed():
    for name in files(ROOT):
        if name.suffix == ".ipynb":
            notebook = nbformat.read(ROOT / name, as_version=4)
            assert not any(cell.get("outputs") or cell.get("execution_count") for cell in notebook.cells)
            assert "jupytext" not in notebook.metadata


def test_release_holds_no_solution_and_no_hidden_test():
    for name, content in files(ROOT).items():
        if name.parts[0] == "release":
            assert b"SOLUTION" not in content and b"HIDDEN TESTS" not in content


def test_a_bad_manuscript_changes_nothing(small):
    course = small()
    build(course)
    before = files(course)
    small(SMALL.replace("points=", "points=-", 1))
    lesson = course / "manuscript" / "lessons" / "01_twice.py"
    lesson.write_text(lesson.read_text() + '\n# %% [markdown]\nr"""\nA new ending.\n"""\n')
    with pytest.raises(ManuscriptError):
        build(course)
    assert files(course) == before


def test_an_answer_has_one_home(small):
    first = small() / "manuscript" / "exercises" / "01_twice.py"
    shutil.copy(first, first.with_name("99_again.py"))
    with pytest.raises(ManuscriptError, match="is also in"):
        build(first.parents[2])


def test_a_name_without_a_number_is_refused(small):
    course = small()
    (course / "manuscript" / "lessons" / "notes.py").write_text("# %%\n")
    with pytest.raises(ManuscriptError, match="named like 01_derivatives.py"):
        build(course)


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


@pytest.mark.wide  # as a command; the next one asks for the same sentence
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


SMALL = '''\
# %%
from gradus import expect

# %% answer="double"
def double(x):
    """Twice x."""
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION

# %% check="double" points=2
expect(double, 3.0).close_to(6.0)

# %% check="double.more" points=1
%matplotlib inline
assert double("a") == "aa"

# %% [markdown] answer="why" points=3
r"""
Because 2x is x + x.
"""

# %% answer="picture" points=1.5
double(1)
'''


KNOWN = '''\
from gradus.checks.mistakes import mistake_in


@mistake_in("double")
def squares(x):
    """That is the square. Twice means two times."""
    return x * x
'''


@pytest.fixture(autouse=True)
def no_mistakes_are_left_behind(monkeypatch):
    """What a course of these tests registers is unknown to whoever is tested next in this process."""
    monkeypatch.setattr(mistakes, "_MISTAKES", {name: mistakes.mistakes_in(name) for name in mistakes.exercises()})


@pytest.fixture
def small(tmp_path):
    """A course of one lesson and one unit."""
    for part in ("lessons", "exercises"):
        (tmp_path / "manuscript" / part).mkdir(parents=True)
    (tmp_path / "manuscript" / "lessons" / "01_twice.py").write_text("# %%\n1 + 1\n")
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)

    def write(text=SMALL):
        (tmp_path / "manuscript" / "exercises" / "01_twice.py").write_text(text)
        return tmp_path

    return write


def test_units_that_changed_are_tried_and_others_not(small):
    said = []
    course = small()
    assert build(course, "changed", said.append)
    assert said == ["Trying 01_twice: its solutions, then its stubs …"]
    assert build(course, "changed", said.append) == [] and len(said) == 1


@pytest.mark.wide
def test_a_kernel_that_dies_at_its_start_is_started_again(small, tmp_path, monkeypatch):
    """As one does whose port another program has taken meanwhile."""
    kernel, begun = tmp_path / "jupyter/kernels/python3", tmp_path / "begun"
    kernel.mkdir(parents=True)
    once = f"import pathlib, runpy, sys\ntry: pathlib.Path({str(begun)!r}).touch(exist_ok=False); sys.exit(1)\n"
    rest = "except FileExistsError: runpy.run_module('ipykernel_launcher', run_name='__main__')"
    argv = [sys.executable, "-c", once + rest, "-f", "{connection_file}"]
    (kernel / "kernel.json").write_text(json.dumps({"argv": argv, "display_name": "dies once", "language": "python"}))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    assert build(small(), "changed", list().append)
    assert begun.exists()


@pytest.mark.slow
def test_all_units_can_be_tried(small):
    said = []
    course = small()
    build(course)
    assert build(course, "all", said.append) == [] and len(said) == 1


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("return 2 * x", "return 3 * x", 11,
         "double: its own solution fails the check: double(3.0) returned 9.0; expected 6.0."),
        pytest.param('== "aa"', '== "ab"', 14, "double.more: its own solution fails the check: AssertionError",
                     marks=pytest.mark.slow),
        pytest.param('assert double("a") == "aa"', "import sys; print('hm', file=sys.stderr)", 14,
                     "its own solution fails the check: it writes to stderr", marks=pytest.mark.slow),
        ('assert double("a") == "aa"', "callable(double)", 14,
         "double.more: the stub that is handed out passes the check"),
    ],
)  # fmt: skip
def test_a_solution_that_fails_and_a_stub_that_passes_are_refused(small, old, new, line, says):
    course = small(SMALL.replace(old, new))
    with pytest.raises(ManuscriptError) as caught:
        build(course, "changed", list().append)
    assert str(caught.value).startswith(f"{course}/manuscript/exercises/01_twice.py:{line}: ")
    assert says in str(caught.value)
    assert not (course / "source").exists()


def known_in(course, text=KNOWN, unit="01_twice"):
    (course / "manuscript" / "mistakes").mkdir()
    (course / "manuscript" / "mistakes" / f"{unit}.py").write_text(text)


def test_a_course_keeps_its_own_mistakes(small):
    """They lie beside the notebook, where its kernel and the judge find them."""
    course = small()
    known_in(course)
    build(course)
    for tree in ("source", "release"):
        assert (course / tree / "01_twice" / "known_mistakes.py").read_text() == KNOWN
    assert [mistakes.sentence_of(m) for m in mistakes.mistakes_in("double")] == [
        "That is the square. Twice means two times."
    ]
    assert build(course) == []


@pytest.mark.parametrize(
    ("unit", "text", "says"),
    [
        ("02_thrice", KNOWN, "02_thrice.py:1: there is no 02_thrice.py among the exercises"),
        (
            "01_twice",
            KNOWN.replace('"""', "#"),
            "01_twice.py: cannot be loaded: ValueError: the mistake squares of double",
        ),
        ("01_twice", "x = (", "01_twice.py: cannot be loaded: SyntaxError"),
    ],
)
def test_mistakes_that_cannot_be_loaded_are_refused(small, unit, text, says):
    course = small()
    known_in(course, text, unit)
    with pytest.raises(ManuscriptError) as caught:
        build(course)
    assert str(caught.value).startswith(f"{course}/manuscript/mistakes/") and says in str(caught.value)
    assert not (course / "source").exists()


@pytest.mark.wide
def test_graded_for_real(small):
    """The judge finds the course's own mistakes, not a student's; what a person grades waits for one."""
    course = small()
    known_in(course)
    build(course)
    shutil.copytree(course / "release" / "01_twice", course / "submitted" / "ada" / "01_twice")
    handed_in = course / "submitted" / "ada" / "01_twice"
    forged = course / "forged"
    (handed_in / "known_mistakes.py").write_text(f"open({str(forged)!r}, 'w')\n" + KNOWN.replace("That", "Grade: this"))
    notebook = nbformat.read(handed_in / "twice.ipynb", as_version=4)
    cells = {cell.id: cell for cell in notebook.cells}
    assert cells["why"].source == "YOUR ANSWER HERE" and "NotImplementedError" in cells["picture"].source
    cells["double"].source = "def double(x):\n    return x * x"
    cells["why"].source = "Because <b>it</b> is so."
    cells["picture"].source = "print('see')"
    nbformat.write(notebook, handed_in / "twice.ipynb")
    for command in (["generate_assignment", "01_twice", "--force"], ["autograde", "01_twice", "--create"]):
        status, log = nbgrader(course, *command)
        assert status == 0, log
    graded = nbformat.read(course / "autograded" / "ada" / "01_twice" / "twice.ipynb", as_version=4)
    [check] = [cell for cell in graded.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == "check-double"]
    assert check.outputs[0].evalue == (
        "double(3.0) returned 9.0; expected 6.0.\nThat is the square. Twice means two times."
    )
    assert not forged.exists()
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        grades = gradebook.find_submission_notebook("twice", "01_twice", "ada").grades
        assert {grade.name: (grade.auto_score, grade.needs_manual_grade, grade.max_score) for grade in grades} == {
            "check-double": (0.0, False, 2.0),
            "check-double-more": (0.0, False, 1.0),
            "why": (None, True, 3.0),
            "picture": (None, True, 1.5),
        }
