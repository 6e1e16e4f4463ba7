"""Two points of a curve and the line through them; a slider brings the points together."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import traitlets

from gradus.figures.kit.live import LiveFigure, script
from gradus.figures.kit.sampling import Function, limits, name_of, sendable, value, value_at_point, values
from gradus.figures.kit.sliders import Slid, SliderSpec, stops_between
from gradus.figures.kit.still import Still
from gradus.figures.kit.theme import BLUE, FAINT, INK, ORANGE, TEXT, blank, plain

CURVE_POINTS = 301


class Secant(LiveFigure):
    r"""The line through $(x, f(x))$ and $(x+h, f(x+h))$, and its slope $(f(x+h) - f(x)) / h$.

    f: any function of one number. x: where. h: the first distance, 1 or the largest below it
    that the slider has; read or set `figure.h` later.
    df: the derivative, a function or a number; if given, its direction is drawn as a faint line.
    h_range: the slider's ends; it stops at 50 values a decade and f is asked at each of them now, so the
    numbers shown are those that Python computes, rounding and all. Nothing is interpolated but the curve.
    Raises GradusError if f or x is unusable, or h is outside the slider's range.
    """

    _esm = script("secant")
    h = Slid()
    # [h, f(x+h), slope] for an h between the slider's stops
    here: traitlets.List[Any] = traitlets.List().tag(sync=True)

    def __init__(
        self,
        f: Function,
        x: float = 1.0,
        h: float | None = None,
        df: Callable[[float], Any] | float | None = None,
        h_range: tuple[float, float] = (1e-3, 2.0),
    ):
        y = value_at_point(f, x)
        self.f, self.x = f, float(x)
        self._y = y
        self._stops = stops_between(h_range)
        h = min(1.0, self._stops[-1]) if h is None else h
        super().__init__(
            [SliderSpec("h", "h", self._stops, wider="Secant(f, x, h, h_range=(1e-6, 10))")],
            h=h,
            scene=self._sample(df),
        )

    @property
    def slope(self) -> float:
        """Slope of the line for the present h; NaN where f has no value at x + h."""
        return self._slope(value(self.f, self.x + self.h))

    def _slope(self, y: float, h: float | None = None) -> float:
        return (y - self._y) / (self.h if h is None else h)

    def _sample(self, df: Callable[[float], Any] | float | None) -> dict[str, Any]:
        """Curve, window and the truth at every stop, as plain lists; None stands for no value."""
        reach = self._stops[-1]
        xs = np.linspace(self.x - 0.6 * reach, self.x + 1.2 * reach, CURVE_POINTS).tolist()
        curve = values(self.f, xs)
        ys = values(self.f, (self.x + h for h in self._stops))
        direction = value(df, self.x) if callable(df) else df
        return {
            "name": name_of(self.f),
            "x": self.x,
            "y": self._y,
            "curve": [xs, sendable(curve)],
            "window": [xs[0], xs[-1], *limits([self._y, *ys], curve)],
            "stops": [
                self._stops,
                sendable(ys),
                sendable([self._slope(y, h) for y, h in zip(ys, self._stops, strict=True)]),
            ],
            "direction": None if direction is None else sendable([float(direction)])[0],
            "flat": all(y == self._y for y in [*curve, *ys]),
        }

    @traitlets.observe("h")
    def _tell_browser(self, change: Any) -> None:
        h = change["new"]
        if h not in self._stops:
            y = value(self.f, self.x + h)
            self.here = [h, *sendable([y, self._slope(y)])]

    def describe(self) -> str:
        """The figure in two sentences."""
        y = value(self.f, self.x + self.h)
        line = "There is no line."
        if math.isfinite(y):
            line = f"The line through them has slope {self._slope(y):.6g}."
        return (
            f"Curve of {self.scene['name']} with the points ({self.x:.5g}, {self._y:.5g}) and "
            f"({self.x + self.h:.5g}, {y:.5g}), h = {self.h:.4g} apart. {line}"
        )

    def still(self) -> Still:
        figure = blank(6.4, 4.0)
        axes = plain(figure.add_subplot())
        words: dict[str, Any] = {"textcoords": "offset points", "size": TEXT, "color": INK}
        xs, ys = self.scene["curve"]
        left, right, low, high = self.scene["window"]
        axes.plot(xs, [math.nan if y is None else y for y in ys], color=BLUE, lw=2.5)
        if self.scene["direction"] is not None:
            axes.axline((self.x, self._y), slope=self.scene["direction"], color=FAINT, ls="--", lw=1.2)
        y = value(self.f, self.x + self.h)
        if math.isfinite(y):
            axes.axline((self.x, self._y), slope=self._slope(y), color=ORANGE, lw=2)
            axes.plot(self.x + self.h, y, "o", color=ORANGE, mec=INK, ms=9)
            axes.annotate("x + h", (self.x + self.h, y), (-8, 10), **words, ha="right")
        axes.plot(self.x, self._y, "o", color=INK, ms=9)
        axes.annotate("x", (self.x, self._y), (8, -18), **words)
        axes.set(xlim=(left, right), ylim=(low, high))
        title = f"h = {self.h:.4g}     slope of the line = {self._slope(y):.6g}"
        axes.set_title(title, size=TEXT + 1, color=INK)
        return Still(figure, alt=self.describe(), caption="Run the cell to move h.")
