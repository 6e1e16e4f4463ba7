"""Unit 6 with new numbers. Each function is named after its exercise, and its docstring is that exercise's title."""

import numpy as np

from gradus.spaced_practice.item import Item, item, pick, say, whole


def second_derivative(rng: np.random.Generator) -> Item:
    """6.1 The slope of the slope"""
    a, b, x = whole(rng, 2, 3), whole(rng, 4, 6), whole(rng, 1, 3)
    return item(
        f"f(x) = {a}·x³ + {b}·x². At x = {x}, the slope of its slope is",
        6 * a * x + 2 * b,
        f"The slope is {3 * a}·x² + {2 * b}·x, and the slope of that {6 * a}·x + {2 * b} = {6 * a * x + 2 * b}.",
        (3 * a * x**2 + 2 * b * x, "That is the slope; take its slope once more."),
        (6 * a * x, f"The slope of {2 * b}·x is {2 * b}; it is missing."),
        (6 * a, "That is the slope of the slope of the slope."),
        ((3 * a * x**2 + 2 * b * x) ** 2, "That is the square of the slope, not its slope."),
    )


def hessian(rng: np.random.Generator) -> Item:
    """6.2 The Hessian"""
    a, b, c = whole(rng, 1, 2), whole(rng, 5, 7), whole(rng, 3, 4)
    return item(
        f"f(x, y) = {_times(a, 'x²')} + {b}·x·y + {c}·y². Its Hessian is",
        _matrix(2 * a, b, 2 * c),
        f"The slopes are {2 * a}·x + {b}·y and {b}·x + {2 * c}·y. Each row holds how one of them changes along "
        "x and y.",
        (_matrix(a, b, c), f"The slope of the slope of {c}·y² is {2 * c}."),
        (_matrix(2 * a, 0, 2 * c), f"{b}·x·y bends, too: its slope along x changes with y."),
        (_matrix(2 * a, 2 * b, 2 * c), f"The slope of {b}·x·y along x is {b}·y, and that changes with y by {b}."),
        (_matrix(2 * c, b, 2 * a), "The axes have changed places: x comes first."),
    )


def _times(factor: int, what: str) -> str:
    return what if factor == 1 else f"{factor}·{what}"


def _matrix(a: int, b: int, c: int) -> str:
    return f"[[{a}, {b}], [{b}, {c}]]"


def hvp(rng: np.random.Generator) -> Item:
    """6.3 Hessian times vector"""
    (a, b, c), v = (whole(rng, 2, 4), whole(rng, 1, 2), whole(rng, 5, 7)), (whole(rng, 1, 2), whole(rng, 3, 4))
    product = a * v[0] + b * v[1], b * v[0] + c * v[1]
    return item(
        f"The Hessian is {_matrix(a, b, c)}, and v = {say(*v)}. Hv is",
        say(*product),
        f"Row by row: {a}·{v[0]} + {b}·{v[1]} = {product[0]} and {b}·{v[0]} + {c}·{v[1]} = {product[1]}. It "
        "says how the "
        "gradient changes along v.",
        (say(a * v[0], c * v[1]), f"That leaves out the {b} beside the diagonal."),
        (say(a * v[0] + c * v[1], b * v[0] + b * v[1]), "Each row is multiplied with v, entry by entry, and added up."),
        (say(a + b, b + c), "Those are the sums of the rows; v is missing."),
        (say(v[0] * product[0] + v[1] * product[1]), "That is v·Hv, one number: the curvature along v, times |v|²."),
    )


def newton(rng: np.random.Generator) -> Item:
    """6.4 Newton's method"""
    x, c = whole(rng, 1, 3), pick(rng, 6, 9, 15)
    slope, bend = 3 * x**2 - c, 6 * x
    there = x - slope / bend
    quotient = f"{slope}/{bend}" if slope > 0 else f"({say(slope)})/{bend}"
    return item(
        f"f(x) = x³ \N{MINUS SIGN} {c}·x. At x = {x} its slope is {say(slope)} and the slope of the slope "
        f"{bend}. One step of "
        "Newton's method leads to",
        there,
        f"Divide the slope by its slope, and go against it: {x} \N{MINUS SIGN} {quotient}, which is {say(there)}.",
        (x + slope / bend, "The sign is flipped: the step is subtracted."),
        (x - slope, "That is a step of gradient descent; Newton divides by the slope of the slope."),
        (x - bend / slope, "The quotient is upside down."),
        (x - slope * bend, "That multiplies; Newton divides."),
        (x - (x**3 - c * x) / slope, "That looks for a zero of f; here the slope is to become zero."),
    )


def stable_lr(rng: np.random.Generator) -> Item:
    """6.6 The bridge to unit 4"""
    middle, side = whole(rng, 4, 6), whole(rng, 1, 3)
    large, small = middle + side, middle - side
    return item(
        f"Near a minimum the Hessian is {_matrix(middle, side, middle)}, with the eigenvectors (1, 1) and "
        "(1, \N{MINUS SIGN}1). Gradient descent is stable there for learning rates below",
        2 / large,
        f"Along (1, 1) it multiplies by {middle} + {side} = {large}, along (1, \N{MINUS SIGN}1) by {small}. The "
        "largest "
        f"curvature decides: 2/{large}.",
        (2 / small, f"The largest eigenvalue decides, {large}; that is the smaller one."),
        (2 / middle, "That takes an entry for an eigenvalue."),
        (1 / large, "The limit is twice that."),
        (float(large), "That is the largest curvature itself."),
    )


QUESTIONS = (second_derivative, hessian, hvp, newton, stable_lr)
