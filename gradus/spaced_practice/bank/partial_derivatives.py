"""Unit 2 with new numbers. Each function is named after its exercise, and its docstring is that exercise's title."""

import numpy as np

from gradus.spaced_practice.item import Item, item, pick, say, whole


def partials(rng: np.random.Generator) -> Item:
    """2.1 By hand"""
    a, b, x, y = (whole(rng, low, low + 2) for low in (2, 6, 2, 2))
    along_x, along_y = 2 * a * x * y, a * x**2 + b
    return item(
        f"f(x, y) = {a}·x²·y + {b}·y. At ({x}, {y}), the partial derivative along x is",
        along_x,
        f"Hold y still: the slope of {a}·x²·y along x is {2 * a}·x·y = {along_x}, and {b}·y does not change with x.",
        (along_y, "That is the slope along y."),
        (along_x + along_y, "That adds the slopes along both axes."),
        (along_x + b, f"{b}·y does not change with x, so its slope along x is 0."),
        (2 * a * x, "y is held still, but it stays there as a factor."),
        (a * x**2 * y + b * y, "That is the height."),
    )


def slice_along(rng: np.random.Generator) -> Item:
    """2.2 Cut a slice"""
    x, t, i = [whole(rng, low, low + 1) for low in (2, 4, 6)], whole(rng, 9, 12), whole(rng, 0, 1)

    def put(axis: int, value: float) -> int:
        return int(np.prod([value if j == axis else number for j, number in enumerate(x)]))

    other = (i + 2) % 3  # where who counts axes from 1 puts it
    moved = [t if j == i else number for j, number in enumerate(x)]
    return item(
        f"f multiplies all entries of a vector, and x = {say(*x)}. g = slice_along(f, x, {i}) cuts along axis {i}. "
        f"g({t}) is",
        put(i, t),
        f"Axes are counted from 0, so {t} takes the place of {x[i]}: f at {say(*moved)} is {put(i, t)}.",
        (put(other, t), f"That puts {t} in the place of {x[other]}; axes are counted from 0."),
        (put(i, x[i] + t), f"That adds {t} to the entry; a cut puts t in its place."),
        (put(i, x[i]), f"That is f at x itself; {t} has to go into the place of {x[i]}."),
    )


def partial(rng: np.random.Generator) -> Item:
    """2.3 A slope along one axis"""
    h, (east, west) = pick(rng, 0.25, 0.5, 2.0), (whole(rng, 12, 16), whole(rng, 7, 10))
    north, south = whole(rng, 21, 25), whole(rng, 1, 5)
    rise = east - west
    return item(
        f"From (x, y) you measure with h = {say(h)}: {east} at (x + h, y), {west} at (x \N{MINUS SIGN} h, y), "
        f"{north} at "
        f"(x, y + h), {south} at (x, y \N{MINUS SIGN} h). The slope along x is about",
        rise / (2 * h),
        f"Only x moves: the rise from {west} to {east} is {rise}, over a run of 2h = {say(2 * h)}: "
        f"{say(rise / (2 * h))}.",
        ((north - south) / (2 * h), "That is the slope along y."),
        (rise / h, f"That divides by h; the two points are {say(2 * h)} apart."),
        (-rise / (2 * h), "Its sign is flipped: it is ahead minus behind."),
        ((rise + north - south) / (2 * h), "That adds the slopes along both axes."),
        (rise, "That is the rise alone, not yet divided by the run."),
    )


def tangent_plane(rng: np.random.Generator) -> Item:
    """2.4 The tangent plane"""
    height, sx, sy = whole(rng, 10, 15), whole(rng, 2, 4), -whole(rng, 5, 7)
    a, dx, dy = (whole(rng, 1, 3), whole(rng, 4, 6)), pick(rng, 0.5, 1.0), pick(rng, 0.2, 0.4)
    x, y = a[0] + dx, a[1] + dy
    return item(
        f"At {say(*a)} a surface has the height {height} and the slopes {sx} along x and {say(sy)} along y. "
        f"At {say(x, y)} its tangent plane has the height",
        height + sx * dx + sy * dy,
        f"The distances are {say(dx)} and {say(dy)}: {height} + {sx}·{say(dx)} \N{MINUS SIGN} {-sy}·{say(dy)} = "
        f"{say(height + sx * dx + sy * dy)}.",
        (sx * dx + sy * dy, f"That is the change alone; the plane starts from the height {height}."),
        (height + sx * x + sy * y, f"That counts the distances from 0; the plane touches at {say(*a)}."),
        (height + sx * dx, "That goes along x only."),
        (height + sx * dx - sy * dy, "Along y the surface falls: that slope has a minus."),
    )


def total_change(rng: np.random.Generator) -> Item:
    """2.5 What will change?"""
    sx, sy, dx, dy = whole(rng, 3, 6), -whole(rng, 1, 2), whole(rng, 2, 4) / 10, whole(rng, 5, 7) / 10
    change = sx * dx + sy * dy
    return item(
        f"f has the slopes {sx} along x and {say(sy)} along y. For the nudge dx = {say(dx)}, dy = {say(dy)} "
        "they predict "
        "that f changes by",
        change,
        f"One slope times one distance for each axis: {sx}·{say(dx)} \N{MINUS SIGN} {-sy}·{say(dy)} = {say(change)}.",
        (sx * dx - sy * dy, "The slope along y is negative, so that part takes away."),
        ((sx + sy) * (dx + dy), "That adds the slopes first; each belongs to its own distance."),
        (sx + sy, "That adds the slopes, and leaves out how far you go."),
        (sx * dy + sy * dx, "The distances have changed places."),
        (sx * dx, "That goes along x only."),
    )


def mixed_partial(rng: np.random.Generator) -> Item:
    """2.6 The slope of a slope"""
    a, b, x, y = (whole(rng, low, low + 1) for low in (2, 4, 1, 3))
    mixed = 2 * a * x + 2 * b * y
    return item(
        f"f(x, y) = {a}·x²·y + {b}·x·y². At ({x}, {y}), the slope along y of the slope along x is",
        mixed,
        f"The slope along x is {2 * a}·x·y + {b}·y². Along y that grows by {2 * a}·x + {2 * b}·y = {mixed}.",
        (2 * a * y, "That goes along x twice."),
        (2 * b * x, "That goes along y twice."),
        (2 * a * x * y + b * y**2, "That is the slope along x; its slope along y is still to be taken."),
        (a * x**2 + 2 * b * x * y, "That is the slope along y alone."),
    )


QUESTIONS = (partials, slice_along, partial, tangent_plane, total_change, mixed_partial)
