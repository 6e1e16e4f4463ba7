r"""Asking any Python function of one or two numbers for its values and its gradient, once, on a grid.

Between the nodes the gradient is bilinear, so it is exact where f is quadratic. f itself is its value at the
nearest node plus the mean of both gradients times the way (trapezoidal rule), which is exact there as well.
`kit/grid.js` does the same sums in the same order. A function of one number is one of two that ignores the second.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from gradus.errors import GradusError
from gradus.figures.kit.plane import on_a_plane, one_by_one, pair_by_pair, takes_arrays
from gradus.figures.kit.sampling import check_function, is_real, name_of, value

FINE, COARSE = 121, 61  # nodes along an axis: of functions that take arrays, and of those that take numbers only
QUADRATIC = 1e-7  # how far the gradient may be from affine, as a share of its size
Window = tuple[float, float, float, float]  # left, right, bottom, top


@dataclass(frozen=True)
class Grid:
    """Values and gradients on the nodes, row by row from the bottom; NaN where there are none.

    left, bottom: the first node. dx, dy: between nodes. f, gx, gy: nx times ny numbers each.
    hessian: (2, 2), where f is quadratic or its Hessian was given, else None.
    """

    left: float
    bottom: float
    dx: float
    dy: float
    nx: int
    ny: int
    f: list[float]
    gx: list[float]
    gy: list[float]
    hessian: np.ndarray | None = None

    def gradient(self, x: float, y: float) -> tuple[float, float]:
        """The gradient at (x, y), bilinear between the nodes and beyond them."""
        u, v = (x - self.left) / self.dx, (y - self.bottom) / self.dy
        i = max(0, min(self.nx - 2, math.floor(u)))
        j = max(0, min(self.ny - 2, math.floor(v)))
        a, b = u - i, v - j
        k = j * self.nx + i
        m = k + self.nx
        gx, gy = self.gx, self.gy
        return (
            (1 - b) * ((1 - a) * gx[k] + a * gx[k + 1]) + b * ((1 - a) * gx[m] + a * gx[m + 1]),
            (1 - b) * ((1 - a) * gy[k] + a * gy[k + 1]) + b * ((1 - a) * gy[m] + a * gy[m + 1]),
        )

    def value(self, x: float, y: float) -> float:
        """f at (x, y): from the nearest node along the mean gradient."""
        i = max(0, min(self.nx - 1, math.floor((x - self.left) / self.dx + 0.5)))
        j = max(0, min(self.ny - 1, math.floor((y - self.bottom) / self.dy + 0.5)))
        k = j * self.nx + i
        gx, gy = self.gradient(x, y)
        across, up = x - (self.left + i * self.dx), y - (self.bottom + j * self.dy)
        return self.f[k] + ((self.gx[k] + gx) * across + (self.gy[k] + gy) * up) / 2

    def holds(self, x: float, y: float) -> bool:
        """Whether (x, y) lies on the grid, where f has been asked."""
        right, top = self.left + self.dx * (self.nx - 1), self.bottom + self.dy * (self.ny - 1)
        return self.left <= x <= right and self.bottom <= y <= top

    def nodes(self) -> tuple[np.ndarray, np.ndarray]:
        """x and y of each node, in the order of `f`."""
        k = np.arange(self.nx * self.ny)
        return self.left + self.dx * (k % self.nx), self.bottom + self.dy * (k // self.nx)

    @property
    def largest_curvature(self) -> float | None:
        """The largest eigenvalue of the Hessian, None if that is not known or not positive."""
        if self.hessian is None:
            return None
        largest = float(np.linalg.eigvalsh(self.hessian)[-1])
        return largest if largest > 1e-12 else None

    def heights(self, window: Window) -> tuple[float, float]:
        """Lowest and highest f to show of this window; a pole may at most double what the rest needs."""
        left, right, bottom, top = window
        x, y = self.nodes()
        inside = (x >= left - 1e-9) & (x <= right + 1e-9) & (y >= bottom - 1e-9) & (y <= top + 1e-9)
        f = np.array(self.f)
        seen = f[inside & np.isfinite(f)]
        if not len(seen):
            return 0.0, 1.0
        low, high = (float(q) for q in np.quantile(seen, [0.02, 0.98]))
        return max(float(seen.min()), 2 * low - high), min(float(seen.max()), 2 * high - low)

    def sendable(self) -> dict[str, Any]:
        """The grid for the browser: arrays travel as bytes, which hold NaN and cost no text."""
        numbers = {name: getattr(self, name) for name in ("left", "bottom", "dx", "dy", "nx", "ny")}
        return numbers | {name: np.array(getattr(self, name)).tobytes() for name in ("f", "gx", "gy")}


def check_window(window: Any) -> Window:
    """(left, right, bottom, top) from that or from (low, high) for both axes."""
    try:
        ends = tuple(float(end) for end in window)
    except (TypeError, ValueError):
        ends = ()
    if len(ends) == 2:
        ends = ends + ends
    if len(ends) != 4 or not all(map(is_real, ends)) or not (ends[0] < ends[1] and ends[2] < ends[3]):
        raise GradusError(
            f"window is (low, high) or (left, right, bottom, top), each low end below its high end; got {window!r}."
        )
    if not max(ends[1] - ends[0], ends[3] - ends[2]) < 1e300:
        raise GradusError(f"window = {window!r} is too large to draw.")
    if min(ends[1] - ends[0], ends[3] - ends[2]) < 1e-9 * max(1.0, *map(abs, ends)):
        raise GradusError(f"window = {window!r} is too small to draw: its ends are the same but for rounding.")
    return ends


def squarer(window: Window) -> Window:
    """The window, its shorter side made at least a third of the longer, so that both axes can share a scale."""
    left, right, bottom, top = window
    wide, high = right - left, top - bottom
    more_x, more_y = max(0.0, high / 3 - wide) / 2, max(0.0, wide / 3 - high) / 2
    return left - more_x, right + more_x, bottom - more_y, top + more_y


def widened(window: Window, share: float) -> Window:
    """The window with `share` of its width and height added at each end."""
    left, right, bottom, top = window
    dx, dy = share * (right - left), share * (top - bottom)
    return left - dx, right + dx, bottom - dy, top + dy


def sample_plane(f: Any, grad: Any, window: Window) -> Grid:
    """f and its gradient on a grid over the window. f: see on_a_plane. grad: returns two numbers, or None."""
    plane, slopes = on_a_plane(f), None if grad is None else on_a_plane(grad, "grad")
    left, right, bottom, top = window
    xs, ys = np.linspace(left, right, FINE), np.linspace(bottom, top, FINE)
    if not (takes_arrays(plane, xs, ys) and (slopes is None or takes_arrays(slopes, xs, ys, results=2))):
        xs, ys = np.linspace(left, right, COARSE), np.linspace(bottom, top, COARSE)
        plane, slopes = one_by_one(f, plane), slopes and pair_by_pair(grad, slopes)
    x, y = (axis.ravel() for axis in np.meshgrid(xs, ys))
    with np.errstate(all="ignore"):
        f_values = _floats(plane(x, y))
        if slopes is None:
            hx, hy = 1e-4 * (right - left), 1e-4 * (top - bottom)
            gx = (_floats(plane(x + hx, y)) - _floats(plane(x - hx, y))) / (2 * hx)
            gy = (_floats(plane(x, y + hy)) - _floats(plane(x, y - hy))) / (2 * hy)
        else:
            gx, gy = _floats(slopes(x, y))
    return _grid(xs, ys, f_values, gx, gy, tidy=grad is None)


def sample_line(f: Any, grad: Any, low: float, high: float) -> Grid:
    """f of one number and its slope, as a grid of two equal rows at y = 0 and 1."""
    xs = np.linspace(low, high, 10 * FINE)
    f_values = [value(f, float(x)) for x in xs]
    if grad is None:
        h = 1e-4 * (high - low)
        slopes = [(value(f, float(x) + h) - value(f, float(x) - h)) / (2 * h) for x in xs]
    else:
        check_function(grad, "grad")
        slopes = [value(grad, float(x), f"{name_of(grad, 'grad')}({x:.6g})") for x in xs]
    f_rows, rows = np.tile(_floats(f_values), 2), np.tile(_floats(slopes), 2)
    return _grid(xs, np.array([0.0, 1.0]), f_rows, rows, 0 * rows, tidy=grad is None)


def _floats(values: Any) -> np.ndarray:
    values = np.asarray(values, dtype=float)
    return np.where(np.isfinite(values), values, np.nan)


def _grid(xs: np.ndarray, ys: np.ndarray, f: np.ndarray, gx: np.ndarray, gy: np.ndarray, tidy: bool) -> Grid:
    """The grid; where the gradient is affine, f is quadratic, and its Hessian is known.

    tidy: the gradient was measured, and what keeps it from being exactly affine is rounding.
    """
    x, y = (axis.ravel() for axis in np.meshgrid(xs, ys))
    hessian = None
    g = np.stack([gx, gy])  # (2, nodes)
    if np.all(np.isfinite(g)):
        middle = np.array([x.mean(), y.mean()])
        basis = np.stack([np.ones_like(x), x - middle[0], y - middle[1]], axis=1)  # (nodes, 3)
        fit = np.linalg.lstsq(basis, g.T, rcond=None)[0]  # (3, 2)
        slopes, size = fit[1:].T, np.abs(g).max()
        affine = (basis @ fit).T
        symmetric = abs(slopes[0, 1] - slopes[1, 0]) <= QUADRATIC * np.abs(slopes).max()
        if size > 0 and symmetric and np.abs(affine - g).max() <= QUADRATIC * size:
            hessian = (slopes + slopes.T) / 2
            if tidy:
                gx, gy = affine
    dx, dy = (float(axis[-1] - axis[0]) / (len(axis) - 1) for axis in (xs, ys))
    corner = (float(xs[0]), float(ys[0]), dx, dy, len(xs), len(ys))
    return Grid(*corner, f.tolist(), gx.tolist(), gy.tolist(), hessian)
