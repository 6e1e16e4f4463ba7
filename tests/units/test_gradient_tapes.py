"""Units 5 and 6: written answers are read as they are meant, and what is wrong fails in view already."""

import pytest

from gradus.checks.mistakes import mistakes_in
from tests import submissions
from tests.units.test_graders import run_notebook

TAPES, SECOND = "05_gradient_tapes", "06_second_order"


@pytest.mark.parametrize("written", ["[3.0, 4.0]", '"[3, 4]"', '"[3,4]"', '"(3, 4)"', '"[3. 4.]"', '"3, 4"'])
def test_two_slopes_are_two_however_they_are_written(written):
    code = f'def predictions():\n    return {{"b": {written}}}'
    first = next(f for f in run_notebook(TAPES, {"predictions": code})["predictions"] if "'b'" in str(f))
    assert "returned '[3, 4]'; expected '7'" in str(first) and first.mistake == "keeps_two_slopes"


def test_a_word_is_a_word_with_a_full_stop_too():
    code = 'def predictions():\n    return dict(a="None.", b="7.", c=" none", d="An error.", e=6, f=None, g="5", h=0)'
    assert run_notebook(TAPES, {"predictions": code}) == {}


def culprits(p, q, r):
    code = f'def culprits():\n    return {{"P": {p!r}, "Q": {q!r}, "R": {r!r}}}'
    return [str(failed) for failed in run_notebook(TAPES, {"culprits": code}).get("culprits", [])]


@pytest.mark.parametrize("right", [(5, 4, 2), ("5", "Q4", "R 2"), (" line 5", "Q 4", "2.0"), (5.0, "Line Q4", "r2")])
def test_a_line_is_found_however_it_is_named(right):
    assert culprits(*right) == []


def test_what_names_no_line_is_told_how():
    nowhere, worded, absent = culprits(8, "the fourth", "R 0")
    assert "P has no line 8" in nowhere and "R has no line 0" in absent
    assert "THE FOURTH: name the line by its number alone" in worded


IN_VIEW = [
    (TAPES, "value_and_gradient", "makes_float64_of_whole_numbers"),
    (SECOND, "second_derivative", "measures_with_a_larger_step"),
    (SECOND, "hvp", "measures_the_change"),
    (SECOND, "log1pexp", "makes_float32_of_it"),
]


@pytest.mark.parametrize(("unit", "exercise", "name"), IN_VIEW)
def test_it_fails_in_view(unit, exercise, name):
    [mistake] = [mistake for mistake in mistakes_in(exercise) if mistake.__name__ == name]
    answers = {exercise: submissions.wrong_answer(exercise, mistake)}
    [failed] = run_notebook(unit, answers, only=[exercise], in_view=True)[exercise]
    assert failed.mistake == name
