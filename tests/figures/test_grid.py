"""Asking functions of two numbers on a grid: any signature, any kind of answer, and what is refused."""

import math

import numpy as np
import pytest

from gradus.errors import GradusError
from gradus.figures.kit.grid import check_window, sample_line, sample_plane, squarer
from gradus.figures.kit.plane import on_a_plane

SQUARE = (-3.0, 3.0, -3.0, 3.0)
A = np.array([[2.0, 1.0], [1.0, 4.0]])


def with_math(x, y):
    return math.sin(x) * y if x > -2 else math.sin(x) * y  # math and a branch take no arrays


@pytest.mark.parametrize(
    ("f", "same"),
    [
        (lambda x, y: np.sin(x) * y, lambda x, y: math.sin(x) * y),
        (lambda w: np.sin(w[0]) * w[1], lambda x, y: math.sin(x) * y),
        (with_math, with_math),
        (lambda w: w @ A @ w, lambda x, y: 2 * x * x + 2 * x * y + 4 * y * y),
        (lambda w: float(np.sum(w**2)), lambda x, y: x * x + y * y),
        (lambda *w: w[0] * w[1], lambda x, y: x * y),
        (np.hypot, math.hypot),
        (lambda x, y: 3, lambda x, y: 3.0),
    ],
)
def test_the_nodes_hold_what_the_function_returns(f, same):
    grid = sample_plane(f, None, SQUARE)
    for i, j in [(0, 0), (7, 3), (grid.nx - 1, grid.ny - 1)]:
        x, y = grid.left + i * grid.dx, grid.bottom + j * grid.dy
        assert grid.f[j * grid.nx + i] == pytest.approx(same(x, y), rel=1e-12)
        h = 1e-6
        slope = (same(x + h, y) - same(x - h, y)) / (2 * h)
        assert grid.gradient(x, y)[0] == pytest.approx(slope, abs=1e-5)


def test_a_mean_over_all_inputs_is_not_taken_for_elementwise():
    grid = sample_plane(lambda w: np.mean(w) + 0 * w[0], None, SQUARE)
    assert grid.value(1.0, 3.0) == pytest.approx(2.0)


def test_between_the_nodes_a_quadratic_is_exact():
    grid = sample_plane(lambda w: w @ A @ w / 2 + w[0] - 1, None, SQUARE)
    assert np.allclose(grid.hessian, A, rtol=1e-10)
    for x, y in np.random.default_rng(0).uniform(-9, 9, (50, 2)):
        assert grid.gradient(x, y) == pytest.approx((2 * x + y + 1, x + 4 * y), abs=1e-10)
        assert grid.value(x, y) == pytest.approx(x * x + x * y + 2 * y * y + x - 1, rel=1e-11, abs=1e-10)


@pytest.mark.parametrize("f", [lambda x, y: x**3 + y, np.hypot, lambda x, y: np.log(x), lambda x, y: 1.0])
def test_only_a_quadratic_has_a_known_hessian(f):
    assert sample_plane(f, None, SQUARE).largest_curvature is None


def test_a_given_gradient_is_asked_instead():
    for grad in (lambda x, y: (y + 1, x), lambda w: w[::-1] + [1, 0], lambda x, y: (y + 1 if x < 9 else 0, x)):
        assert sample_plane(lambda x, y: x * y, grad, SQUARE).gradient(1.0, 2.0) == pytest.approx((3.0, 1.0))
    assert sample_line(math.sin, math.cos, -3, 3).gradient(1.0, 0.0)[0] == pytest.approx(math.cos(1), abs=1e-4)


def test_gaps_are_nan_and_a_pole_does_not_set_the_heights():
    grid = sample_plane(lambda x, y: 1 / (x * x + y * y), None, (-3.0, 3.0, -3.0, 3.0))
    assert math.isnan(grid.f[len(grid.f) // 2])
    assert grid.heights(SQUARE)[1] < 20
    assert math.isnan(sample_plane(lambda x, y: math.log(x), None, SQUARE).f[0])


@pytest.mark.parametrize(
    ("f", "says"),
    [
        (lambda x, y: None, "returned None"),
        (lambda x, y: [x, y], r"shape \(2,\)"),
        (lambda x, y: missing, "NameError"),  # noqa: F821
        (lambda w: w[5], r"f\(\[-3, -3\]\) raised IndexError"),
        (lambda x, y: [x], r"f\(-3, -3\) returned an array"),
        (lambda x, y, z: x, "TypeError"),
        (3.0, "must be a function"),
    ],
)
def test_an_unusable_function_is_named_in_a_sentence(f, says):
    with pytest.raises(GradusError, match=says):
        sample_plane(f, None, SQUARE)


@pytest.mark.parametrize(
    ("grad", "says"),
    [
        (lambda x, y: 1.0, r"grad\(-3, -3\) returned 1.0; expected both partial derivatives"),
        (lambda w: (1, 2, 3), r"grad\(\[-3, -3\]\) returned \(1, 2, 3\)"),
        (lambda x, y: "up", "returned 'up'"),
        (lambda x, y: (1j, 2), "returned"),
        (lambda x, y: None, "returned None"),
        (lambda x, y: missing, "NameError"),  # noqa: F821
        (3.0, "grad must be a function"),
    ],
)
def test_an_unusable_gradient_is_refused(grad, says):
    with pytest.raises(GradusError, match=says):
        sample_plane(lambda x, y: x, grad, SQUARE)


@pytest.mark.parametrize(
    ("grad", "says"), [(3.0, "grad must be a function"), (lambda x: [x], r"grad\(-3\) returned an array")]
)
def test_an_unusable_slope_is_refused(grad, says):
    with pytest.raises(GradusError, match=says):
        sample_line(math.sin, grad, -3, 3)


@pytest.mark.parametrize(
    "window", [(1, 1), (2, 1), (0, 1, 2), "ab", None, (0, math.inf), (1, 1 + 1e-15), (-1e308, 1e308), 3]
)
def test_an_unusable_window_is_refused(window):
    with pytest.raises(GradusError, match="window"):
        check_window(window)


def test_windows_are_completed_and_made_less_flat():
    assert check_window((-1, 2)) == (-1, 2, -1, 2)
    assert squarer((0.0, 9.0, 0.0, 1.0)) == (0, 9, -1, 2)
    assert squarer(SQUARE) == SQUARE


def test_the_signature_tells_numbers_from_an_array():
    assert on_a_plane(lambda theta: theta.sum())(1.0, 2.0) == 3
    assert on_a_plane(lambda x, y: x - y)(1.0, 2.0) == -1
