"""No verdict on a walk is refuted by thousands of its steps: a hundred random functions, learning rates on a grid."""

import numpy as np
import pytest

from gradus.figures.kit.gradient_path import COUNTED, descend, losses_along
from gradus.figures.kit.grid import sample_line, sample_plane
from gradus.figures.kit.own_walk import Ground

SIZE = 6.0  # of the window
STEPS, MANY, TAIL = 60, 2000, 48  # of a walk, of the truth, and how many of its last are kept
FUNCTIONS = 13  # of each kind
RATES = 10.0 ** np.arange(-2.0, 1.01, 0.25)
KINDS = ["quadratic", "quartic", "two wells", "sines"]


def on_a_line(kind, a, b, c, s, t):
    """f and its slope; a, b, c, s, t may be arrays."""
    return {
        "quadratic": (lambda x: s * (x - a) ** 2 / 2, lambda x: s * (x - a)),
        "quartic": (lambda x: s * (x - a) ** 4 / 4 + b * b * x**2 / 2, lambda x: s * (x - a) ** 3 + b * b * x),
        "two wells": (lambda x: s * (x**4 / 4 - x**2 / 2) + a * x / 4, lambda x: s * (x**3 - x) + a / 4),
        "sines": (
            lambda x: a * np.sin(s * x) + b * np.cos(2 * x) + c * c * x * x / 4,
            lambda x: a * s * np.cos(s * x) - 2 * b * np.sin(2 * x) + c * c * x / 2,
        ),
    }[kind]


def on_a_plane(kind, a, b, c, s, t):
    """f and both its partial derivatives."""
    return {
        "quadratic": (
            lambda x, y: s * (x - a + c * y) ** 2 / 2 + t * b * (y - b) ** 2 / 2,  # a saddle, if b is negative
            lambda x, y: (s * (x - a + c * y), s * c * (x - a + c * y) + t * b * (y - b)),
        ),
        "quartic": (
            lambda x, y: s * x**4 / 4 + t * (x - y) ** 2 / 2,
            lambda x, y: (s * x**3 + t * (x - y), -t * (x - y)),
        ),
        "two wells": (
            lambda x, y: s * x**2 / 2 + t * (y**4 / 4 - y**2 / 2) + a * x * y / 4,
            lambda x, y: (s * x + a * y / 4, t * (y**3 - y) + a * x / 4),
        ),
        "sines": (
            lambda x, y: a * np.sin(s * x) + b * np.cos(t * y) + c * np.sin(x + y) + (x * x + y * y) / 8,
            lambda x, y: (
                a * s * np.cos(s * x) + c * np.cos(x + y) + x / 4,
                -b * t * np.sin(t * y) + c * np.cos(x + y) + y / 4,
            ),
        ),
    }[kind]


def walked_on(slopes, start):
    """The last places of each walk by f's own slopes, and how far it got from its start.

    start: (inputs, functions, 1). Returns (TAIL, inputs, functions, rates) and (functions, rates).
    """
    start = start + 0 * RATES
    place, tail, far = start, [], np.zeros(start.shape[1:])
    with np.errstate(all="ignore"):
        for k in range(MANY):
            place = place - RATES * np.array(slopes(*place))
            far = np.fmax(far, np.abs(place - start).max(axis=0))
            if k >= MANY - TAIL:
                tail.append(place)
    return np.array(tail), far


def refuted(word, end, tail, far):
    """Whether what the walk did in thousands of steps speaks against the verdict."""
    gone = not np.all(np.isfinite(tail)) or far > 1e3 * SIZE
    moves = np.inf if gone else np.ptp(tail, axis=0).max()
    if word.rest == "comes to rest":
        return not np.abs(tail - end).max() <= 2e-3 * SIZE
    if word.rest == "leaves all bounds":
        return not gone
    if word.rest == "does not rest":
        turn = {"hops": 2, "comes": 3}.get(word.how.split()[0], 0)
        turn += COUNTED.index(word.how.split()[-2]) if turn == 3 else 0
        again = turn == 0 or np.abs(tail[turn:] - tail[:-turn]).max() < 1e-3 * SIZE
        return moves < 1e-3 * SIZE or not again
    return False


@pytest.mark.parametrize("of_two", [False, True], ids=["line", "plane"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_verdict_is_refuted_by_thousands_of_steps(kind, of_two):
    rng, rests, functions = np.random.default_rng(4), set(), on_a_plane if of_two else on_a_line
    numbers = np.concatenate([rng.uniform(-1.5, 1.5, (3, FUNCTIONS)), rng.uniform(0.2, 4, (2, FUNCTIONS))])
    starts = rng.uniform(-2.5, 2.5, (1 + of_two, FUNCTIONS))
    slopes = functions(kind, *numbers[:, :, np.newaxis])[1]
    tails, far = walked_on(slopes if of_two else lambda x: [slopes(x)], starts[:, :, np.newaxis])
    for i in range(FUNCTIONS):
        f, slopes = functions(kind, *map(float, numbers[:, i]))
        if of_two:
            ground = Ground(sample_plane(f, slopes, (-4.5, 4.5, -4.5, 4.5)), True, SIZE)
        else:
            ground = Ground(sample_line(f, slopes, -9.0, 9.0), False, SIZE)
        start = ground.place(starts[:, i] if of_two else starts[0, i])
        holds = [] if ground.endless else [ground.grid.holds]
        for j, rate in enumerate(RATES):
            path, end = descend(ground.grid.gradient, start, rate, 0.0, STEPS, SIZE, *holds)
            word = ground.judge(path, end, losses_along(ground.grid.value, path))
            rests.add(word.rest)
            last = np.array(path[-1][: 1 + of_two])
            assert not refuted(word, last, tails[:, :, i, j], far[i, j]), (numbers[:, i], start, rate, word)
    assert len(rests) >= 2
