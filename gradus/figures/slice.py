"""A surface, a plane that cuts it along one axis, and the cut as a curve with its slope."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import traitlets

from gradus.errors import GradusError
from gradus.figures.kit.grid import check_window, sample_plane, squarer
from gradus.figures.kit.learner import check_own
from gradus.figures.kit.live import LiveFigure, script
from gradus.figures.kit.own_gradient import told
from gradus.figures.kit.own_partial import beside, own_partial
from gradus.figures.kit.plane import gradient_at, on_a_plane, value_on_plane
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
    window: (low, high), or (left, right, bottom, top). partial: a partial derivative of your own, called as
    partial(f, x, i), x an array (2,), i the axis. The line with the slope that it returns is dashed. It may be wrong,
    raise, or never end: the figure says so.

    `point` (or `x` and `y`) and `axis` can be read and set. `slope` is the partial derivative along the axis.
    `own_slope` is what yours returns there, NaN if that is no slope, and `own_said` how far it is from the figure's.
    Raises GradusError if an argument is unusable.
    """

    _esm = script("slice")
    x = Slid()
    y = Slid()
    axis = traitlets.Int().tag(sync=True)
    asked = traitlets.Dict().tag(sync=True)  # what the learner's partial says of the point, and where that was

    def __init__(
        self,
        f: Callable[..., Any],
        point: Any = (1.0, 1.0),
        axis: int = 0,
        grad: Callable[..., Any] | None = None,
        window: Any = (-3.0, 3.0),
        partial: Callable[..., Any] | None = None,
    ):
        check_own(partial, "partial")
        self._window = squarer(check_window(window))
        x, y = check_place("point", point, self._window)
        check_value(f, "point", (x, y))
        self.f, self.grad, self._own = f, grad, partial
        self.grid = sample_plane(f, grad, self._window)
        scene = {
            "name": name_of(f),
            "window": self._window,
            "grid": self.grid.sendable(),
            "heights": self.grid.heights(self._window),
            "own": partial is not None,
        }
        left, right, bottom, top = self._window
        specs = [_spec("x", left, right), _spec("y", bottom, top)]
        super().__init__(specs, scene=scene, x=x, y=y, axis=axis)
        self._ask()
        self.observe(self._ask, ["x", "y", "axis"])

    @property
    def point(self) -> tuple[float, float]:
        """Where the slope is taken."""
        return self.x, self.y

    @point.setter
    def point(self, place: Any) -> None:
        x, y = check_place("point", place, self._window)
        with self.hold_trait_notifications():
            self.x, self.y = x, y

    @property
    def slope(self) -> float:
        """The partial derivative at the point: from `grad`, or measured there by a central difference."""
        return self._slopes()[self.axis]

    def _slopes(self) -> tuple[float, float]:
        return gradient_at(self.f, self.grad, self.x, self.y, self._window[1] - self._window[0])

    @property
    def own_slope(self) -> float:
        """What the learner's partial says of the point; NaN if there is none, or it says nothing usable."""
        return math.nan if self.asked.get("slope") is None else self.asked["slope"]

    @property
    def own_said(self) -> str:
        """What is said of the learner's partial, in a sentence or two."""
        return self.asked.get("said", "")

    def _ask(self, _: Any = None) -> None:
        """Ask the learner's partial of the point, unless it has been."""
        at = [self.x, self.y, self.axis]
        if self._own is None or self.asked.get("at") == at:
            return
        own = own_partial(self._own, on_a_plane(self.f), self.point, self.axis)
        if isinstance(own, str):
            self.asked = {"at": at, "slope": None, "height": None, "said": own}
            return
        low, high = self.scene["heights"]
        steepest = (high - low) / (self._window[1] - self._window[0]) or 1.0
        said = f"Your partial derivative along {'xy'[self.axis]} is {told(own, 4)} here. "
        height = value_on_plane(self.f, on_a_plane(self.f), *self.point)
        self.asked = {
            "at": at,
            "slope": own,
            "height": height if math.isfinite(height) else None,
            "said": said + beside(own, self._slopes(), self.axis, steepest),
        }

    @traitlets.validate("axis")
    def _check_axis(self, proposal: Any) -> int:
        if proposal["value"] not in (0, 1):
            raise GradusError(f"axis is 0 (along x) or 1 (along y); got {proposal['value']!r}.")
        return int(proposal["value"])

    def describe(self) -> str:
        """The figure as it stands, in two sentences, and what is said of the learner's partial."""
        moves, held = ("x", f"y = {self.y:.3g}") if self.axis == 0 else ("y", f"x = {self.x:.3g}")
        return (
            f"The surface of {self.scene['name']} and its cut along {moves} at {held}. "
            f"At ({self.x:.3g}, {self.y:.3g}) the cut has "
            + (f"slope {self.slope:.3g}." if np.isfinite(self.slope) else "no slope.")
            + (f" {self.own_said}" if self.own_said else "")
        )

    def still(self) -> Still:
        figure = blank(8.0, 4.0)
        axes, cut_axes = figure.subplots(1, 2)
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
        cut_axes.plot(ts, cut, color=BLUE, lw=2.5)
        cut_axes.axline((at, height), slope=self.slope, color=ORANGE, lw=2)
        if math.isfinite(self.own_slope):
            cut_axes.axline((at, height), slope=self.own_slope, color=PURPLE, ls="--", lw=2)
        cut_axes.plot(at, height, "o", color=INK, ms=8)
        ends = self.scene["heights"]
        pad = 0.08 * (ends[1] - ends[0]) or 1.0
        cut_axes.set(xlim=(low, high), ylim=(ends[0] - pad, ends[1] + pad))
        cut_axes.set_xlabel("x" if along_x else "y", size=TEXT)
        cut_axes.set_title(f"slope {self.slope:.3g}", size=TEXT, color=INK)
        for ax in (axes, cut_axes):
            plain(ax)
        return Still(figure, alt=self.describe(), caption="Run the cell to move the cut.")


def _spec(name: str, low: float, high: float) -> SliderSpec:
    stops = [round(low + (high - low) * k / PLACES, 10) for k in range(PLACES)] + [high]
    return SliderSpec(name, name, stops, wider="window=(-5, 5)", logarithmic=False)
