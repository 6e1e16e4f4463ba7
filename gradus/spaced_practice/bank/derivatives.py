"""Unit 1 with new numbers. Each function is named after its exercise, and its docstring is that exercise's title."""

import math

import numpy as np

from gradus.spaced_practice.item import Item, item, pick, say, whole


def forward_difference(rng: np.random.Generator) -> Item:
    """1.1 Look ahead"""
    a, x, h = whole(rng, 2, 4), whole(rng, 1, 4), pick(rng, 0.5, 2.0)
    ahead, here, behind = (a * place**2 for place in (x + h, x, x - h))
    slope = (ahead - here) / h
    return item(
        f"f(x) = {a}·x². With the step h = {say(h)}, the forward difference of f at x = {x} is",
        slope,
        f"It looks ahead to f({say(x + h)}) = {say(ahead)}, and from f({x}) = {say(here)} that is a rise of "
        f"{say(ahead - here)} over a run of {say(h)}: {say(slope)}.",
        (ahead - here, "That is the rise alone, not yet divided by h."),
        ((here - behind) / h, f"That looks behind, to f({say(x - h)})."),
        ((ahead - behind) / (2 * h), "That looks both ways; here it happens to be the true slope."),
        (-slope, "Its sign is flipped: it is ahead minus here."),
        ((ahead - here) * h, "That multiplies by h; a slope is divided by the run."),
    )


def slope(rng: np.random.Generator) -> Item:
    """1.2 Look both ways"""
    h, x = pick(rng, 0.25, 0.5, 2.0), whole(rng, 3, 6)
    behind, here, ahead = (whole(rng, low, low + 4) for low in (1, 7, 13))
    rise = ahead - behind
    return item(
        f"A curve has the heights {behind} at x = {say(x - h)}, {here} at x = {x} and {ahead} at x = {say(x + h)}. "
        f"Its central difference at {x} is",
        rise / (2 * h),
        f"The rise is {ahead} \N{MINUS SIGN} {behind} = {rise}, and the two points are {say(2 * h)} apart: "
        f"{say(rise / (2 * h))}.",
        (rise / h, f"That divides by h; the points are 2h = {say(2 * h)} apart."),
        ((ahead - here) / h, "That looks ahead only."),
        ((here - behind) / h, "That looks behind only."),
        (-rise / (2 * h), "Its sign is flipped: it is ahead minus behind."),
        (rise / 2 * h, "That multiplies by h, as a / 2 * h does in Python."),
        ((ahead + behind) / (2 * h), "That adds the two heights; a slope is made of their difference."),
    )


def observed_order(rng: np.random.Generator) -> Item:
    """1.3 Measure the gain"""
    order, small = whole(rng, 1, 4), pick(rng, 0.001, 0.002, 0.003)
    large = small * 2**order
    return item(
        f"With the step 0.1 a method is wrong by {say(large)}, with the step 0.05 by {say(small)}. "
        "The order that this shows is",
        order,
        f"Half the step makes the error {2**order} times smaller, and {2**order} is 2 to the power {order}.",
        (2**order, "That is the factor by which the error shrinks; the order is the power of 2 in it."),
        (-order, "The ratio is upside down: the error of the larger step goes on top."),
        (math.log(2**order), "That is the natural logarithm; halving is counted in powers of 2."),
    )


def best_step(rng: np.random.Generator) -> Item:
    """1.4 The best step"""
    x, steps = whole(rng, 3, 12) / 10, [1e-1, 1e-5, 1e-8, 1e-12]
    errors = [float(abs((np.sin(x + h) - np.sin(x - h)) / (2 * h) - np.cos(x))) for h in steps]
    best = int(np.argmin(errors))
    sizes = ", ".join(f"{_power(error)} for {say(h)}" for h, error in zip(steps, errors, strict=True))
    return item(
        f"The slope of sin at {x} is measured by central difference, with four steps. The error is least with h =",
        say(steps[best]),
        f"With too large a step truncation rules, with too small a one rounding. The errors here are about {sizes}.",
        (say(steps[0]), "That is the largest step, and there the truncation error is large."),
        (say(steps[-1]), "The smallest step is not the best one: rounding errors are divided by it."),
        *((say(h), "Near, but so small a step has lost some digits already.") for h in steps[1:-1] if h != steps[best]),
    )


def _power(error: float) -> str:
    """The power of ten that a number is nearest to."""
    return f"1e{round(math.log10(error))}".replace("-", "\N{MINUS SIGN}") if error else "0"


def tangent(rng: np.random.Generator) -> Item:
    """1.5 The tangent"""
    x0, height, slope, run = whole(rng, 2, 5), whole(rng, 5, 9), whole(rng, 2, 4), pick(rng, -1.0, 0.5, 1.5)
    x = x0 + run
    return item(
        f"At x0 = {x0} a curve has the height {height} and the slope {slope}. At x = {say(x)} its tangent has "
        "the height",
        height + slope * run,
        f"From {x0} to {say(x)} it is {say(run)}, and the line changes by {slope} times that: "
        f"from {height} to {say(height + slope * run)}.",
        (height + slope * x, f"That counts the distance from 0; the line touches the curve at {x0}."),
        (slope * run, f"That is the change alone; the line starts from the height {height}."),
        (slope * x, "That line goes through the origin."),
        (height + slope * x - x0, "Without brackets slope * x - x0 multiplies first."),
        (slope + height * run, "Height and slope have changed places."),
    )


def one_sided(rng: np.random.Generator) -> Item:
    """1.6 Left and right"""
    size, tilt, corner = whole(rng, 2, 5), whole(rng, 6, 9), whole(rng, 1, 4)
    return item(
        f"f(x) = {size}·|x \N{MINUS SIGN} {corner}| + {tilt}·x. Just to the left of x = {corner}, its slope is",
        tilt - size,
        f"Left of {corner} the first part falls with the slope {say(-size)}, the second always rises with {tilt}: "
        f"together {tilt - size}.",
        (tilt + size, f"That is the slope to the right of {corner}."),
        (tilt, f"That leaves out the first part, which falls left of {corner}."),
        (-size, f"That leaves out the part {tilt}·x."),
        (size - tilt, "The sign is flipped: a slope is the rise from left to right."),
    )


QUESTIONS = (forward_difference, slope, observed_order, best_step, tangent, one_sided)
