"""The V: how wrong a difference quotient is for every step h, measured and explained."""

import math
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from gradus.errors import GradusError
from gradus.figures.difference_error import ORDER, STEPS, Model, error_model, measured
from gradus.figures.look import BLUE, FAINT, INK, ORANGE, TEXT, blank, plain
from gradus.figures.sample import name_of, value_at_point
from gradus.figures.still import Still


class ErrorCurve(Still):
    r"""Absolute error of a difference quotient of f at x against h, both axes logarithmic.

    f: a function that works on NumPy numbers. df: its derivative. x: where, not a kink.
    method: "forward" or "central". Drawn for float64 and, where f keeps to it, float32, with the truncation
    and rounding lines of float64 and the h where their sum is least. `figure.best_step` is that h.
    """

    def __init__(self, f: Any, df: Any, x: float = 1.0, method: str = "central"):
        if method not in ORDER:
            raise GradusError(f'method is "forward" or "central"; got {method!r}.')
        value_at_point(f, x)
        value_at_point(df, x)
        x = float(x)
        self.model = error_model(f, df, x, method, np.finfo(np.float64).eps)
        self.best_step = self.model.best_step
        self.errors = {"float64": measured(f, df, x, method, np.float64)}
        note = ""
        try:
            self.errors["float32"] = measured(f, df, x, method, np.float32)
        except GradusError as error:
            note = f" No float32 curve: {error}"
        picture = blank(6.4, 4.4)
        draw(plain(picture.add_subplot()), self.errors, self.model, method)
        super().__init__(
            picture,
            alt=f"Log-log plot: error of the {method} difference of {name_of(f)} at {x:g} against step h.",
            caption=story(self.model) + note,
        )


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
    seen = np.concatenate([*errors.values(), [1e-12]])
    low, high = np.nanmin(seen) / 100, np.nanmax(seen) * 1000
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
