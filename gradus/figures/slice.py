"""A surface, a plane that cuts it along one axis, and the cut as a curve with its slope."""

from collections.abc import Callable
from typing import Any

import numpy as np
import traitlets

from gradus.errors import GradusError
from gradus.figures.kit.grid import check_window, sample_plane, squarer
from gradus.figures.kit.live import LiveFigure, script
from gradus.figures.kit.plane import on_a_plane, pair_of, value_on_plane
from gradus.figures.kit.point import check_place, check_value
from gradus.figures.kit.sampling import name_of
from gradus.figures.kit.sliders import Slid, SliderSpec
from gradus.figures.kit.still import Still
from gradus.figures.kit.theme import BLUE, INK, ORANGE, PURPLE, TEXT, blank, contours, plain

PLACES = 120  # that a slider can go to, from end to end of the window


class Slice(LiveFigure):
    r"""A surface cut along `axis` through `point`, and the slope of the cut there, $\partial f / \partial x_i$.

    f: f(x, y) or f(theta), theta an array of two. point: two numbers. axis: 0 to move along x and hold y, 1 for
    the other way round. grad: the gradient, with the arguments of f; measured by differences if left out.
    window: (low, high), or (left, right, bottom, top).

    `point` (or `x` and `y`) and `axis` can be read and set. `slope` is the partial derivative along the axis.
    Raises GradusError if an argument is unusable.
    """

    _esm = script("slice")
    x = Slid()
    y = Slid()
    axis = traitlets.Int().tag(sync=True)

    def __init__(
        self,
        f: Callable[..., Any],
        point: Any = (1.0, 1.0),
        axis: int = 0,
        grad: Callable[..., Any] | None = None,
        window: Any = (-3.0, 3.0),
    ):
        self._window = squarer(check_window(window))
        x, y = check_place("point", point, self._window)
        check_value(f, "point", (x, y))
        self.f, self.grad = f, grad
        self.grid = sample_plane(f, grad, self._window)
        scene = {
            "name": name_of(f),
            "window": self._window,
            "grid": self.grid.sendable(),
            "heights": self.grid.heights(self._window),
        }
        left, right, bottom, top = self._window
        specs = [_spec("x", left, right), _spec("y", bottom, top)]
        super().__init__(specs, scene=scene, x=x, y=y, axis=axis)

    @property
    def point(self) -> tuple[float, float]:
        """Where the slope is taken."""
        return self.x, self.y

    @point.setter
    def point(self, place: Any) -> None:
        self.x, self.y = check_place("point", place, self._window)

    @property
    def slope(self) -> float:
        """The partial derivative at the point: from `grad`, or measured there by a central difference."""
        if self.grad is not None:
            return pair_of(self.grad, on_a_plane(self.grad, "grad"), self.x, self.y)[self.axis]
        h = 1e-5 * (self._window[1] - self._window[0])
        dx, dy = (h, 0.0) if self.axis == 0 else (0.0, h)
        f = on_a_plane(self.f)
        ahead = value_on_plane(self.f, f, self.x + dx, self.y + dy)
        return (ahead - value_on_plane(self.f, f, self.x - dx, self.y - dy)) / (2 * h)

    @traitlets.validate("axis")
    def _check_axis(self, proposal: Any) -> int:
        if proposal["value"] not in (0, 1):
            raise GradusError(f"axis is 0 (along x) or 1 (along y); got {proposal['value']!r}.")
        return int(proposal["value"])

    def describe(self) -> str:
        """The figure as it stands, in two sentences."""
        moves, held = ("x", f"y = {self.y:.3g}") if self.axis == 0 else ("y", f"x = {self.x:.3g}")
        return (
            f"The surface of {self.scene['name']} and its cut along {moves} at {held}. "
            f"At ({self.x:.3g}, {self.y:.3g}) the cut has "
            + (f"slope {self.slope:.3g}." if np.isfinite(self.slope) else "no slope.")
        )

    def still(self) -> Still:
        figure = blank(8.0, 4.0)
        axes, beside = figure.subplots(1, 2)
        left, right, bottom, top = self._window
        contours(axes, self.grid, self.scene["heights"])
        along_x = self.axis == 0
        (axes.axhline if along_x else axes.axvline)(self.y if along_x else self.x, color=PURPLE, lw=2)
        axes.plot(self.x, self.y, "o", color=INK, ms=8)
        axes.set(xlim=(left, right), ylim=(bottom, top), aspect="equal")
        axes.set_xlabel("x", size=TEXT)
        axes.set_ylabel("y", size=TEXT)
        low, high = (left, right) if along_x else (bottom, top)
        ts = np.linspace(low, high, PLACES + 1)
        at = self.x if along_x else self.y
        cut = [self.grid.value(*((t, self.y) if along_x else (self.x, t))) for t in ts]
        height = self.grid.value(self.x, self.y)
        beside.plot(ts, cut, color=BLUE, lw=2.5)
        beside.axline((at, height), slope=self.slope, color=ORANGE, lw=2)
        beside.plot(at, height, "o", color=INK, ms=8)
        ends = self.scene["heights"]
        pad = 0.08 * (ends[1] - ends[0]) or 1.0
        beside.set(xlim=(low, high), ylim=(ends[0] - pad, ends[1] + pad))
        beside.set_xlabel("x" if along_x else "y", size=TEXT)
        beside.set_title(f"slope {self.slope:.3g}", size=TEXT, color=INK)
        for ax in (axes, beside):
            plain(ax)
        return Still(figure, alt=self.describe(), caption="Run the cell to move the cut.")


def _spec(name: str, low: float, high: float) -> SliderSpec:
    stops = [round(low + (high - low) * k / PLACES, 10) for k in range(PLACES)] + [high]
    return SliderSpec(name, name, stops, wider="window=(-5, 5)", logarithmic=False)
