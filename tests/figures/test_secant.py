"""Secant without a browser: its numbers, its window, and what it says to unusable functions."""

import json
import math
import re
import time

import numpy as np
import pytest

from gradus.errors import GradusError
from gradus.figures import Secant
from gradus.figures.kit import learner
from gradus.figures.kit.quotients import FEWEST, rounds, slope_limits
from gradus.figures.kit.sliders import nearest_stop, stops_between


def square(x):
    return x * x


def scalar_only(x):
    return math.exp(x) if x > -5 else 0.0


def sent(figure):
    """The numbers that the browser gets: xs, hs, and arrays of (places,) and (places, steps)."""
    lines = {name: np.frombuffer(value) if isinstance(value, bytes) else value for name, value in figure.lines.items()}
    shape = len(lines["xs"]), len(lines["hs"])
    return lines | {name: lines[name].reshape(shape) for name in ("ahead", "behind", "own") if len(lines[name])}


@pytest.mark.parametrize("f", [square, scalar_only, np.sin, abs, lambda x: np.float32(x) ** 2])
@pytest.mark.parametrize("x", [0, 1.0, np.float64(-2.5)])
def test_every_stop_shows_what_python_computes(f, x):
    figure = Secant(f, x)
    lines = sent(figure)
    assert float(x) in lines["xs"]
    for i, place in enumerate(lines["xs"]):
        assert lines["y"][i] == float(f(place))
        for j in (0, 50, 100, len(lines["hs"]) - 1):
            assert lines["ahead"][i, j] == float(f(place + lines["hs"][j]))
    figure.x, figure.h = lines["xs"][-1], lines["hs"][7]
    assert figure.slope == (lines["ahead"][-1, 7] - lines["y"][-1]) / lines["hs"][7]


def test_the_slopes_settle_on_the_derivative():
    figure = Secant(np.exp, 1.0, h_range=(1e-6, 1))
    lines = sent(figure)
    i = lines["xs"].index(1.0)
    errors = np.abs((lines["ahead"][i] - lines["y"][i]) / lines["hs"] - np.e)
    assert errors[0] < 2e-6
    assert np.all(np.diff(errors) > 0)
    assert len(lines["hs"]) == 6 * 50 + 1


def test_x_moves_from_place_to_place_along_the_curve():
    xs = Secant(np.sin, 0.55).lines["xs"]
    assert 30 < len(xs) <= 81 and 0.55 in xs and {0.5, 1.0, 1.5, 3.0} <= set(xs)
    assert xs == sorted(set(xs))
    left, right, low, high = Secant(math.tan, 0.0).scene["window"]
    assert all(left <= x <= right and low <= math.tan(x) <= high for x in Secant(math.tan, 0.0).lines["xs"])


def test_setting_x_brings_the_truth_along():
    figure = Secant(square, 1.0)
    places = len(figure.lines["xs"])
    figure.x = 1.2345
    assert len(figure.lines["xs"]) == places + 1
    i, lines = figure.lines["xs"].index(1.2345), sent(figure)
    assert lines["y"][i] == 1.2345**2
    assert figure.slope == ((1.2345 + 1) ** 2 - 1.2345**2) / 1
    assert "(1.2345, 1.524)" in figure.describe()
    figure.set_state({"x": 0.5})  # as the browser sends it
    assert figure.x == 0.5 and len(figure.lines["xs"]) == places + 1


@pytest.mark.parametrize("x", [99, math.nan, "1", None])
def test_an_x_that_cannot_be_shown_is_refused_in_a_sentence(x):
    figure = Secant(square, 1.0)
    with pytest.raises(GradusError, match="x must be a number in the window"):
        figure.x = x
    with pytest.raises(GradusError, match="no finite real value at x = 0"):
        Secant(lambda x: 1 / x, 1.0).x = 0
    with pytest.raises(GradusError, match=r"outside the window. Secant\(f, x=0.1\) shows it"):
        Secant(lambda x: 1 / x, 1.0).x = 0.1
    assert figure.x == 1.0


def test_a_slow_function_has_fewer_places_or_one():
    def slow(x):
        time.sleep(0.002)
        return x * x

    figure = Secant(slow, 1.0)
    assert figure.lines["xs"] == [1.0]
    figure.x = 2.0
    assert figure.lines["xs"] == [1.0, 2.0] and figure.slope == 5.0


