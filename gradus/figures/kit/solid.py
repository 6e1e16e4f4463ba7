"""The still of a surface: with a point, with arrows below, with a path."""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from gradus.figures.kit.grid import Grid, Window
from gradus.figures.kit.theme import BLUE, FAINT, INK, ORANGE, PAPER, PURPLE, TEXT, blank


def draw_solid(
    grid: Grid,
    window: Window,
    scene: dict[str, Any],
    point: tuple[float, float],
    height: float,
    slopes: np.ndarray,
    path: np.ndarray | None,
    view: tuple[float, float],
) -> Figure:
    """The surface over the window, seen from view (azimuth, elevation). scene: as `Surface` sends it."""
    figure = blank(6.0, 5.0)
    axes: Any = figure.add_subplot(projection="3d", computed_zorder=False)
    x, y, z = (np.reshape(numbers, (grid.ny, grid.nx)) for numbers in (*grid.nodes(), grid.f))
    low, high = scene["heights"]
    if not high > low:  # flat ground, drawn in the middle
        low, high = low - 0.5, high + 0.5
    z = np.where((z < low) | (z > high), np.nan, z)
    colours: dict[str, Any] = {"cmap": "Blues", "vmin": low - 0.3 * (high - low), "vmax": high}
    axes.plot_surface(x, y, z, **colours, alpha=0.75, lw=0.2, edgecolor=BLUE, zorder=2)
    floor = low - 0.5 * (high - low)
    if scene["arrows"]:
        _arrows(axes, grid, window, scene["arrows"], floor)
    _touching(axes, point, height, slopes, scene["reach"], floor)
    if path is not None:
        _walk(axes, grid, path, (low, high), floor)
    axes.set(xlim=window[:2], ylim=window[2:], zlim=(floor, high))
    for axis, name in ((axes.xaxis, "x"), (axes.yaxis, "y"), (axes.zaxis, scene["name"])):
        axis.set_label_text(name, size=TEXT)
        axis.set_pane_color(PAPER)
        axis.line.set_color(FAINT)
        axis.set_tick_params(labelsize=TEXT - 2.5, labelcolor=INK)
    axes.locator_params(nbins=4)
    axes.set_zticks([tick for tick in axes.get_zticks() if low <= tick <= high])
    axes.view_init(view[1], view[0])
    axes.set_box_aspect(None, zoom=0.88)  # else the name of the height is cut off
    return figure


def _arrows(axes: Any, grid: Grid, window: Window, count: int, floor: float) -> None:
    left, right, bottom, top = window
    share = (np.arange(count) + 0.5) / count
    x, y = (a.ravel() for a in np.meshgrid(left + share * (right - left), bottom + share * (top - bottom)))
    g = np.array([grid.gradient(p, q) for p, q in zip(x, y, strict=True)])  # (arrows, 2)
    there = np.all(np.isfinite(g), axis=1)
    if not np.any(g[there]):
        return
    longest = np.quantile(np.hypot(*g[there].T), 0.95) or 1.0
    g = g / longest * ((right - left) / count)
    axes.quiver(x, y, floor, *g.T, 0, color=ORANGE, lw=1.4, arrow_length_ratio=0.5, zorder=1)


def _touching(
    axes: Any, point: tuple[float, float], height: float, slopes: np.ndarray, reach: float, floor: float
) -> None:
    t = np.array([-reach, reach])
    for (dx, dy), slope, colour, dashes in (((1, 0), slopes[0], ORANGE, "-"), ((0, 1), slopes[1], PURPLE, "--")):
        if np.isfinite(slope):
            axes.plot(point[0] + dx * t, point[1] + dy * t, height + slope * t, color=colour, ls=dashes, lw=3, zorder=3)
    axes.plot([point[0]] * 2, [point[1]] * 2, [floor, height], color=INK, ls=":", lw=1, zorder=1)
    axes.plot(*point, height, "o", color=INK, ms=8, zorder=4)


def _walk(axes: Any, grid: Grid, path: np.ndarray, heights: tuple[float, float], floor: float) -> None:
    kept = np.array([[x, y, grid.value(x, y)] if grid.holds(x, y) else [np.nan] * 3 for x, y in path])
    kept[(kept[:, 2] < heights[0]) | (kept[:, 2] > heights[1])] = np.nan
    axes.plot(*kept.T, "o-", color=ORANGE, ms=3, lw=1.6, zorder=3)
    axes.plot(kept[:, 0], kept[:, 1], floor, color=ORANGE, lw=1.2, alpha=0.5, zorder=1)
