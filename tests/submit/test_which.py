"""Which notebook `gradus submit` takes, in a workspace of this course."""

import os
import shutil

import nbformat
import pytest

from gradus.errors import GradusError
from gradus.learn.workspace import hand_out, reset
from gradus.submit.which import choose
from tests import submissions
from tests.courses import make_course, write
from tests.submissions import ROOT

UNIT, OTHER = "01_derivatives", "02_partial_derivatives"


@pytest.fixture(scope="module")
def handed_out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("handed out")
    hand_out(ROOT, folder)
    return folder


@pytest.fixture
def workspace(handed_out, tmp_path, monkeypatch):
    folder = shutil.copytree(handed_out, tmp_path / "workspace")
    monkeypatch.chdir(folder)
    return folder


def save(workspace, unit, minute, name=None):
    """A notebook with an answer, as it was saved at this minute of an hour long ago."""
    file = workspace / unit / f"{name or unit.split('_', 1)[1]}.ipynb"
    exercise, code = next(iter(submissions.reference(unit).items()))
    nbformat.write(submissions.submission(unit, {exercise: code}), file)
    os.utime(file, (10**9 + 60 * minute, 10**9 + 60 * minute))
    return file


def taken(workspace, named=None):
    handed = choose(ROOT, workspace, named)
    assert handed.workspace == workspace and handed.master.parent.name == handed.unit
    return handed.file


def refused(workspace, named=None, course=ROOT):
    with pytest.raises(GradusError) as refusal:
        choose(course, workspace, named)
    assert "\n" not in str(refusal.value)
    return str(refusal.value)


def test_it_is_the_one_that_was_saved_last_or_the_one_that_is_named(workspace):
    first, last = save(workspace, UNIT, 1), save(workspace, OTHER, 2)
    write(workspace / "03_gradients/gradients-new.ipynb", (workspace / "03_gradients/gradients.ipynb").read_text())
    assert taken(workspace) == last
    for named in (
        UNIT,
        "1",
        "01",
        "derivatives",
        f"{UNIT}/",
        str(first.parent),
        f"{UNIT}/derivatives.ipynb",
        str(first),
    ):
        assert taken(workspace, named) == first


def test_a_copy_or_a_new_name_is_taken_if_it_was_saved_last(workspace):
    original, copy = save(workspace, UNIT, 2), save(workspace, UNIT, 1, "derivatives-Copy1")
    assert taken(workspace) == original
    os.utime(copy, (10**9 + 180, 10**9 + 180))
    assert taken(workspace) == taken(workspace, "1") == copy
    original.unlink()
    renamed = copy.rename(copy.with_name("my answers é.ipynb"))
    assert taken(workspace, UNIT) == renamed
    elsewhere = renamed.rename(workspace / OTHER / "misplaced.ipynb")
    assert choose(ROOT, workspace, f"{OTHER}/misplaced.ipynb").unit == UNIT
    assert f"{original} is missing: `" in refused(workspace, UNIT) and elsewhere.exists()


def test_what_was_put_away_by_a_reset_is_not_taken(workspace):
    put_away = reset(ROOT, save(workspace, UNIT, 1))
    said = refused(workspace, UNIT)
    assert put_away.name == "derivatives-old.ipynb" and "has an answer in it yet" in said
    assert said.endswith(" (derivatives-old.ipynb is not looked at: copy from it what you want to keep.)")
    assert taken(workspace, f"{UNIT}/derivatives-old.ipynb") == put_away


@pytest.mark.parametrize("content", ["", "{", "[]", '{"cells": 3}'])
def test_a_damaged_notebook_is_refused_with_the_way_out(workspace, content):
    save(workspace, OTHER, 1)
    file = write(workspace / UNIT / "derivatives.ipynb", content)
    for named in (None, UNIT, str(file)):
        said = refused(workspace, named)
        assert str(file) in said and "cannot be graded: it is" in said and "reset" in said and "keeps this one" in said
    renamed = file.rename(file.with_name("mine.ipynb"))
    assert "Name another notebook." in refused(workspace, str(renamed))
    file = renamed
    assert file.read_text() == content


def test_what_cannot_be_graded_is_refused(workspace, tmp_path):
    assert "No exercise notebook in your copies has an answer in it yet" in refused(workspace)
    assert "derivatives.ipynb has no answer in it yet" in refused(workspace, f"{UNIT}/derivatives.ipynb")
    assert "There is no unit and no notebook '9_none'. The units are 00_before" in refused(workspace, "9_none")
    assert "lesson.ipynb has no exercises in it" in refused(workspace, f"{UNIT}/lesson.ipynb")
    outside = shutil.copy(save(workspace, UNIT, 1), tmp_path / "derivatives.ipynb")
    assert "is in no workspace: put it among your copies" in refused(workspace, str(outside))
    (workspace / "link.ipynb").symlink_to(outside)
    assert "a link to another file" in refused(workspace, "link.ipynb")


def test_a_class_without_masters_has_an_instructor(workspace, tmp_path):
    save(workspace, UNIT, 1)
    assert "your instructor grades your notebooks" in refused(workspace, course=make_course(tmp_path / "class"))
