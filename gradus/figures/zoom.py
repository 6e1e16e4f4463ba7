"""Zooming in: a smooth curve turns into its tangent, a kink stays a kink."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from gradus.errors import GradusError
from gradus.figures.kit.live import LiveFigure, script
from gradus.figures.kit.sampling import is_real, name_of, sendable, value, value_at_point, values
from gradus.figures.kit.sliders import Slid, SliderSpec, stops_between
from gradus.figures.kit.still import Still
from gradus.figures.kit.theme import BLUE, FAINT, INK, ORANGE, TEXT, blank, plain

POINTS = 401  # odd, so that the middle one is the point itself
DECADES = 6
PANELS, FACTOR = 4, 10.0  # of the still
ALIKE = 1e-3  # slopes that differ by a smaller share look the same


class Zoom(LiveFigure):
    """f at x, and beside it |x| at 0, magnified `zoom` times in both directions alike.

    f: any function of one number. x: where. width: how wide the window is at first. zoom: 1 to a million.
    beside, beside_x: the other function and its point. Both directions are magnified alike, so a straight line
    keeps its slope. df: the derivative of f, a function or a number. The tangent is dashed where df is given, or the
    slopes from both sides are measured and settle on the same number; nothing is drawn where they do not.
    `zoom` can be read and set. Raises GradusError if an argument is unusable.
    """

    _esm = script("zoom")
    zoom = Slid()

    def __init__(
        self,
        f: Any,
        x: float = 1.0,
        width: float = 4.0,
        zoom: float = 1.0,
        beside: Any = abs,
        beside_x: float = 0.0,
        df: Callable[[float], Any] | float | None = None,
    ):
        if not (is_real(width) and width > 0):
            raise GradusError(f"width must be a positive number; got {width!r}.")
        self._width = float(width)
        curves = [(f, x), (beside, beside_x)]
        for g, at in curves:
            value_at_point(g, at)
        given = value(df, float(x)) if callable(df) else df
        slopes = [settled_slope(g, float(at), self._width) for g, at in curves]
        if given is not None:
            slopes[0] = float(given) if is_real(given) else None
        self._curves = [(g, at, slope) for (g, at), slope in zip(curves, slopes, strict=True)]
        sides = [self._side(*curve) for curve in self._curves]
        super().__init__(
            [SliderSpec("zoom", "zoom", stops_between((1, 10**DECADES)))],
            zoom=zoom,
            scene={"width": self._width, "sides": sides},
        )

    def _side(self, f: Any, x: float, slope: float | None) -> dict[str, Any]:
        """The curve around its point at every power of ten, as shares of the window's half width and half height.

        tangent: the slope of the tangent in these shares, None if there is none.
        """
        y = value_at_point(f, x)
        shares = np.linspace(-1, 1, POINTS)
        levels, rise = [], 0.0
        for k in range(DECADES + 1):
            half = self._width / 2 / 10**k
            drop = np.array(values(f, float(x) + half * shares)) - y
            rise = rise or float(np.nanmax(np.abs(drop))) or self._width / 2
            levels.append(sendable(drop / (1.1 * rise / 10**k)))
        tangent = None if slope is None else slope * (self._width / 2) / (1.1 * rise)
        title = f"{title_of(f)} at {float(x):g}"
        return {"title": title, "shares": shares.tolist(), "levels": levels, "tangent": tangent}

    def describe(self) -> str:
        """The figure as it stands, in a few sentences."""
        first, second = (side["title"] for side in self.scene["sides"])
        tangents = [side["title"] for side in self.scene["sides"] if side["tangent"] is not None]
        return (
            f"{first} and {second}, each magnified {self.zoom:.3g} times. Where there is a derivative, the curve "
            "straightens until it cannot be told from its tangent; a kink looks the same at every size."
        ) + "".join(f" Dashed: the tangent of {title}." for title in tangents)

    def still(self) -> Still:
        picture = blank(6.4, 0.6 + 3.6 * 4 / (PANELS + 0.6))
        rows = picture.subplots(2, PANELS)
        for row, (g, at, slope), colour in zip(rows, self._curves, (BLUE, ORANGE), strict=True):
            draw_row(row, g, float(at), self._width, FACTOR, colour)
            for axes in row if slope is not None else ():
                axes.axline((0, 0), slope=slope, color=INK, ls="--", lw=1.2)
            row[0].set_ylabel(f"{title_of(g)} at {float(at):g}", size=TEXT, color=INK)
        for k, axes in enumerate(rows[0]):
            axes.set_title("whole" if k == 0 else f"{FACTOR**k:,.0f}×", size=TEXT, color=INK)
        return Still(
            picture, alt=self.describe(), caption="Each panel shows the middle of the one before. Run the cell to zoom."
        )


def settled_slope(f: Any, x: float, width: float) -> float | None:
    """The slope on which the slopes from both sides settle as the step shrinks, None where they do not.

    They settle if their gap shrinks with the step, until rounding hides it, and nothing is seen to be left of it.
    """
    y = value(f, x)
    steps = [width * 10.0**-k for k in (4, 5, 6)]
    pairs = [((value(f, x + h) - y) / h, (y - value(f, x - h)) / h) for h in steps]  # right, left
    if not np.all(np.isfinite(pairs)):
        return None
    gaps, middle = [abs(right - left) for right, left in pairs], [(right + left) / 2 for right, left in pairs]
    sides = [abs(value(f, x + d) - y) / (width / 2) for d in (-width / 2, width / 2)]
    seen = ALIKE * max([abs(middle[-1]), *filter(math.isfinite, sides)])
    hidden = [8 * np.finfo(float).eps * (abs(y) + abs(x * middle[-1]) + seen * width) / h for h in steps]
    shrinks = all(gaps[k + 1] <= max(gaps[k] / 2, hidden[k + 1]) for k in (0, 1))
    left_over = max(gaps[-1], abs(middle[-1] - middle[-2]))
    return middle[-1] if shrinks and left_over <= max(seen, hidden[-1]) else None


def title_of(f: Any) -> str:
    """What to call f beside its row."""
    return "|x|" if f is abs or f is np.abs else name_of(f)


def draw_row(row: Any, f: Any, x: float, width: float, factor: float, colour: str) -> None:
    """The same point of f in every panel, the window shrinking in both directions alike."""
    y = value_at_point(f, x)
    offsets = np.linspace(-width / 2, width / 2, POINTS)  # (points,)
    curves = [np.array(values(f, x + offsets / factor**k)) for k in range(len(row))]
    rise = np.nanmax(np.abs(curves[0] - y)) or width / 2
    for k, (axes, curve) in enumerate(zip(row, curves, strict=True)):
        window = np.array([width / 2, 1.1 * rise]) / factor**k
        draw_panel(axes, offsets / factor**k, curve - y, window, colour)


def draw_panel(axes: Axes, dx: Any, dy: Any, window: Any, colour: str) -> None:
    """One panel: dy against dx, both measured from its middle. window: half its width, half its height."""
    half_width, half_height = window
    plain(axes)
    axes.spines[:].set_visible(True)
    axes.spines[:].set_color(FAINT)
    axes.plot(dx, dy, color=colour, lw=2.5)
    axes.plot(0, 0, "o", color=INK, ms=6)
    axes.set(xticks=[], yticks=[], xlim=(-half_width, half_width), ylim=(-half_height, half_height))
    axes.set_xlabel(f"{2 * half_width:g} wide", size=TEXT - 1, color=FAINT)