def test_places_are_round_and_at_most_so_many():
    assert rounds(-0.33, 0.91, 7) == [-0.2, 0.0, 0.2, 0.4, 0.6, 0.8]
    assert rounds(0.9, 4.1, FEWEST) == [1, 2, 3, 4]
    for most in (4, 11, 80):
        assert most / 3 < len(rounds(-2.5, 3.76, most)) <= most + 1


def test_the_panel_of_slopes_shows_most_of_them():
    low, high = slope_limits(np.array([[1.0, 2.0], [3.0, np.nan]]))
    assert low < 0 < 3 < high
    assert slope_limits(np.full((2, 2), np.nan)) == (-1, 1)
    low, high = slope_limits(np.array([5.0, 5.0 + 1e-13]))  # rounding is not magnified
    assert 4 < low < 5 < high < 6
    low, high = slope_limits(np.append(np.linspace(-1, 1, 200), 1e9))
    assert high < 4


def test_the_stops_hold_the_powers_of_ten_and_the_whole_range():
    stops = stops_between((1e-3, 2.0))
    assert {0.001, 0.01, 0.1, 1.0} <= set(stops)
    assert stops[0] == 1e-3 and stops[-1] >= 2.0
    assert nearest_stop(stops, 10 ** (-2 + 1e-15)) == 0.01
    assert nearest_stop(stops, 0.5) == 0.5


def test_setting_h_brings_the_truth_along():
    figure = Secant(square, 1.0)
    figure.h = 0.5
    assert figure.h == 0.5
    lines = sent(figure)
    assert lines["ahead"][lines["xs"].index(1.0), lines["hs"].index(0.5)] == 2.25 and figure.slope == 2.5
    assert figure.sliders["h"].value == 0.5
    figure.sliders["h"].value = almost = 10 ** (-2 + 1e-15)  # as the browser's arithmetic has it
    assert figure.h == 0.01 != almost
    assert figure.sliders["h"].value == almost  # nothing goes back to overtake the next move


@pytest.mark.parametrize("h", [0, -1, 5, math.nan, math.inf])
def test_an_h_off_the_slider_is_refused_in_a_sentence(h):
    figure = Secant(square, 1.0)
    with pytest.raises(GradusError, match=r"h must be|outside the slider's range"):
        figure.h = h
    assert figure.h == 1.0


@pytest.mark.parametrize("f", [square, np.sin, abs, np.tan, lambda x: 1 / (x - 0.1), lambda x: 3.0])
def test_curve_and_points_are_inside_the_window(f):
    figure = Secant(f, 0.0, h_range=(1e-3, 0.05))
    left, right, low, high = figure.scene["window"]
    lines = sent(figure)
    assert left < figure.x < right
    for y in [*lines["y"], *lines["ahead"][lines["xs"].index(0.0)]]:
        assert low <= y <= high


def test_a_pole_does_not_flatten_the_rest():
    _, _, low, high = Secant(lambda x: 1 / x, 1.0).scene["window"]
    assert high - low < 4


@pytest.mark.parametrize(
    ("f", "says"),
    [
        (lambda x: None, "returned None.*return"),
        (lambda x: np.array([x, x]), r"shape \(2,\)"),
        (lambda x: "three", "'three'; expected a number"),
        (lambda x: math.nan, "no finite real value"),
        (lambda x: 1j * x, "no finite real value"),
        (lambda x: x / 0, "no finite real value"),
        (lambda x: missing, "NameError"),  # noqa: F821
        (3.0, "must be a function"),
    ],
)
def test_an_unusable_function_is_named_in_a_sentence(f, says):
    with pytest.raises(GradusError, match=says):
        Secant(f, 1.0)


@pytest.mark.parametrize("x", [math.nan, math.inf, "1", None, [1.0]])
def test_an_unusable_x_is_refused(x):
    with pytest.raises(GradusError, match="x must be"):
        Secant(square, x)


@pytest.mark.parametrize("h_range", [(0, 1), (1, 1), (2, 1), (-1, 1), (1e-3, math.inf), ("a", 1)])
def test_an_unusable_range_is_refused(h_range):
    with pytest.raises(GradusError, match="range"):
        Secant(square, 1.0, h_range=h_range)


