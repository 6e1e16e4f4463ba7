"""Random programs on arrays, and their gradients by differences: for tests of tapes, and for the checks of unit 7."""

from collections.abc import Callable

import numpy as np

SHAPES = ((3, 3), (3,), (3, 1), (1, 3), ())
ELEMENTWISE = ("add", "sub", "mul")


def random_program(rng: np.random.Generator, length: int = 9) -> tuple[list[tuple], list[np.ndarray]]:
    """Steps (operation, places of its inputs, constant ...), and values to begin with.

    Results are taken up again, shapes broadcast, divisors and logarithms stay away from 0. The last step adds up
    what is left, each entry with a weight of its own, so that no adjoint is 1.
    """
    values = [rng.uniform(0.5, 1.5, shape) for shape in SHAPES]
    shapes, steps, unused = list(SHAPES), list[tuple](), set(range(len(SHAPES)))

    def do(name: str, places: tuple[int, ...], shape: tuple[int, ...], *constant) -> int:
        steps.append((name, places, *constant))
        shapes.append(shape)
        unused.difference_update(places)
        unused.add(len(shapes) - 1)
        return len(shapes) - 1

    def tame(place: int) -> int:
        """Between 1 and 3: 2 + sin."""
        return do("add", (do("sin", (place,), shapes[place]),), shapes[place], 2.0)

    good = list(range(len(SHAPES)))  # places of values that are between -3 and 3
    for _ in range(length):
        a, b = (int(i) for i in rng.choice(good, 2))
        kind = rng.integers(0, 8)
        if kind < 3:
            made = do(ELEMENTWISE[kind], (a, b), np.broadcast_shapes(shapes[a], shapes[b]))
            good.append(do("sin", (made,), shapes[made]))
        elif kind == 3:
            b = tame(b)
            good.append(do("truediv", (a, b), np.broadcast_shapes(shapes[a], shapes[b])))
        elif kind == 4:
            good.append(do("exp", (do("sin", (a,), shapes[a]),), shapes[a]))
        elif kind == 5:
            good.append(do("log", (tame(a),), shapes[a]))
        elif kind == 6:
            power = do("pow", (tame(a),), shapes[a], float(rng.choice([-1.5, -1.0, 0.5, 2.0, 3.0])))
            good.append(do("sin", (power,), shapes[a]))
        else:
            matrix = do("add", (0, a), (3, 3))
            rows = do("mul", (1, b), np.broadcast_shapes((3,), shapes[b]))
            pair = (matrix, rows) if shapes[rows][0] == 3 and rng.integers(2) else (rows, matrix)
            good.append(do("sin", (do("matmul", pair, shapes[rows]),), shapes[rows]))
    total = None
    for place in sorted(unused):
        part = do("sum", (do("mul", (place,), shapes[place], rng.normal(size=shapes[place])),), ())
        part = do("mul", (part,), (), float(rng.normal()))
        total = part if total is None else do("add", (total, part), ())
    return steps, values


def differences(f: Callable, *values: np.ndarray, h: float = 5e-4) -> tuple[list[np.ndarray], float]:
    r"""The gradient of the sum of f along each value by central differences, and how far off it may be.

    Extrapolated once, $(4 D(h/2) - D(h)) / 3$, with error $O(h^4)$ + rounding $O(\epsilon/h)$ (Richardson 1911).
    What it may be off is taken from doing the same with 2h.
    """
    fine, coarse = _extrapolated(f, values, h), _extrapolated(f, values, 2 * h)
    error = max((float(np.max(np.abs(a - b), initial=0.0)) for a, b in zip(fine, coarse, strict=True)), default=0.0)
    return fine, error


def _extrapolated(f: Callable, values: tuple, h: float) -> list[np.ndarray]:
    once, half = _central(f, values, h), _central(f, values, h / 2)
    return [(4 * b - a) / 3 for a, b in zip(once, half, strict=True)]


def _central(f: Callable, values: tuple, h: float) -> list[np.ndarray]:
    slopes = []
    for i, value in enumerate(values):
        slope = np.zeros(np.shape(value))
        for place in np.ndindex(slope.shape):
            sums = []
            for step in (h, -h):
                moved = np.array(value, dtype=float)
                moved[place] += step
                sums.append(np.sum(f(*values[:i], moved, *values[i + 1 :])))
            slope[place] = (sums[0] - sums[1]) / (2 * h)
        slopes.append(slope)
    return slopes
