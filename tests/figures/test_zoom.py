"""The tangent in Zoom: drawn where the slopes from both sides settle on one number, and nowhere else."""

import math

import numpy as np
import pytest

from gradus.figures import Zoom
from gradus.figures.zoom import settled_slope

SMOOTH = [
    (np.sin, 0.5, math.cos(0.5)),
    (np.sin, math.pi / 2, 0),
    (math.exp, 3, math.exp(3)),
    (lambda x: x * x, 0.0, 0),
    (lambda x: 1000 * x * x, 0.0, 0),
    (lambda x: x**3, 0.0, 0),
    (lambda x: x * abs(x), 0.0, 0),
    (lambda x: 3.0, 1.0, 0),
    (lambda x: 1e6 + x, 2.0, 1),
    (lambda x: 2 * x + 1, 1e4, 2),
    (lambda x: 1e-9 * math.sin(x), 0.5, 1e-9 * math.cos(0.5)),
    (lambda x: x * x * math.sin(1 / x) if x else 0.0, 0.0, 0),
]
BENT = [
    (abs, 0.0),
    (lambda x: -abs(x - 1), 1.0),
    (lambda x: x + 1e-2 * abs(x), 0.0),
    (lambda x: x + 1e-5 * abs(x), 0.0),
    (lambda x: 1e3 + abs(x), 0.0),
    (lambda x: max(0.0, x), 0.0),
    (lambda x: math.copysign(abs(x) ** (1 / 3), x), 0.0),  # upright
    (lambda x: math.sqrt(abs(x)), 0.0),
    (lambda x: x * math.sin(1 / x) if x else 0.0, 0.0),
    (math.floor, 1.0),
    (math.sqrt, 0.0),
    (lambda x: 0.0 if x == 1 else 1.0, 1.0),
]


@pytest.mark.parametrize(("f", "x", "slope"), SMOOTH)
@pytest.mark.parametrize("width", [4.0, 1.0])
def test_a_smooth_point_has_its_tangent(f, x, slope, width):
    assert settled_slope(f, x, width) == pytest.approx(slope, rel=1e-4, abs=1e-4 * width + abs(slope) * 1e-3)


@pytest.mark.parametrize(("f", "x"), BENT)
def test_where_the_sides_disagree_there_is_silence(f, x):
    assert settled_slope(f, x, 4.0) is None


def test_the_tangent_lies_on_the_curve_where_it_is_magnified():
    figure = Zoom(np.sin, 0.5)
    smooth, kink = figure.scene["sides"]
    assert kink["tangent"] is None
    line = smooth["tangent"] * np.array(smooth["shares"])
    gaps = [np.abs(np.array(level) - line).max() for level in smooth["levels"]]
    assert gaps[0] > 0.1 and all(after < before / 5 for before, after in zip(gaps[:4], gaps[1:5], strict=True))
    assert "Dashed: the tangent of sin at 0.5." in figure.describe() and "tangent of |x|" not in figure.describe()
    assert len(figure.still().png) > 1000


def test_the_slope_may_be_given():
    assert Zoom(np.sin, 0.5, df=np.cos).scene["sides"][0]["tangent"] == pytest.approx(
        Zoom(np.sin, 0.5, df=math.cos(0.5)).scene["sides"][0]["tangent"]
    )
    assert Zoom(np.sin, 0.5, df=lambda x: math.nan).scene["sides"][0]["tangent"] is None
