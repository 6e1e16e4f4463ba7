"""Secant without a browser: its numbers, its window, and what it says to unusable functions."""

import json
import math

import numpy as np
import pytest

from gradus.errors import GradusError
from gradus.figures import Secant
from gradus.figures.kit.sliders import nearest_stop, stops_between


def square(x):
    return x * x


def scalar_only(x):
    return math.exp(x) if x > -5 else 0.0


@pytest.mark.parametrize("f", [square, scalar_only, np.sin, abs, lambda x: np.float32(x) ** 2])
@pytest.mark.parametrize("x", [0, 1.0, np.float64(-2.5)])
def test_every_stop_shows_what_python_computes(f, x):
    scene = Secant(f, x).scene
    for h, y, slope in zip(*scene["stops"], strict=True):
        assert y == float(f(float(x) + h))
        assert slope == (float(f(float(x) + h)) - float(f(float(x)))) / h


def test_the_slopes_settle_on_the_derivative():
    hs, _, slopes = Secant(np.exp, 1.0, h_range=(1e-6, 1)).scene["stops"]
    errors = np.abs(np.array(slopes) - np.e)
    assert errors[0] < 2e-6
    assert np.all(np.diff(errors) > 0)
    assert len(hs) == 6 * 50 + 1


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
    assert figure.here == [0.5, 2.25, 2.5] and figure.slope == 2.5
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
    left, right, low, high = (scene := Secant(f, 0.0, h_range=(1e-3, 0.05)).scene)["window"]
    assert left < scene["x"] < right
    for y in [scene["y"], *scene["stops"][1]]:
        assert low < y < high


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
    assert None in Secant(math.acos, 0.0).scene["stops"][1]
    assert Secant(lambda x: 3, 1.0).scene["flat"] and not Secant(square, 1.0).scene["flat"]
    json.dumps(Secant(math.log, 1.0, df=lambda x: 1 / x).scene, allow_nan=False)
