"""Where a gradient is zero on a map."""

import math
from collections.abc import Callable

import numpy as np

from gradus.figures.kit.grid import Grid, Window

MOST, ROUNDS = 40, 8  # cells to look into, and steps of Newton's method in each
Pair = tuple[float, float]


def flat_places(grid: Grid, gradient: Callable[[float, float], Pair], window: Window) -> list[Pair]:
    """Places in the window where the gradient is zero, a few at most; a whole line or plane of them is left out.

    Each lies in or beside a cell of the grid in which both slopes change their sign, and Newton's method finds it.
    """
    size = max(window[1] - window[0], window[3] - window[2])
    digits = 8 - math.floor(math.log10(size))  # a gradient that is measured tells no more
    found: list[Pair] = []
    for x, y in _changes_of_sign(grid)[:MOST]:
        root = _root(gradient, (x, y), grid.dx, grid.dy)
        if root is None:
            continue
        place = round(root[0], digits) + 0.0, round(root[1], digits) + 0.0  # + 0, for there is a negative zero
        if max(abs(place[0] - x) / grid.dx, abs(place[1] - y) / grid.dy) > 2:
            continue
        inside = window[0] <= place[0] <= window[1] and window[2] <= place[1] <= window[3]
        if inside and all(math.dist(place, other) > 1e-6 * size for other in found):
            found.append(place)
    return found


def _changes_of_sign(grid: Grid) -> list[Pair]:
    """The middles of the cells in which both slopes are zero somewhere, it seems, and not everywhere."""
    changes = np.ones((grid.ny - 1, grid.nx - 1), dtype=bool)
    for slopes in (grid.gx, grid.gy):
        g = np.reshape(slopes, (grid.ny, grid.nx))
        corners = np.stack([g[:-1, :-1], g[:-1, 1:], g[1:, :-1], g[1:, 1:]])
        low, high = corners.min(axis=0), corners.max(axis=0)
        changes &= (low <= 0) & (high >= 0) & (low < high)
    rows, columns = np.nonzero(changes)
    return [
        (grid.left + (i + 0.5) * grid.dx, grid.bottom + (j + 0.5) * grid.dy)
        for i, j in zip(columns.tolist(), rows.tolist(), strict=True)
    ]


def _root(gradient: Callable[[float, float], Pair], start: Pair, dx: float, dy: float) -> Pair | None:
    """Where Newton's method from there finds the gradient zero; None if it does not."""
    x, y = start
    hx, hy = dx / 50, dy / 50
    with np.errstate(all="ignore"):
        for _ in range(ROUNDS):
            g = np.array(gradient(x, y))
            along = (np.array(gradient(x + hx, y)) - gradient(x - hx, y)) / (2 * hx)
            up = (np.array(gradient(x, y + hy)) - gradient(x, y - hy)) / (2 * hy)
            determinant = along[0] * up[1] - along[1] * up[0]
            if not (np.isfinite(determinant) and determinant != 0):
                return None
            step_x = float((g[0] * up[1] - g[1] * up[0]) / determinant)
            step_y = float((along[0] * g[1] - along[1] * g[0]) / determinant)
            x, y = x - step_x, y - step_y
            if abs(step_x) < 1e-9 * dx and abs(step_y) < 1e-9 * dy:
                return x, y
    return None
