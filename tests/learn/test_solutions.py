"""A worked solution opens for who has passed or tried three times, and nowhere else."""

import re
import shutil
import subprocess
import sys

import pytest

import gradus
from gradus.errors import WIDTH, GradusError, wrapped
from gradus.learn.solutions import for_terminal, show, worked_solution
from gradus.learn.workspace import hand_out
from gradus.progress.record import note
from tests.courses import make_course
from tests.submissions import ROOT

UNIT = "01_derivatives"
SLOPE = "# Unit 1\n\n## slope\n\nAhead minus behind.\n\n```python\ndef slope(f, x): ...\n```\n\n## tangent\n\nA line.\n"


@pytest.fixture
def course(tmp_path):
    course = make_course(tmp_path / "course of Ada")
    (course / "solutions").mkdir()
    (course / "solutions" / f"{UNIT}.md").write_text(SLOPE)
    return course


@pytest.fixture
def folder(course):
    """Where the exercises of unit 1 are, in a workspace."""
    hand_out(course, course / "workspace")
    return course / "workspace" / UNIT


def checked(folder, attempt, exercise="slope", passed=False):
    cell = f"check-{exercise}"
    event = {"kind": "check", "unit": UNIT, "exercise": exercise, "cell": cell, "checks": [cell]}
    note(folder.parent, event | {"passed": passed, "mistake": None, "attempt": attempt})


def reason(exercise, folder):
    with pytest.raises(GradusError) as why:
        worked_solution(exercise, folder)
    assert "Ahead" not in str(why.value)
    return str(why.value)


def test_it_opens_after_three_different_answers(folder):
    said = []
    for attempt in ["a", "a", "b", "c"]:
        said.append(reason("slope", folder))
        checked(folder, attempt)
    assert [re.search(r"(three tries|two more tries|one more try):", why)[1] for why in said] == [
        "three tries", "two more tries", "two more tries", "one more try"
    ]  # fmt: skip
    assert worked_solution("slope", folder) == (
        "## A worked solution of `slope`\n\nAhead minus behind.\n\n```python\ndef slope(f, x): ...\n```"
    )
    assert "three tries" in reason("tangent", folder)


def test_it_opens_when_the_exercise_has_passed(folder):
    checked(folder, "a", passed=True)
    assert "Ahead minus behind." in worked_solution("slope", folder)
    assert "three tries" in reason("tangent", folder)


def test_it_is_found_from_the_notebook_of_another_unit(folder):
    checked(folder, "a", passed=True)
    assert "Ahead minus behind." in worked_solution("slope", folder.parent)


@pytest.mark.parametrize(
    ("name", "near"), [("Slope", "'slope'"), ("tangant", "'tangent'"), ("?", "'slope' or 'tangent'")]
)
def test_a_name_that_is_none_is_told_the_nearest(folder, name, near):
    assert reason(name, folder) == f"There is no exercise {name!r}. Name one as in its answer cell, such as {near}."


def test_where_nobody_learns_on_their_own_it_never_opens(folder, course, tmp_path):
    checked(folder, "a", passed=True)
    elsewhere = shutil.copytree(folder, course / "submitted" / UNIT)  # a class's course, or nbgrader's folders
    assert "In a class, ask your instructor." in reason("slope", elsewhere)
    shutil.rmtree(course / "solutions")  # what a class is handed
    assert "In a class, ask your instructor." in reason("slope", folder)


def test_a_notebook_shows_it_formatted_and_a_reason_as_a_plain_sentence(folder, monkeypatch, capsys):
    monkeypatch.chdir(folder)
    assert gradus.solution("slope") is None
    said = capsys.readouterr().out
    assert said == wrapped(reason("slope", folder)) + "\n" and max(map(len, said.splitlines())) <= WIDTH
    checked(folder, "a", passed=True)

    def slope(f, x): ...

    gradus.solution(slope)  # the function does as well as its name
    assert capsys.readouterr().out == worked_solution("slope", folder) + "\n"
    shown = []
    monkeypatch.setattr("IPython.display.display", shown.append)
    show("slope", folder)
    assert shown[0]._repr_markdown_() == worked_solution("slope", folder)


def test_gradus_learn_away_from_the_course_finds_its_solutions(tmp_path):
    """As from an installed package: the workspace is nowhere near them."""
    hand_out(ROOT, tmp_path / "mine")
    folder = tmp_path / "mine" / UNIT
    checked(folder, "a", passed=True)
    assert "$2h$" in worked_solution("slope", folder) == worked_solution("1.2", folder)
    shown = gradus_command("solution", "1.2", cwd=folder).stdout
    assert "$" not in shown and "2h" in shown
    assert "There is no exercise '1.99'" in reason("1.99", folder)


def test_the_terminal_shows_it_too(course, folder):
    """In the course, of whoever's copies are in its workspace/, and in these copies."""
    for place in course, folder:
        closed = gradus_command("solution", "slope", cwd=place)
        assert closed.returncode == 2 and "three tries" in closed.stderr
    checked(folder, "a", passed=True)
    assert "Ahead minus behind." in gradus_command("solution", "slope", cwd=course).stdout


def test_formulas_are_plain_in_the_terminal():
    text = "The `$` of $m\\,(x - x_0)\\;+ y_0$ and $$a\n_b$$:\n\n```python\nx = '$a$'  # \\,\n```\n"
    assert for_terminal(text) == "The `$` of `m (x - x_0) + y_0` and `a _b`:\n\n```python\nx = '$a$'  # \\,\n```\n"
    for file in (ROOT / "solutions").glob("*.md"):
        prose = re.sub(r"```.*?```|`[^`\n]*`", "", for_terminal(file.read_text()), flags=re.DOTALL)
        assert "$" not in prose and "\\," not in prose, file


def gradus_command(*arguments, cwd):
    return subprocess.run([sys.executable, "-m", "gradus", *arguments], cwd=cwd, capture_output=True, text=True)


def test_a_record_that_cannot_be_read_is_a_sentence(folder, capsys):
    (folder.parent / ".gradus" / "progress.jsonl").mkdir(parents=True)
    show("slope", folder)
    assert "cannot be read" in capsys.readouterr().out