def test_gaps_are_gaps_and_a_flat_function_says_so():
    assert None in Secant(math.log, 1.0).scene["curve"][1]
    assert np.isnan(sent(Secant(math.acos, 0.0))["ahead"]).any()
    assert Secant(lambda x: 3, 1.0).scene["flat"] and not Secant(square, 1.0).scene["flat"]
    json.dumps(Secant(math.log, 1.0, df=lambda x: 1 / x).scene, allow_nan=False)


def forward_difference(f, x, h=1e-6):
    return (f(x + h) - f(x)) / h


def test_a_learners_slope_is_known_at_every_stop():
    figure = Secant(np.exp, 1.0, slope=forward_difference)
    assert figure.own_slope == figure.slope and figure.own["said"] == ""
    lines = sent(figure)
    slopes = (lines["ahead"] - lines["y"][:, None]) / lines["hs"]
    assert np.array_equal(lines["own"], slopes)
    figure.x, figure.h = 0.5, 0.25
    assert figure.own_slope == figure.slope == forward_difference(np.exp, 0.5, 0.25)
    assert "forward_difference(f, x, h) says" in figure.describe()
    assert len(figure.outputs()) == 2
    assert Secant(np.exp).own is None and math.isnan(Secant(np.exp).own_slope)


def test_the_step_behind_is_asked_for_a_learners_slope():
    lines = sent(Secant(square, 1.0, slope=lambda f, x, h: (f(x + h) - f(x - h)) / (2 * h)))
    central = (lines["ahead"] - lines["behind"]) / (2 * np.array(lines["hs"]))
    assert np.allclose(lines["own"], central, rtol=1e-12)
    assert len(Secant(square, 1.0).lines["behind"]) == 0


def no_slope(f, x, h):
    raise NotImplementedError


def typo(f, x, h):
    return f(x + h) - g(x)  # noqa: F821


def forgets_to_return(f, x, h):
    f(x)


@pytest.mark.parametrize(
    ("slope", "says"),
    [
        (no_slope, r"^no_slope is still to be written\.$"),
        (typo, r"^typo raised NameError: name 'g' is not defined\. It happened in line"),
        (
            forgets_to_return,
            r"forgets_to_return\(square, 1, 0.5\) returned None; expected one number\. Is there a",
        ),
        (lambda f, x, h: [1.0, 2.0], r"slope\(square, 1, 0.5\) returned numbers of shape \(2,\); expected one number"),
        (lambda f, x, h: math.nan, r"slope\(square, 1, 0.5\) returned nan, which is no slope"),
        (lambda f, x: 1.0, r"^Your function raised TypeError"),
    ],
)
def test_an_unusable_slope_is_a_sentence_and_the_figure_goes_on(slope, says):
    figure = Secant(square, 1.0, h=0.5, slope=slope)
    for figure.x in (2.0, 0.5):
        assert math.isnan(figure.own_slope) and figure.slope == (2 * figure.x * 0.5 + 0.25) / 0.5
    figure.x = 1.0
    assert re.search(says, figure.own["said"])
    assert figure.own["said"] in figure.describe()


def test_a_slope_that_never_ends_is_ended_at_each_turn(monkeypatch):
    monkeypatch.setattr(learner, "SECONDS", 0.3)

    def endless(f, x, h):
        while True:
            pass

    figure = Secant(square, 1.0, slope=endless)
    assert figure.own["said"] == "endless did not end within 0.3 seconds."
    figure.h = 0.5
    assert figure.own["h"] == 0.5 and figure.slope == 2.5


def test_a_slope_that_hangs_elsewhere_is_shown_where_it_does_not(monkeypatch):
    monkeypatch.setattr(learner, "SECONDS", 0.3)

    def hangs_to_the_right(f, x, h):
        while x > 1.5:
            pass
        return 3.0

    figure = Secant(square, 1.0, slope=hangs_to_the_right)
    assert figure.own["said"] == "" and figure.own_slope == 3
    figure.x = 2.0
    assert "did not end" in figure.own["said"]


def test_what_is_no_function_is_refused():
    with pytest.raises(GradusError, match="slope is a function of yours; got 3"):
        Secant(square, 1.0, slope=3)
