"""The still of a descent: its path on the map or the curve, its losses, and a learner's walk beside it."""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from gradus.figures.kit.gradient_path import Path, losses_along
from gradus.figures.kit.grid import Grid, Window
from gradus.figures.kit.theme import BLUE, FAINT, INK, ORANGE, PURPLE, TEXT, blank, contours, plain

DRAWN = 2000  # steps


def draw_descent(grid: Grid, window: Window, scene: dict[str, Any], path: Path, own: Path, title: str) -> Figure:
    """The path over the window. scene: as `Descent` sends it. own: the learner's, empty if there is none."""
    figure = blank(8.0, 4.0)
    axes, beside = figure.subplots(1, 2, width_ratios=[1.2, 1])
    left, right, bottom, top = window
    low, high = scene["heights"]
    if scene["plane"]:
        contours(axes, grid, (low, high), bunched=True)
        axes.set(xlim=(left, right), ylim=(bottom, top), aspect="equal")
    else:
        pad = 0.08 * (high - low) or 1.0
        axes.plot(grid.left + grid.dx * np.arange(grid.nx), grid.f[: grid.nx], color=BLUE, lw=2.5)
        axes.set(xlim=(left, right), ylim=(low - pad, high + pad))
    losses = _draw(axes, beside, grid, scene["plane"], path, {"color": ORANGE, "alpha": 0.4 if own else 1.0})
    if own:
        _draw(axes, beside, grid, scene["plane"], own, {"color": PURPLE, "ls": "--"})
    x, y = path[0]
    axes.plot(x, y if scene["plane"] else losses[0], "o", color=INK, ms=8)
    beside.set_xlabel("step", size=TEXT, color=INK)
    beside.set_title("loss", size=TEXT, color=INK)
    if min(losses) > 0:
        beside.set_yscale("log")
    beside.grid(color=FAINT, lw=0.4)
    for ax in (axes, beside):
        plain(ax)
    axes.set_title(title, size=TEXT, color=INK)
    return figure


def _draw(axes: Any, beside: Any, grid: Grid, plane: bool, path: Path, look: dict[str, Any]) -> list[float]:
    """A path on the map or the curve, and its losses, which are returned."""
    losses = losses_along(grid.value, path[:DRAWN])
    xs, ys = np.array(path[:DRAWN]).T
    if plane:
        axes.plot(xs, ys, marker="o", lw=1.6, ms=3.5, **look)
    else:
        axes.step(xs, losses, where="post", lw=1.2, **look)
        axes.plot(xs, losses, "o", ms=4, **look | {"ls": ""})
    beside.plot(losses, lw=2, **look)
    return losses
