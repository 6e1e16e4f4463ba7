"""A surface that turns under the hand, its map beside it, and both slopes at a point."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import traitlets

from gradus.errors import GradusError
from gradus.figures.kit.grid import Grid, Window, check_window, sample_plane, squarer
from gradus.figures.kit.live import LiveFigure, script
from gradus.figures.kit.plane import gradient_at, on_a_plane, value_on_plane
from gradus.figures.kit.point import Place, check_place, check_value
from gradus.figures.kit.sampling import is_real, name_of, sendable
from gradus.figures.kit.solid import draw_solid
from gradus.figures.kit.still import Still

ARROWS = 9  # along each side
STEPS = 1500  # of a path that are drawn: so many turn within a frame
VIEW, ZOOM = (-115.0, 30.0), 1.0  # at first
ELEVATION, ZOOMS = (5.0, 90.0), (1.0, 5.0)  # as in kit/camera.js: never from below


class Surface(LiveFigure):
    r"""The surface of f over `window`, to be turned, and its contours, with one point on both.

    f: f(x, y) or f(theta), theta an array of two. grad: the gradient, with the arguments of f; measured by
    differences if left out. window: (low, high), or (left, right, bottom, top).
    point: two numbers. At the point two lines of slope $\partial f/\partial x$ and $\partial f/\partial y$ touch the
    surface. Without it the point begins in the middle, and the gradients lie as arrows on the floor below.
    path: an array of shape (steps + 1, 2), drawn on the surface and on the map.

    `point` can be read and set; so can `view`, the azimuth and elevation in degrees of where one stands, and
    `zoom`, 1 to 5. `height` is f at the point, `gradient` both slopes there, shape (2,).
    Raises GradusError if an argument is unusable.
    """

    _esm = script("surface")
    _plane = True
    point = Place()
    view: Any = traitlets.Tuple(traitlets.Any(), traitlets.Any(), default_value=VIEW).tag(sync=True)
    zoom: Any = traitlets.Any(ZOOM).tag(sync=True)
    reading: Any = traitlets.List().tag(sync=True)  # x, y, f and both slopes there, of which f itself was asked

    def __init__(
        self,
        f: Callable[..., Any],
        grad: Callable[..., Any] | None = None,
        window: Any = (-3.0, 3.0),
        point: Any = None,
        path: Any = None,
    ):
        self._window = left, right, bottom, top = squarer(check_window(window))
        self._arrows = ARROWS if point is None else 0
        if point is not None:
            point = check_place("point", point, self._window)
            check_value(f, "point", point)
        self.path = None if path is None else _check_path(path)
        self.f, self.grad = f, grad
        self.grid = sample_plane(f, grad, self._window)
        scene = {
            "name": name_of(f),
            "window": self._window,
            "grid": self.grid.sendable(),
            "heights": self.grid.heights(self._window),
            "arrows": self._arrows,
            "reach": 0.22 * min(right - left, top - bottom),  # of the lines that touch
            "path": None if self.path is None else _kept(self.path, max(right - left, top - bottom)),
            "home": {"view": VIEW, "zoom": ZOOM},
        }
        super().__init__([], scene=scene, point=self._first_place() if point is None else point)
        self._read()

    def _first_place(self) -> tuple[float, float]:
        """Where the path begins, if f has a value there; else the node nearest to the middle where it has one."""
        if self.path is not None and self.grid.holds(*self.path[0]) and math.isfinite(self.grid.value(*self.path[0])):
            return check_place("path", self.path[0], self._window)
        return _middle(self.f, self.grid, self._window)

    @property
    def height(self) -> float:
        """f at the point."""
        return value_on_plane(self.f, on_a_plane(self.f), *self.point)

    @property
    def gradient(self) -> np.ndarray:
        """Both slopes at the point, shape (2,): from `grad`, or measured there by central differences."""
        x, y = self.point
        return np.array(gradient_at(self.f, self.grad, x, y, self._window[1] - self._window[0]))

    @traitlets.observe("point")
    def _read(self, _: Any = None) -> None:
        try:
            numbers = [self.height, *self.gradient]
        except GradusError:  # f works on the grid, and not here: the browser has its own numbers
            numbers = [math.nan] * 3
        self.reading = sendable([*self.point, *numbers])

    @traitlets.validate("view")
    def _check_view(self, proposal: Any) -> tuple[float, float]:
        azimuth, elevation = proposal["value"]
        if not (is_real(azimuth) and is_real(elevation) and ELEVATION[0] <= elevation <= ELEVATION[1]):
            raise GradusError(
                f"view is (azimuth, elevation) in degrees, the elevation {ELEVATION[0]:g} to {ELEVATION[1]:g}; "
                f"got {proposal['value']!r}."
            )
        return (float(azimuth) + 180) % 360 - 180, float(elevation)

    @traitlets.validate("zoom")
    def _check_zoom(self, proposal: Any) -> float:
        zoom = proposal["value"]
        if not (is_real(zoom) and ZOOMS[0] <= zoom <= ZOOMS[1]):
            raise GradusError(f"zoom is a number from {ZOOMS[0]:g} to {ZOOMS[1]:g}; got {zoom!r}.")
        return float(zoom)

    def describe(self) -> str:
        """The figure as it stands, in a few sentences."""
        (x, y), (gx, gy) = self.point, self.gradient
        below = " On the plane below it lie its gradients, as arrows." if self._arrows else ""
        walk = "" if self.path is None else f" On it lies a path of {len(self.path) - 1} steps."
        there = f"Surface of {self.scene['name']} and its contours.{below}{walk} At ({x:.3g}, {y:.3g}) "
        if not math.isfinite(self.height):
            return there + "it has no value."
        there += f"the height is {self.height:.4g}"
        if not math.isfinite(gx + gy):
            return there + ", and there are no slopes."
        return there + f". The slope along x is {gx:.3g}, along y {gy:.3g}."

    def still(self) -> Still:
        lines = "At the point one line touches the surface along x (orange), one along y (purple, dashed)."
        arrows = " The entries of each arrow are the two slopes above it." if self._arrows else ""
        figure = draw_solid(
            self.grid, self._window, self.scene, self.point, self.height, self.gradient, self.path, self.view
        )
        return Still(figure, alt=self.describe(), caption=f"{lines}{arrows} Run the cell to turn it.")


def _middle(f: Any, grid: Grid, window: Window) -> tuple[float, float]:
    """The node nearest to the middle of the window where f and its slopes have values."""
    left, right, bottom, top = window
    x, y = grid.nodes()
    f_there, all_there = np.isfinite(grid.f), np.isfinite(np.array([grid.f, grid.gx, grid.gy])).all(axis=0)
    if not f_there.any():
        raise GradusError(f"{name_of(f)} has no finite real value anywhere in the window. Choose another window.")
    away = np.hypot(x - (left + right) / 2, y - (bottom + top) / 2)
    best = np.argmin(np.where(all_there if all_there.any() else f_there, away, np.inf))
    return float(np.clip(x[best], left, right)), float(np.clip(y[best], bottom, top))


def _kept(path: np.ndarray, side: float) -> list[list[float]]:
    """The places of a path that one can tell apart on the screen, at most STEPS."""
    kept: list[list[float]] = []
    for x, y in path[np.isfinite(path).all(axis=1)].tolist():
        if not kept or math.hypot(x - kept[-1][0], y - kept[-1][1]) > side / 1000:
            kept.append([x, y])
            if len(kept) == STEPS:
                break
    return kept


def _check_path(path: Any) -> np.ndarray:
    try:
        places = np.array(path, dtype=float)
    except (TypeError, ValueError):
        places = np.array(math.nan)
    if places.ndim != 2 or places.shape[1] != 2 or not np.isfinite(places[:1]).all() or not len(places):
        raise GradusError(
            f"path is an array of shape (steps + 1, 2), a place a row; got {path!r}."
            if places.ndim == 0
            else f"path has shape {places.shape}; expected (steps + 1, 2), a place a row, the first one finite."
        )
    return places
