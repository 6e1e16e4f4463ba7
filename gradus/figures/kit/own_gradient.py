"""A learner's gradient in a figure: what it returns at a place, and how far it is from the figure's."""

import math
import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from gradus.figures.kit.learner import AHEAD, Unusable, numbers, one_turn, own
from gradus.figures.kit.plane import Plane
from gradus.figures.kit.sampling import name_of

EQUAL, NEARLY = 1e-6, 1e-2  # how far apart, as a share of the longer one
STRAIGHT = 0.5  # degrees: smaller angles are not seen
Pair = tuple[float, float]


def own_gradient(function: Callable[..., Any], plane: Plane, place: Pair) -> Pair:
    """What function(f, theta) returns there, f a function of an array of two. Raises Unusable if not two numbers."""
    call = f"{name_of(function, 'gradient')}(f, [{place[0]:.4g}, {place[1]:.4g}])"
    result = own(function, lambda theta: plane(theta[0], theta[1]), np.array(place, dtype=float))
    x, y = numbers(result, (2,), call, "the gradient, two numbers")
    return float(x), float(y)


def own_gradients(
    function: Callable[..., Any], plane: Plane, point: Pair, places: Sequence[Pair]
) -> tuple[Pair | str, list[Pair | None]]:
    """The gradient at the point, or the sentence that says why there is none, and those at the other places.

    None stands where it returns no two finite numbers, or where there was no time to ask.
    """
    there: Pair | str = ""
    arrows: list[Pair | None] = [None] * len(places)
    until = time.perf_counter() + AHEAD
    try:
        with one_turn(function):
            try:
                there = own_gradient(function, plane, point)
            except Unusable as trouble:
                there = str(trouble)
            for k in _spread(len(places)):
                if time.perf_counter() > until:
                    break
                try:
                    pair = own_gradient(function, plane, places[k])
                except Unusable:
                    continue
                arrows[k] = pair if all(map(math.isfinite, pair)) else None
    except Unusable as trouble:  # the time is up
        there = there or str(trouble)
    return there, arrows


def _spread(count: int) -> list[int]:
    """All places, so that those that come first lie all over the map."""
    return [k for first in range(7) for k in range(first, count, 7)]


def compared(own: Pair, figures: Pair, name: str, steepest: float) -> str:
    """Whether both agree, and how far they are apart, in a sentence. name: of f. steepest: of the slopes on the map."""
    if not all(map(math.isfinite, own)):
        return "It is not two finite numbers."
    if not all(map(math.isfinite, figures)):
        return f"The figure finds no gradient of {name} there."
    apart = math.dist(own, figures)
    lengths = math.hypot(*own), math.hypot(*figures)
    share = apart / max(lengths) if apart else 0.0
    if share <= EQUAL or max(lengths) <= EQUAL * steepest:
        return f"It agrees with the figure's: they are {told(apart)} apart."
    if min(lengths) <= EQUAL * max(lengths):
        zero, other = ("It", "the figure's") if lengths[0] < lengths[1] else ("The figure's", "yours")
        return f"{zero} is zero, and {other} is not: they are {told(apart)} apart."
    turn = math.degrees(math.acos(max(-1.0, min(1.0, float(np.dot(own, figures)) / (lengths[0] * lengths[1])))))
    if share <= NEARLY:
        return f"It nearly agrees with the figure's: they are {told(apart)} apart."
    if turn > 180 - STRAIGHT:
        way = "It points the opposite way, downhill"
    elif turn > STRAIGHT:
        way = f"It stands at {turn:.0f}° to the figure's"
    else:
        way = "It points the same way as the figure's"
    ratio = lengths[0] / lengths[1]
    long = "and is as long" if abs(ratio - 1) < NEARLY else f"and is {told(ratio)} times as long"
    return f"{way}, {long}: they are {told(apart)} apart."


def told(number: float, digits: int = 2) -> str:
    """A number as people write it; -1.2e-10 is −1.2 × 10⁻¹⁰."""
    number = float(f"{number:.{digits}g}")
    text, _, exponent = (f"{number:g}" if 1e-3 <= abs(number) < 1e6 or not number else f"{number:e}").partition("e")
    if not exponent:
        return text.replace("-", "−")
    raised = str(int(exponent)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"{float(text):g} × 10{raised}".replace("-", "−")
