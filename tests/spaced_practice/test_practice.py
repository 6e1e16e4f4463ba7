"""practice() without a browser: asked, answered, kept in the record, drawn anew; and where there is no widget."""

import numpy as np
import pytest

import gradus
from gradus import notices
from gradus.errors import GradusError
from gradus.progress import record
from gradus.progress.notebook import Follower
from gradus.spaced_practice.practice import Practice


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    (tmp_path / record.MANIFEST).write_text("{}")
    (tmp_path / "03_gradients").mkdir()
    monkeypatch.setattr(notices, "_listeners", [Follower(tmp_path).hear])
    return tmp_path


def asked(folder, unit="03_gradients", seed=0):
    return Practice(unit, folder, np.random.default_rng(seed))


def wrong(item):
    return next(iter(item.slips))


def test_an_answer_is_judged_with_its_reason_and_goes_into_the_record(workspace):
    practice = asked(workspace / "03_gradients")
    assert practice.form.outcome == {} and len(practice.form.scene["questions"]) == 3
    first, second, third = practice.items
    practice.answer([first.answer, wrong(second), None])
    rows = practice.form.outcome["rows"]
    assert [row["same"] for row in rows] == [True, False, False]
    assert rows[0]["why"].startswith("Right. ") and second.slips[wrong(second)] in rows[1]["why"]
    assert rows[2]["why"].startswith(third.why) and "(Exercise " in rows[2]["why"]
    noted = [(event["unit"], event["exercise"], event["right"]) for event in record.events(workspace)]
    assert noted == [(*idea, right) for idea, right in zip(practice.ideas, (True, False, False), strict=True)]


def test_the_button_draws_anew_and_what_was_wrong_comes_again_with_other_numbers(workspace):
    practice = asked(workspace)
    before, missed = practice.items, practice.ideas[1]
    practice._hear(None, {"known": True, "guess": [before[0].answer, wrong(before[1]), before[2].answer]}, None)
    practice._hear(None, {"again": True}, None)
    assert practice.form.outcome == {} and practice.ideas[0] == missed
    assert not {item.line for item in practice.items} & {item.line for item in before}
    assert asked(workspace, seed=1).ideas[0] == missed  # another kernel finds it in the record


def test_nothing_is_kept_without_a_workspace(tmp_path, monkeypatch):
    monkeypatch.setattr(notices, "_listeners", [])
    practice = asked(tmp_path)
    practice._hear(None, {"known": False}, None)
    assert not list(tmp_path.iterdir()) and len(practice.form.outcome["rows"]) == 3


def test_a_record_that_cannot_be_read_costs_no_question(workspace):
    record.file_of(workspace).mkdir(parents=True)
    assert len(asked(workspace).items) == 3


def test_a_page_without_a_kernel_has_the_answers_folded(workspace):
    practice = asked(workspace)
    page, text = practice._repr_html_(), repr(practice)
    assert page.count("<details><summary>Answer</summary>") == 3 and "<x" not in page
    for number, item in enumerate(practice.items, 1):
        assert f"{number}. {item.line}" in text and text.index("The answers:") < text.index(item.why)


@pytest.mark.parametrize("unit", ["01_derivatives", "gradients", "", 3, None])
def test_a_unit_with_nothing_before_it_is_refused_in_a_sentence(unit, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(GradusError, match="as in practice"):
        asked(tmp_path, unit)
    gradus.practice(unit)
    assert "as in practice" in capsys.readouterr().out


def test_in_a_terminal_it_is_text(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    gradus.practice("02_partial_derivatives")
    assert capsys.readouterr().out.count("(Exercise 1.") == 3
