"""The V: how wrong a difference quotient is for every step h, measured and explained."""

import math
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from gradus.errors import GradusError
from gradus.figures.kit.difference_error import ORDER, STEPS, Model, error_model, measured
from gradus.figures.kit.live import LiveFigure, script
from gradus.figures.kit.sampling import name_of, sendable, value_at_point
from gradus.figures.kit.sliders import Slid, SliderSpec
from gradus.figures.kit.still import Still
from gradus.figures.kit.theme import BLUE, FAINT, INK, ORANGE, TEXT, blank, plain


class ErrorCurve(LiveFigure):
    r"""Absolute error of a difference quotient of f at x against h, both axes logarithmic.

    f: a function that works on NumPy numbers. df: its derivative. x: where, not a kink.
    method: "forward" or "central". h: the step that is marked, 1e-16 to 1, twelve a decade.
    Drawn for float64 and, where f keeps to it, float32, with the truncation and rounding lines of float64.

    `h` can be read and set; `error` is the float64 error there, 0 if the quotient is exact, and `best_step` the h
    where the sum of both lines is least. Raises GradusError if an argument is unusable.
    """

    _esm = script("error_curve")
    h = Slid()

    def __init__(self, f: Any, df: Any, x: float = 1.0, method: str = "central", h: float = 1e-2):
        if method not in ORDER:
            raise GradusError(f'method is "forward" or "central"; got {method!r}.')
        value_at_point(f, x)
        value_at_point(df, x, "df")
        self._f, self._x, self._method = f, float(x), method
        self.model = error_model(f, df, self._x, method, np.finfo(np.float64).eps)
        self.best_step = self.model.best_step
        self.errors = {"float64": measured(f, df, self._x, method, np.float64)}
        self.note = ""
        try:
            self.errors["float32"] = measured(f, df, self._x, method, np.float32)
        except GradusError as error:
            self.note = f"No float32 curve: {error}"
        super().__init__([SliderSpec("h", "step h", STEPS.tolist(), only_stops=True)], h=h, scene=self._scene())

    def _scene(self) -> dict[str, Any]:
        return {
            "name": name_of(self._f),
            "x": self._x,
            "method": self._method,
            "steps": STEPS.tolist(),
            "errors": {dtype: sendable(errors) for dtype, errors in self.errors.items()},
            "order": self.model.order,
            "truncation": self.model.truncation,
            "rounding": self.model.rounding,
            "best": sendable([self.best_step])[0],
            "window": window(self.errors),
            "note": self.note,
        }

    @property
    def error(self) -> float:
        """The error of the difference quotient in float64 for the present h."""
        return float(np.nan_to_num(self.errors["float64"][STEPS.tolist().index(self.h)]))

    def describe(self) -> str:
        """The figure as it stands, in a few sentences."""
        return (
            f"Log-log plot: error of the {self._method} difference of {name_of(self._f)} at {self._x:g} against h. "
            f"At h = {self.h:.2g} the error is {self.error:.2g} in float64. {story(self.model)} {self.note}"
        ).strip()

    def still(self) -> Still:
        picture = blank(6.4, 4.4)
        axes = plain(picture.add_subplot())
        draw(axes, self.errors, self.model, self._method)
        return Still(picture, alt=self.describe(), caption="Run the cell to move h.")


def window(errors: dict[str, np.ndarray]) -> tuple[float, float]:
    """Lowest and highest error to show: whole decades around what was measured."""
    seen = np.concatenate([*errors.values(), [1e-12]])
    return float(10 ** np.floor(np.log10(np.nanmin(seen)) - 1)), float(10 ** np.ceil(np.log10(np.nanmax(seen)) + 1))


def story(model: Model) -> str:
    """What there is to see, in words."""
    if not model.truncation:
        return "No truncation error here: only rounding is left, and it grows as h shrinks."
    if not model.rounding:
        return "The error falls along the truncation line as h shrinks."
    return (
        "From right to left the error falls along the truncation line, until rounding takes over and it "
        f"climbs again, ragged: a V. Their sum is least near h = {model.best_step:.1g} in float64."
    )


def draw(axes: Axes, errors: dict[str, np.ndarray], model: Model, method: str) -> None:
    """Both measured curves, both lines of the model and the best step, each named where it is."""
    h = STEPS
    low, high = window(errors)
    axes.set(xscale="log", yscale="log", xlim=(1e-16, 1), ylim=(low, high))
    axes.set_xlabel("step h", size=TEXT, color=INK)
    axes.set_ylabel(f"error of the {method} difference", size=TEXT, color=INK)
    for dtype, colour, marker in (("float32", ORANGE, "^"), ("float64", BLUE, "o")):
        if dtype in errors:
            axes.plot(h, errors[dtype], marker, color=colour, ms=3.2, lw=0)
    if "float32" in errors:
        axes.text(1e-11, np.nanmax(errors["float32"][:60]) * 3, "float32", size=TEXT, color=ORANGE)
    at = model.rounding / 1e-13 / 3000 if model.rounding else low * 10
    axes.text(2e-16, max(at, low * 3), "float64", size=TEXT, color=BLUE)
    if model.truncation:
        axes.plot(h, model.truncation * h**model.order, color=INK, lw=1.5, ls="--")
        formula = r"$h\,|f''|\,/\,2$" if model.order == 1 else r"$h^2\,|f^{(3)}|\,/\,6$"
        under = model.truncation * 10 ** (-3.6 * model.order) / 10
        axes.text(0.6, under, f"truncation\n{formula}", size=TEXT, color=INK, ha="right", va="top")
    if model.rounding:
        axes.plot(h, model.rounding / h, color=INK, lw=1.5, ls=":")
        axes.text(1e-12, model.rounding / 1e-12 * 4, "rounding ∝ 1 / h", size=TEXT, color=INK)
    if not math.isnan(model.best_step):
        axes.axvline(model.best_step, color=FAINT, lw=1)
        digit, power = f"{model.best_step:.0e}".split("e")
        best = rf" best h ≈ ${digit}\times10^{{{int(power)}}}$"
        axes.text(model.best_step, high, best, size=TEXT, color=INK, va="top")
