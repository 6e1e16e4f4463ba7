"""Unit 7 with new numbers. Each function is named after its exercise, and its docstring is that exercise's title."""

import numpy as np

from gradus.spaced_practice.item import Item, item, pick, whole


def Dual(rng: np.random.Generator) -> Item:
    """7.1 Numbers that know their slope"""
    a, slope_a, b, slope_b = whole(rng, 2, 4), whole(rng, 5, 7), whole(rng, 8, 9), whole(rng, 3, 4)
    return item(
        f"The dual number a has the value {a} and the slope {slope_a}, and b the value {b} and the slope {slope_b}. "
        "The slope of a · b is",
        slope_a * b + a * slope_b,
        f"Each factor moves while the other stays: {slope_a}·{b} + {a}·{slope_b} = {slope_a * b + a * slope_b}.",
        (slope_a * slope_b, "That is the product of the slopes."),
        (slope_a + slope_b, "That is the slope of a + b."),
        (a * b, "That is the value of a · b."),
        (slope_a * b, "b moves, too."),
    )


def unbroadcast(rng: np.random.Generator) -> Item:
    """7.2 Undo a broadcast"""
    rows, columns, g = whole(rng, 5, 9), whole(rng, 2, 4), pick(rng, 2, 3, 5)
    return item(
        f"A row of {columns} numbers was added to each row of a matrix with {rows} rows, and the adjoint of the result "
        f"is {g} in every entry. In the adjoint of the row every entry is",
        rows * g,
        f"Each number of the row was used {rows} times, and the effects add up: {rows}·{g} = {rows * g}.",
        (g, "That is the effect in one row of the matrix."),
        (columns * g, "That adds along the row. What was repeated is the row, downwards."),
        (rows * columns * g, "That adds up everything; each number of the row has an adjoint of its own."),
    )


def mend_adjoints(rng: np.random.Generator) -> Item:
    """7.5 Find the bug"""
    p, q, a = whole(rng, 2, 4), whole(rng, 5, 8), whole(rng, 2, 3)
    b = p * a + q
    return item(
        f"b = {p}·a + {q}, and then c = a·b. At a = {a} the adjoint of a, for the target c, is",
        b + a * p,
        f"There are two paths. Straight on it is b = {b}, and through b it is a·{p} = {a * p}: together {b + a * p}.",
        (b, "That is the straight path; another leads through b."),
        (a * p, "That is the path through b; another leads straight from a to c."),
        (b * a * p, "Along a path slopes are multiplied; two paths are added."),
        (a * b, "That is the value of c."),
    )


def VJPS(rng: np.random.Generator) -> Item:
    """7.3 The rules"""
    n, k, m = pick(rng, 3, 4, 5), pick(rng, 7, 8, 9), pick(rng, 1, 2, 6)
    is_first = bool(rng.integers(2))
    asked, shape = ("a", f"({n}, {k})") if is_first else ("b", f"({k}, {m})")
    right, other = ("g @ b.T", "a.T @ g") if is_first else ("a.T @ g", "g @ b.T")
    return item(
        f"a has the shape ({n}, {k}), b ({k}, {m}), and g is the adjoint of a @ b. The adjoint of {asked} is",
        right,
        f"It has the shape of {asked}, {shape}, and of the four only {right} does.",
        (other, f"That has the shape of {'b' if is_first else 'a'}."),
        ("b.T @ g", f"({m}, {k}) times ({n}, {m}) is no product here."),
        ("g @ a.T", f"({n}, {m}) times ({k}, {n}) is no product here."),
    )


QUESTIONS = (Dual, unbroadcast, VJPS, mend_adjoints)
