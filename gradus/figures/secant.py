"""Two points of a curve and the line through them: along the curve with x, together with h."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import traitlets

from gradus.errors import GradusError
from gradus.figures.kit.learner import Unusable, check_own, numbers, one_turn, own
from gradus.figures.kit.live import LiveFigure, script
from gradus.figures.kit.quotients import Quotients, slope_limits
from gradus.figures.kit.sampling import Function, is_real, limits, name_of, sendable, value, value_at_point, values
from gradus.figures.kit.sliders import Slid, SliderSpec, nearest_stop, stops_between
from gradus.figures.kit.still import Still
from gradus.figures.kit.theme import BLUE, FAINT, INK, ORANGE, PURPLE, TEXT, blank, plain

CURVE_POINTS = 301
WHOLE = 6  # the whole curve is shown if it is at most so many times as high as what must be seen


class Secant(LiveFigure):
    r"""The line through $(x, f(x))$ and $(x+h, f(x+h))$; its slope $(f(x+h) - f(x)) / h$, and below it those so far.

    f: any function of one number. x: where. h: the first distance, 1 or the largest below it
    that the slider has. df: the derivative, a function or a number; if given, its direction is drawn as a faint line.
    h_range: the slider's ends; it stops at 50 values a decade. f is asked now at each of them, from some 60 round
    places x (fewer if f takes long), so the numbers shown are those that Python computes, rounding and all. Nothing
    is interpolated but the curve.
    slope: a function of yours, called as slope(f, x, h); the line through $(x, f(x))$ that has this slope is dashed.

    `h` and `x` can be read and set; `slope` and `own_slope` are the two numbers for them.
    Raises GradusError if f or x is unusable, or h is outside the slider's range.
    """

    _esm = script("secant")
    h = Slid()
    x: traitlets.TraitType[float, float] = traitlets.TraitType().tag(sync=True)
    lines = traitlets.Dict().tag(sync=True)  # see Quotients.sendable
    own: traitlets.Any = traitlets.Any(None).tag(sync=True)  # what a learner's slope answered last

    def __init__(
        self,
        f: Function,
        x: float = 1.0,
        h: float | None = None,
        df: Callable[[float], Any] | float | None = None,
        h_range: tuple[float, float] = (1e-3, 2.0),
        slope: Callable[..., Any] | None = None,
    ):
        value_at_point(f, x)
        check_own(slope, "slope")
        x, stops = float(x), stops_between(h_range)
        self.f, self._slope = f, slope
        self._quotients = Quotients(f, df if callable(df) else None, stops, both=slope is not None)
        self._quotients.add_place(x)
        if df is not None and not callable(df):
            self._quotients.direction[0] = df
        scene = self._look_around(x)
        spec = SliderSpec("h", "h", stops, wider="Secant(f, x, h, h_range=(1e-6, 10))")
        h = spec.check(min(1.0, stops[-1]) if h is None else h)
        if h not in stops:
            self._quotients.add_step(h)
        super().__init__(
            [spec], h=h, x=x, scene=scene, own=self._ask_own(x, h, ahead=True), lines=self._quotients.sendable()
        )
        self.observe(self._moved, ["x", "h"])

    def _look_around(self, x: float) -> dict[str, Any]:
        """Ask f at the places of a window around x; what stays the same while the figure moves, as plain lists."""
        q = self._quotients
        reach = q.hs[-1]
        xs = np.linspace(x - 1.2 * reach, x + 1.8 * reach, CURVE_POINTS).tolist()
        curve = values(self.f, xs)
        must = [q.y[0], *q.ahead[0]]
        seen, needed = (np.array(ys)[np.isfinite(ys)] for ys in (curve, must))
        is_whole = np.ptp(seen) <= WHOLE * np.ptp(needed)
        low, high = map(float, limits([*must, *curve] if is_whole else must, curve))
        q.add_places(xs[0], xs[-1], low, high)
        return {
            "name": name_of(self.f),
            "own": None if self._slope is None else f"{name_of(self._slope, 'slope')}(f, x, h)",
            "curve": [xs, sendable(curve)],
            "window": [xs[0], xs[-1], low, high],
            "slopes": slope_limits(q.slopes()),
            "flat": all(y == q.y[0] for y in [*curve, *q.ahead[0]]),
        }

    @property
    def slope(self) -> float:
        """Slope of the line for the present x and h; NaN where f has no value at x + h."""
        return (self._second() - self._first()) / self.h

    @property
    def own_slope(self) -> float:
        """What the learner's function says for the present x and h; NaN if there is none, or it says nothing usable."""
        return math.nan if self.own is None or self.own["slope"] is None else self.own["slope"]

    def _first(self) -> float:
        return value(self.f, self.x)

    def _second(self) -> float:
        return value(self.f, self.x + self.h)

    @traitlets.validate("x")
    def _check_x(self, proposal: Any) -> float:
        x, (left, right, low, high) = proposal["value"], self.scene["window"]
        if not (is_real(x) and left <= x <= right):
            raise GradusError(f"x must be a number in the window, {left:.5g} to {right:.5g}; got {x!r}.")
        x = float(x)
        if len(self._quotients.xs) > 1:
            x = nearest_stop(self._quotients.xs, x)
        if not low <= value_at_point(self.f, x) <= high:
            raise GradusError(f"At x = {x:g} the curve is outside the window. Secant(f, x={x:g}) shows it.")
        return x

    def _moved(self, _: Any) -> None:
        """Ask what has not been asked ahead, and the learner's function again."""
        q = self._quotients
        new_x, new_h = self.x not in q.xs, self.h not in q.hs
        if new_x:
            q.add_place(self.x)
        if new_h:
            q.add_step(self.h)
        if new_x or new_h:
            self.lines = q.sendable()
        self.own = self._ask_own(self.x, self.h)

    def _ask_own(self, x: float, h: float, ahead: bool = False) -> dict[str, Any] | None:
        """What the learner's function says of x and h. ahead: ask it in the same turn for the other places too."""
        slope = self._slope
        if slope is None:
            return None
        answer = {"x": x, "h": h, "slope": None, "said": ""}
        call = f"{name_of(slope, 'slope')}({name_of(self.f)}, {x:.4g}, {h:.4g})"
        try:
            with one_turn(slope):
                number = float(numbers(own(slope, self.f, x, h), (), call, "one number"))
                if not math.isfinite(number):
                    raise Unusable(f"{call} returned {number}, which is no slope.")
                answer["slope"] = number
                if ahead:
                    own(self._quotients.ask_own, slope, x, h)
        except Unusable as error:
            answer["said"] = "" if answer["slope"] is not None else str(error)
        return answer

    def describe(self) -> str:
        """The figure in a few sentences."""
        first, second = self._first(), self._second()
        words = (
            f"Curve of {self.scene['name']} with the points ({self.x:.5g}, {first:.5g}) and "
            f"({self.x + self.h:.5g}, {second:.5g}), h = {self.h:.4g} apart. "
        )
        words += f"The line through them has slope {self.slope:.6g}." if math.isfinite(second) else "There is no line."
        if self.own is not None:
            words += " " + (self.own["said"] or f"{self.scene['own']} says {self.own_slope:.6g}.")
        return words

    def still(self) -> Still:
        figure = blank(6.4, 4.0)
        axes = plain(figure.add_subplot())
        words: dict[str, Any] = {"textcoords": "offset points", "size": TEXT, "color": INK}
        xs, ys = self.scene["curve"]
        left, right, low, high = self.scene["window"]
        x, y, second = self.x, self._first(), self._second()
        axes.plot(xs, [math.nan if height is None else height for height in ys], color=BLUE, lw=2.5)
        direction = self._quotients.direction[self._quotients.xs.index(x)]
        if math.isfinite(direction):
            axes.axline((x, y), slope=direction, color=FAINT, ls="--", lw=1.2)
        if math.isfinite(second):
            axes.axline((x, y), slope=self.slope, color=ORANGE, lw=2)
            axes.plot(x + self.h, second, "o", color=ORANGE, mec=INK, ms=9)
            axes.annotate("x + h", (x + self.h, second), (-8, 10), **words, ha="right", annotation_clip=True)
        if math.isfinite(self.own_slope):
            axes.axline((x, y), slope=self.own_slope, color=PURPLE, ls="--", lw=2)
        axes.plot(x, y, "o", color=INK, ms=9)
        axes.annotate("x", (x, y), (8, -18), **words)
        axes.set(xlim=(left, right), ylim=(low, high))
        title = f"h = {self.h:.4g}     slope of the line = {self.slope:.6g}"
        axes.set_title(title, size=TEXT + 1, color=INK)
        return Still(figure, alt=self.describe(), caption="Run the cell to move x and h.")
