"""ErrorCurve, Zoom and the pictures of rules: their mathematics, their stills, and what they refuse."""

import io
import math

import numpy as np
import pytest
from PIL import Image

from gradus.errors import GradusError
from gradus.figures import ErrorCurve, GrowingRectangle, Wheels, Zoom
from gradus.figures.kit.difference_error import STEPS, error_model, measured

EPS = np.finfo(np.float64).eps


def test_the_lines_have_the_constants_of_the_textbook():
    forward = error_model(np.exp, np.exp, 1.0, "forward", EPS)
    central = error_model(np.exp, np.exp, 1.0, "central", EPS)
    assert forward.truncation == pytest.approx(math.e / 2, rel=1e-6)
    assert central.truncation == pytest.approx(math.e / 6, rel=1e-5)
    assert forward.rounding == pytest.approx(2.5 * EPS * math.e)
    assert central.rounding == pytest.approx(1.5 * EPS * math.e)


@pytest.mark.parametrize("method", ["forward", "central"])
@pytest.mark.parametrize(("f", "df"), [(np.exp, np.exp), (np.sin, np.cos), (np.log, lambda x: 1 / x)])
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_the_lines_bound_what_is_measured(f, df, method, dtype):
    eps = float(np.finfo(dtype).eps)
    model = error_model(f, df, 1.0, method, eps)
    errors = measured(f, df, 1.0, method, dtype)
    bound = model.truncation * STEPS**model.order + model.rounding / STEPS
    middle = (eps < STEPS) & (STEPS < 1e-2) & np.isfinite(errors)
    assert middle.sum() > 40
    assert np.all(errors[middle] < 1.6 * bound[middle])  # library functions may miss by a little over eps


def test_the_best_step_is_the_minimum_of_the_sum():
    for method in ("forward", "central"):
        model = error_model(np.sin, np.cos, 1.0, method, EPS)
        h = model.best_step * np.array([0.9, 1.0, 1.1])
        total = model.truncation * h**model.order + model.rounding / h
        assert total[1] == total.min()


def test_a_parabola_has_no_truncation_error_in_the_middle():
    curve = ErrorCurve(lambda x: x**2, lambda x: 2 * x, 3.0)
    assert curve.model.truncation == 0 and math.isnan(curve.best_step)
    assert "No truncation" in curve.describe()


def test_float32_is_left_out_when_f_does_not_keep_to_it():
    curve = ErrorCurve(lambda x: np.float64(math.sin(x)), math.cos, 1.0)
    assert set(curve.errors) == {"float64"} and "float32" in curve.describe()


def test_float32_is_left_out_for_functions_of_math():
    curve = ErrorCurve(math.exp, math.exp, 1.0)
    assert set(curve.errors) == {"float64"} and "exp turns float32 into float64" in curve.describe()


def test_a_step_beyond_the_domain_is_a_gap():
    errors = ErrorCurve(math.log, lambda x: 1 / x, 0.5).errors["float64"]
    assert np.all(np.isnan(errors[STEPS > 0.5])) and np.isfinite(errors[STEPS < 0.4]).mean() > 0.9


def test_the_float32_curve_is_truly_float32():
    errors = ErrorCurve(np.exp, np.exp, 1.0).errors["float32"]
    assert np.nanmin(errors) > 1e-8 and errors[0] == pytest.approx(math.e)  # x + h is x: the slope is 0


@pytest.mark.parametrize(
    "figure",
    [
        lambda: ErrorCurve(np.exp, np.exp),
        lambda: ErrorCurve(np.sin, np.cos, 2, "forward"),
        lambda: Zoom(np.sin, x=0.5),
        lambda: Zoom(math.exp, 0, width=1),
    ],
)
def test_a_still_is_a_sharp_picture_with_words(figure):
    still = figure().still()
    width, height = Image.open(io.BytesIO(still.png)).size
    assert width == 2 * still.width == 1280 and height > 400
    data = still._repr_mimebundle_()
    assert f'alt="{still.alt}"' in data["text/html"] and "<figcaption>" in data["text/html"]
    assert still.alt in data["text/plain"] and len(still.alt) > 40


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: ErrorCurve(np.exp, np.exp, 1.0, "sideways"),
        lambda: ErrorCurve(np.exp, lambda x: None, 1.0),
        lambda: ErrorCurve(np.log, np.exp, -1.0),
        lambda: ErrorCurve(np.exp, 3.0, 1.0),
        lambda: ErrorCurve(lambda x: x if x <= 1 else missing, lambda x: 1.0, 1.0),  # noqa: F821
        lambda: Zoom(np.log, -1.0),
        lambda: Zoom(np.sin, 1.0, width=-1),
        lambda: Zoom(np.sin, 1.0, zoom=0),
        lambda: Zoom(3, 1.0),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_a_sentence(wrong):
    with pytest.raises(GradusError):
        wrong()


def test_nothing_touches_the_state_of_pyplot():
    import matplotlib.pyplot as plt

    before = plt.get_fignums()
    Zoom(np.sin, 0.5).still()
    assert plt.get_fignums() == before


@pytest.mark.parametrize(
    ("picture", "words"),
    [
        (GrowingRectangle(3, 2, 0.3, 0.25), ["v · du", "u · dv", "du · dv"]),
        (GrowingRectangle(3, 3, 0.3, 0.3, ("x", "x")), ["x · dx", "dx · dx"]),
        (GrowingRectangle(1, 40, 10, 1e-3), ["v · du"]),
        (Wheels(), ["2 turns", "6"]),
        (Wheels(0.25, 8), ["0.25 turns", "8 turns", "together 2"]),
    ],
)
def test_a_rule_is_a_picture_with_words(picture, words):
    assert all(word in picture.alt for word in words)
    image = np.asarray(Image.open(io.BytesIO(picture.png)).convert("L"), dtype=float)
    assert image.std() > 5 and min(image[0].min(), image[-1].min(), image[:, 0].min(), image[:, -1].min()) > 250


@pytest.mark.parametrize(
    "make", [lambda: Wheels(0), lambda: Wheels(2, -1), lambda: GrowingRectangle(0), lambda: Wheels("2")]
)
def test_a_rule_without_sizes_is_refused(make):
    with pytest.raises(GradusError, match="positive numbers"):
        make()
