"""A learner's partial derivative in a figure: what it returns at a point, and how far it is from the figure's."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from gradus.figures.kit.learner import Unusable, numbers, one_turn, own
from gradus.figures.kit.own_gradient import EQUAL, NEARLY, Pair, told
from gradus.figures.kit.plane import Plane
from gradus.figures.kit.sampling import name_of

SAME = 1e-3  # as a share of the larger one: two ways of measuring one slope are as close


def own_partial(function: Callable[..., Any], plane: Plane, point: Pair, axis: int) -> float | str:
    """What function(f, x, axis) returns there, f a function of an array x of two; or the sentence why there is none."""
    call = f"{name_of(function, 'partial')}(f, [{point[0]:.4g}, {point[1]:.4g}], {axis})"
    try:
        with one_turn(function):
            result = own(function, lambda x: plane(x[0], x[1]), np.array(point, dtype=float), axis)
            slope = float(numbers(result, (), call, "one number, the slope"))
    except Unusable as trouble:
        return str(trouble)
    return slope if math.isfinite(slope) else f"{call} returned {told(slope)}, which is no slope."


def beside(own: float, slopes: Pair, axis: int, steepest: float) -> str:
    """How a learner's slope along an axis compares with the figure's, in a sentence.

    slopes: the figure's along x and along y. steepest: a slope beside which a rounding error is nothing.
    """
    slope, other = slopes[axis], slopes[1 - axis]
    if not math.isfinite(slope):
        return "The figure finds no slope there."
    apart = abs(own - slope)
    if apart <= EQUAL * max(abs(own), abs(slope), steepest):
        return f"It agrees with the slope of the cut: they are {told(apart)} apart."
    if _is_near(own, slope, NEARLY):
        return f"It nearly agrees with the slope of the cut: they are {told(apart)} apart."
    if _is_near(own, -slope, SAME):
        return "It has the size of the cut's slope, and the other sign."
    if _is_near(own, other, SAME):
        return f"That is the slope along {'yx'[axis]}, the other axis."
    if _is_near(own, slope + other, SAME):
        return "That is the slope along x plus the slope along y. Do both coordinates move?"
    if abs(slope) <= EQUAL * steepest:
        return "The cut is level there."
    return f"The slope of the cut is {told(slope, 4)}, and yours is {told(own / slope, 3)} times that."


def _is_near(number: float, other: float, share: float) -> bool:
    return abs(number - other) <= share * max(abs(number), abs(other))
