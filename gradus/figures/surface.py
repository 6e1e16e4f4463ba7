"""A still of a surface: its gradients as arrows on the plane below, or both slopes at a point."""

from collections.abc import Callable
from typing import Any

import numpy as np

from gradus.errors import GradusError
from gradus.figures.kit.grid import Grid, check_window, sample_plane
from gradus.figures.kit.point import check_place, check_value
from gradus.figures.kit.sampling import name_of
from gradus.figures.kit.still import Still
from gradus.figures.kit.theme import BLUE, INK, ORANGE, PURPLE, TEXT, blank

ARROWS = 9  # along each side


class Surface(Still):
    r"""The surface of f over `window`.

    Without `point`: the gradients as arrows on the plane below, each as long as the surface is steep above it.
    With `point`, two numbers: the lines of slope $\partial f/\partial x$ and $\partial f/\partial y$ touching it.
    f, grad: as for GradientField. Raises GradusError if an argument is unusable.
    """

    def __init__(
        self,
        f: Callable[..., Any],
        grad: Callable[..., Any] | None = None,
        window: Any = (-3.0, 3.0),
        point: Any = None,
    ):
        ends = check_window(window)
        if point is not None:
            point = check_place("point", point, ends)
            check_value(f, "point", point)
        grid = sample_plane(f, grad, ends)
        figure = blank(6.0, 5.0)
        axes: Any = figure.add_subplot(projection="3d", computed_zorder=False)
        x, y = np.meshgrid(grid.left + grid.dx * np.arange(grid.nx), grid.bottom + grid.dy * np.arange(grid.ny))
        z = np.array(grid.f).reshape(grid.ny, grid.nx)
        if not np.any(np.isfinite(z)):
            raise GradusError(f"{name_of(f)} has no finite real value anywhere in the window. Choose another window.")
        low, high = grid.heights(ends)
        if not high > low:  # flat ground, drawn in the middle
            low, high = low - 0.5, high + 0.5
        z = np.where((z < low) | (z > high), np.nan, z)
        axes.plot_surface(
            x,
            y,
            z,
            cmap="Blues",
            vmin=low - 0.3 * (high - low),
            vmax=high,
            alpha=0.75,
            lw=0.2,
            edgecolor=BLUE,
            zorder=2,
        )
        if point is None:
            low -= 0.6 * (high - low)
            _arrows(axes, grid, ends, low)
            alt = f"Surface of {name_of(f)}; on the plane below it its gradients, as arrows."
            caption = "The arrows lie in the plane of x and y; the entries of each are the two slopes above it."
        else:
            slopes = grid.gradient(*point)
            _touching(axes, grid, ends, point)
            alt = (
                f"Surface of {name_of(f)} with two lines that touch it at ({point[0]:g}, {point[1]:g}): along x with "
                f"slope {slopes[0]:.3g}, along y with slope {slopes[1]:.3g}."
            )
            caption = f"Along x (orange) the slope is {slopes[0]:.3g}, along y (purple, dashed) {slopes[1]:.3g}."
        axes.set(xlim=ends[:2], ylim=ends[2:], zlim=(low, high))
        axes.set_xlabel("x", size=TEXT)
        axes.set_ylabel("y", size=TEXT)
        axes.locator_params(nbins=5)
        axes.view_init(28, -58)
        super().__init__(figure, alt=alt, caption=caption)


def _arrows(axes: Any, grid: Grid, ends: tuple[float, float, float, float], floor: float) -> None:
    left, right, bottom, top = ends
    share = (np.arange(ARROWS) + 0.5) / ARROWS
    x, y = (a.ravel() for a in np.meshgrid(left + share * (right - left), bottom + share * (top - bottom)))
    g = np.array([grid.gradient(p, q) for p, q in zip(x, y, strict=True)])  # (arrows, 2)
    there = np.all(np.isfinite(g), axis=1)
    if not np.any(g[there]):
        return
    longest = np.quantile(np.hypot(*g[there].T), 0.95) or 1.0
    g = g / longest * ((right - left) / ARROWS)
    axes.quiver(x, y, floor, *g.T, 0, color=ORANGE, lw=1.4, arrow_length_ratio=0.35, zorder=1)


def _touching(axes: Any, grid: Grid, ends: tuple[float, float, float, float], point: tuple[float, float]) -> None:
    reach = 0.22 * min(ends[1] - ends[0], ends[3] - ends[2])
    height, slopes = grid.value(*point), grid.gradient(*point)
    for (dx, dy), slope, colour, dashes in (((1, 0), slopes[0], ORANGE, "-"), ((0, 1), slopes[1], PURPLE, "--")):
        t = np.array([-reach, reach])
        axes.plot(point[0] + dx * t, point[1] + dy * t, height + slope * t, color=colour, ls=dashes, lw=3, zorder=3)
    axes.plot(*point, height, "o", color=INK, ms=8, zorder=4)
