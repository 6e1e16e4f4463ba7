"""A learner's own function in a figure becomes a result or a sentence, whatever it does."""

import contextlib
import time

import numpy as np
import pytest

from gradus.errors import GradusError
from gradus.figures.kit import learner
from gradus.figures.kit.learner import Unusable, check_own, numbers, one_turn, own


def test_what_it_returns_comes_back_and_what_it_prints_does_not(capsys):
    def twice(x):
        print("here")
        return 2 * x

    assert own(twice, 3) == 6
    assert capsys.readouterr().out == ""


def test_an_error_is_told_with_the_line_that_led_to_it():
    def helper(x):
        return 1 / x

    def inverse(x):
        return helper(x)

    with pytest.raises(Unusable, match=r"^inverse raised ZeroDivisionError: .*\. It happened in line \d+ .*: return 1"):
        own(inverse, 0)


def test_a_stub_is_still_to_be_written():
    def stub(x):
        raise NotImplementedError

    with pytest.raises(Unusable, match=r"^stub is still to be written\.$"):
        own(stub, 0)


@pytest.mark.parametrize("keeps", [Exception, ValueError])
def test_one_that_never_ends_is_ended(keeps, monkeypatch):
    monkeypatch.setattr(learner, "SECONDS", 0.2)

    def endless(x):
        while True:
            with contextlib.suppress(keeps):
                time.sleep(0.01)

    with pytest.raises(Unusable, match=r"endless did not end within 0\.2 seconds\."), one_turn(endless):
        own(endless, 1.0)


def test_an_error_in_a_turn_is_the_sentence_that_it_is():
    with pytest.raises(Unusable, match="no return"), one_turn(print):
        raise Unusable("no return")


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (None, r"f\(1\) returned None; expected two numbers\. Is there a `return` in it\?"),
        ("ab", r"f\(1\) returned 'ab'; expected two numbers\."),
        ([[1.0, 2.0]], r"f\(1\) returned numbers of shape \(1, 2\); expected two numbers\."),
        (3.0, r"f\(1\) returned one number; expected two numbers\."),
        ([1.0, 2.0, 3.0], r"f\(1\) returned numbers of shape \(3,\)"),
        ([1.0, [2.0]], r"f\(1\) returned \[1.0, \[2.0\]\]; expected"),
    ],
)
def test_another_result_than_was_asked_for_is_named(result, said):
    with pytest.raises(Unusable, match=said):
        numbers(result, (2,), "f(1)", "two numbers")


def test_numbers_come_as_floats_of_the_shape_that_was_asked_for():
    assert numbers([(1, 2), (3, 4), (5, 6)], (None, 2), "path", "a path").dtype == np.float64


def test_what_is_no_function_is_refused():
    check_own(None, "descend")
    check_own(len, "descend")
    with pytest.raises(GradusError, match=r"descend is a function of yours; got 3\. Write its name without brackets\."):
        check_own(3, "descend")
