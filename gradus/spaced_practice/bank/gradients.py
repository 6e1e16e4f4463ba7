"""Unit 3 with new numbers. Each function is named after its exercise, and its docstring is that exercise's title."""

import math

import numpy as np

from gradus.spaced_practice.item import Item, item, pick, say, whole

TRIANGLES = ((3, 4, 5), (4, 3, 5), (6, 8, 10), (8, 6, 10))
"""The sides of triangles with a right angle between the first two."""


def gradient(rng: np.random.Generator) -> Item:
    """3.1 All slopes at once"""
    a, b, x, y = (whole(rng, low, low + 2) for low in (2, 5, 1, 4))
    along_x, along_y = 2 * a * x + b * y, b * x
    return item(
        f"f(x, y) = {a}·x² + {b}·x·y. Its gradient at ({x}, {y}) is",
        say(along_x, along_y),
        f"Along x the slope is {2 * a}·x + {b}·y = {along_x}, along y it is {b}·x = {along_y}: one entry for "
        "each axis.",
        (say(along_y, along_x), "The two slopes have changed places: that along x comes first."),
        (say(2 * a * x, b * x), f"The part {b}·x·y has a slope along x, too."),
        (say(along_x, b * x * y), f"Along y, the part {b}·x·y grows by {b}·x; y itself is no factor of that."),
        (say(a * x + b * y, along_y), f"The slope of {a}·x² is {2 * a}·x."),
    )


def steepest(rng: np.random.Generator) -> Item:
    """3.2 Which way is up?"""
    p, q, length = pick(rng, *TRIANGLES)
    p, q = p * pick(rng, -1, 1), q * pick(rng, -1, 1)
    return item(
        f"The gradient is {say(p, q)}. The arrow of length 1 that points straight uphill is",
        say(p / length, q / length),
        f"The gradient points uphill, and √({abs(p)}² + {abs(q)}²) = {length} is its length: divide by that.",
        (say(p, q), f"That arrow points uphill, and it is {length} long."),
        (say(-p / length, -q / length), "That arrow points downhill."),
        (
            say(p / (abs(p) + abs(q)), q / (abs(p) + abs(q))),
            "That divides by the sum of the sizes; a length is a root.",
        ),
        (say(-q / length, p / length), "That arrow points along the contour."),
    )


def directional(rng: np.random.Generator) -> Item:
    """3.3 A slope in any direction"""
    p, q, length = pick(rng, *TRIANGLES)
    g = whole(rng, 2, 5), -whole(rng, 1, 4)
    dot = g[0] * p + g[1] * q
    return item(
        f"The gradient is {say(*g)}. In the direction of the arrow {say(p, q)}, which is {length} long, the slope is",
        dot / length,
        f"The dot product is {g[0]}·{p} \N{MINUS SIGN} {-g[1]}·{q} = {say(dot)}. Divided by the arrow's length, "
        f"{length}, "
        f"it is {say(dot / length)}.",
        (dot, f"The slope must not depend on how long the arrow is: divide by {length}."),
        (dot / length**2, "That divides by the length twice."),
        ((g[0] * p - g[1] * q) / length, "The second slope is negative."),
        (math.hypot(*g), "That is the slope straight uphill."),
        (dot / math.hypot(*g), "That divides by the length of the gradient, not of the arrow."),
    )


def along_contour(rng: np.random.Generator) -> Item:
    """3.4 Walk along the contour"""
    p, q, length = pick(rng, *TRIANGLES)
    p, q = p * pick(rng, -1, 1), q * pick(rng, -1, 1)
    turned = -q / length, p / length
    return item(
        f"The gradient is {say(p, q)}. The arrow of length 1 along the contour, 90 degrees counterclockwise of it, is",
        say(*turned),
        f"Swap the two, change the sign of the new first one, and divide by the length {length}. The dot "
        "product of both is "
        "0, so along it f does not change.",
        (say(q / length, -p / length), "That is 90 degrees clockwise."),
        (say(p / length, q / length), "That points uphill, across the contour."),
        (say(q / length, p / length), "One sign has to change, or there is no right angle."),
        (say(-p / length, -q / length), "That points downhill, across the contour."),
    )


def relative_error(rng: np.random.Generator) -> Item:
    """3.5 Do two gradients agree?"""
    large, off, small = pick(rng, 20, 40), pick(rng, 2, 4), pick(rng, 0.17, 0.35)  # never equal in the end
    a, b = (large, small), (large - off, 0.1)
    parts = off / large, small - 0.1
    return item(
        f"One gradient is {say(*a)}, another one {say(*b)}. Their relative error is",
        max(parts),
        f"{off} of {large} is {say(parts[0])}. The second entries are {say(parts[1])} apart, and below 1 that "
        "counts as it "
        f"is. The larger one is {say(max(parts))}.",
        (off, "That is the largest difference; each is divided by the size of its entry first."),
        (sum(parts), "That adds them up; the largest one counts."),
        (min(parts), "That is the smaller one; the largest counts."),
        ((small - 0.1) / small, "Where both entries are below 1, the difference is divided by 1."),
        (off / (large - off), "Divide by the larger one of the two entries."),
    )


def mse_gradient(rng: np.random.Generator) -> Item:
    """3.6 The gradient of a loss"""
    x, w = (2, whole(rng, 3, 5)), whole(rng, 2, 4)
    r = whole(rng, 1, 3), whole(rng, 1, 3)
    y = w * x[0] - r[0], w * x[1] - r[1]
    total = r[0] * x[0] + r[1] * x[1]
    return item(
        f"Two examples: x = {say(*x)}, y = {say(*y)}. The loss is the mean of (w·x \N{MINUS SIGN} y)². At w = "
        f"{w}, its slope is",
        total,
        f"The residuals w·x \N{MINUS SIGN} y are {say(*r)}. Each counts with its x, and the mean of 2·r·x is "
        f"({2 * r[0] * x[0]} + {2 * r[1] * x[1]})/2 = {total}.",
        (2 * total, "That is the slope of the sum; the loss is the mean of two."),
        (total / 2, "The slope of r² is 2·r: a 2 is missing."),
        (-total, "The sign is flipped: the residual is w·x \N{MINUS SIGN} y."),
        (r[0] + r[1], "Each residual counts in proportion to its x: that factor is missing."),
        ((r[0] ** 2 + r[1] ** 2) / 2, "That is the loss itself."),
    )


QUESTIONS = (gradient, steepest, directional, along_contour, relative_error, mse_gradient)
