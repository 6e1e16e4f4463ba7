"""What counts as an attempt, and when an exercise has passed."""

import pytest

from gradus.progress.summary import attempts, has_passed

UNIT = "01_derivatives"
TWO = ["check-Tape", "check-Tape-again"]


def check(answer, passed, cell="check-slope", checks=("check-slope",), exercise="slope"):
    return {
        "kind": "check", "unit": UNIT, "exercise": exercise, "cell": cell, "checks": list(checks),
        "passed": passed, "mistake": None, "attempt": answer,
    }  # fmt: skip


def tape(answer, passed, cell):
    return check(answer, passed, cell, TWO, "Tape")


def test_the_same_code_checked_again_is_no_new_attempt():
    events = [check("a", False), check("a", False), check("b", False), check("a", True), check("c", True)]
    assert attempts(events, UNIT, "slope") == 3
    assert attempts(events, UNIT, "tangent") == attempts(events, "07_own_tape", "slope") == attempts([], UNIT, "x") == 0


def test_an_attempt_whose_code_is_not_known_is_not_counted():
    assert attempts([check(None, False), check("a", False)], UNIT, "slope") == 1


def test_what_has_passed_stays_passed():
    assert not has_passed([], UNIT, "slope")
    assert not has_passed([check("a", False)], UNIT, "slope")
    assert has_passed([check("a", False), check("b", True), check("c", False)], UNIT, "slope")


@pytest.mark.parametrize(
    ("events", "passed"),
    [
        ([tape("a", True, TWO[0])], False),
        ([tape("a", True, TWO[0]), tape("a", True, TWO[1])], True),
        ([tape("a", True, TWO[1]), tape("a", True, TWO[0]), tape("b", False, TWO[0])], True),
        ([tape("a", True, TWO[0]), tape("b", True, TWO[1])], False),  # with two answers
        ([tape("a", True, TWO[0]), tape("a", False, TWO[0]), tape("a", True, TWO[1])], False),  # by luck
        ([tape("a", True, TWO[0]), tape("b", False, TWO[1]), tape("a", True, TWO[1])], False),
    ],
)
def test_one_answer_must_pass_all_check_cells(events, passed):
    assert has_passed(events, UNIT, "Tape") is passed


def test_a_check_of_the_learners_own_passes_nothing():
    assert not has_passed([check("a", True, cell=None)], UNIT, "slope")


def test_other_kinds_of_events_do_not_matter():
    assert has_passed([{"kind": "nap"}, check("a", True), {"kind": "prediction", "unit": UNIT}], UNIT, "slope")
