"""Zooming in: a smooth curve turns into its tangent, a kink stays a kink."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes

from gradus.errors import GradusError
from gradus.figures.look import BLUE, FAINT, INK, ORANGE, TEXT, blank, plain
from gradus.figures.sample import name_of, value_at_point, values
from gradus.figures.still import Still

POINTS = 201  # odd, so that the middle one is the point itself


class Zoom(Still):
    """Two rows of panels, each `factor` times closer than the one before: f at x above, |x| at 0 below.

    f: any function of one number. x: where. width: how wide the first panel is. factor: more than 1.
    panels: 2 to 5. beside, beside_x: the function of the lower row and its point. Both directions are
    magnified alike, so a straight line keeps its slope from panel to panel.
    """

    def __init__(
        self,
        f: Any,
        x: float = 1.0,
        width: float = 4.0,
        factor: float = 10.0,
        panels: int = 4,
        beside: Any = abs,
        beside_x: float = 0.0,
    ):
        if not (width > 0 and factor > 1 and 2 <= panels <= 5):
            given = f"width={width}, factor={factor}, panels={panels}"
            raise GradusError(f"Zoom needs width > 0, factor > 1 and 2 to 5 panels; got {given}.")
        picture = blank(6.4, 0.6 + 3.6 * 4 / (panels + 0.6))
        grid = picture.subplots(2, panels)
        rows = [(f, float(x), BLUE), (beside, float(beside_x), ORANGE)]
        for row, (g, at, colour) in zip(grid, rows, strict=True):
            draw_row(row, g, at, width, factor, colour)
        titles = [f"{title_of(g)} at {at:g}" for g, at, _ in rows]
        for axes, title in zip(grid[:, 0], titles, strict=True):
            axes.set_ylabel(title, size=TEXT, color=INK)
        for k, axes in enumerate(grid[0]):
            axes.set_title("whole" if k == 0 else f"{factor**k:,.0f}×", size=TEXT, color=INK)
        super().__init__(
            picture,
            alt=f"{panels} panels, each {factor:g}× closer: {titles[0]} above, {titles[1]} below.",
            caption=(
                f"Each panel shows the middle of the one before, {factor:g} times larger. Where there is a "
                "derivative, the curve straightens until it cannot be told from its tangent. A kink looks the "
                "same at every size."
            ),
        )


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
