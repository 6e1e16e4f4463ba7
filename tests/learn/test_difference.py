"""`gradus diff`: what is new since a learner's copy, whatever they wrote into it."""

import shutil

import pytest

from gradus.errors import GradusError
from gradus.learn.difference import difference
from gradus.learn.workspace import hand_out, reset
from tests.courses import make_course, notebook, write

LESSON, EXERCISES = "01_derivatives/lesson.ipynb", "01_derivatives/derivatives.ipynb"


@pytest.fixture
def course(tmp_path):
    course = make_course(tmp_path)
    write(course / "course/01_derivatives.ipynb", notebook("slope = 1", "x = 0"))
    hand_out(course, course / "workspace")
    return course


def update(course, *sources):
    write(course / "course/01_derivatives.ipynb", notebook(*sources))


def shown(course, unit=None):
    return list(difference(course, course / "workspace", unit))


def test_nothing_is_new_in_a_new_workspace(course):
    assert shown(course) == shown(course, "01_derivatives") == []


@pytest.mark.parametrize("is_told", [True, False])
def test_what_is_new_is_shown_and_not_what_the_learner_wrote(course, is_told):
    """Before `gradus learn` has told of it, too, and across two updates."""
    write(course / "workspace" / LESSON, notebook("slope = 1", "x = 0", "mine = 3"))
    for sources in (("slope = 2", "x = 0"), ("slope = 2", "x = 0", "y = 0")):
        update(course, *sources)
        if is_told:
            hand_out(course, course / "workspace")
    lines = shown(course, "1")
    assert lines[0] == f"{LESSON}: the newest, beside what your copy was made of"
    assert [line for line in lines if line[:1] in "+-" and line] == ["-slope = 1", "+slope = 2", "+── code", "+y = 0"]
    assert not any("mine" in line for line in lines)
    assert shown(course, "02_partials") == []


def test_an_update_of_what_was_not_touched_is_shown_after_it(course):
    update(course, "slope = 2", "x = 0")
    hand_out(course, course / "workspace")
    hand_out(course, course / "workspace")
    lines = shown(course)
    assert lines[0] == f"{LESSON}: what came with the last update" and "+slope = 2" in lines and "-slope = 1" in lines


def test_after_a_reset_the_copy_is_of_the_newest(course):
    write(course / "workspace" / LESSON, notebook("mine"))
    update(course, "slope = 2", "x = 0")
    hand_out(course, course / "workspace")
    reset(course, course / "workspace" / LESSON)
    assert "what came with the last update" in shown(course)[0]


def test_where_it_was_not_kept_what_the_copy_was_made_of_it_is_the_copy_itself(course):
    """As in a workspace of an earlier version of this package. Answers are left out."""
    shutil.rmtree(course / "workspace/.gradus")
    mine = notebook("my answer", "my remark")
    mine["cells"][0]["metadata"]["nbgrader"] = {"solution": True}
    write(course / "workspace" / EXERCISES, mine)
    lines = shown(course)
    assert lines[0] == f"{EXERCISES}, beside yours, but for answers" and "-my remark" in lines
    assert "-my answer" not in lines
    write(course / "workspace" / EXERCISES, "damaged")
    assert "+raise NotImplementedError" in shown(course)


def test_a_unit_that_is_not_there(course):
    with pytest.raises(GradusError, match="There is no unit '7'. The units are 01_derivatives, 02_partials."):
        shown(course, "7")
