"""Contours and gradient arrows of a surface; a point and a compass to move."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from gradus.figures.kit.grid import check_window, sample_plane, squarer
from gradus.figures.kit.live import LiveFigure, script
from gradus.figures.kit.plane import on_a_plane, pair_of, value_on_plane
from gradus.figures.kit.point import Place, check_place, check_value
from gradus.figures.kit.sampling import name_of
from gradus.figures.kit.sliders import Slid, SliderSpec
from gradus.figures.kit.still import Still
from gradus.figures.kit.theme import INK, ORANGE, PURPLE, TEXT, blank, contours, plain

ARROWS = 11  # along each side


class GradientField(LiveFigure):
    r"""The gradients of f on a map of its contours, one of them at `point`, and the slope along a direction there.

    f: f(x, y) or f(theta), theta an array of two. point: two numbers. direction: of the compass u, in degrees
    counterclockwise from the x-axis. grad: the gradient, with the arguments of f; measured by differences if
    left out. window: (low, high), or (left, right, bottom, top).

    `point` and `direction` can be read and set. `gradient` is $\nabla f$ at the point, shape (2,), `steepness`
    its length, and `slope` the slope along u, $\nabla f \cdot u$.
    Raises GradusError if an argument is unusable.
    """

    _esm = script("gradient_field")
    _plane = True
    point = Place()
    direction = Slid()

    def __init__(
        self,
        f: Callable[..., Any],
        point: Any = (1.0, 1.0),
        direction: float = 0.0,
        grad: Callable[..., Any] | None = None,
        window: Any = (-3.0, 3.0),
    ):
        self._window = squarer(check_window(window))
        point = check_place("point", point, self._window)
        check_value(f, "point", point)
        self.f, self.grad = f, grad
        self.grid = sample_plane(f, grad, self._window)
        scene = {
            "name": name_of(f),
            "window": self._window,
            "grid": self.grid.sendable(),
            "heights": self.grid.heights(self._window),
            "arrows": ARROWS,
        }
        spec = SliderSpec("direction", "direction of u", [float(d) for d in range(361)], logarithmic=False)
        super().__init__([spec], scene=scene, point=point, direction=direction)

    @property
    def gradient(self) -> np.ndarray:
        """The gradient at the point, shape (2,): from `grad`, or measured there by central differences."""
        x, y = self.point
        if self.grad is not None:
            return np.array(pair_of(self.grad, on_a_plane(self.grad, "grad"), x, y))
        plane, h = on_a_plane(self.f), 1e-5 * (self._window[1] - self._window[0])
        (right, left), (up, down) = (
            [value_on_plane(self.f, plane, x + sign * dx, y + sign * dy) for sign in (1, -1)]
            for dx, dy in ((h, 0.0), (0.0, h))
        )
        return np.array([right - left, up - down]) / (2 * h)

    @property
    def steepness(self) -> float:
        """The length of the gradient: the slope in the steepest direction."""
        return math.hypot(*self.gradient)

    @property
    def slope(self) -> float:
        """The slope along the compass."""
        return float(self.gradient @ self._u)

    @property
    def _u(self) -> np.ndarray:
        angle = math.radians(self.direction)
        return np.array([math.cos(angle), math.sin(angle)])

    def describe(self) -> str:
        """The figure as it stands, in three sentences."""
        (x, y), (gx, gy) = self.point, self.gradient
        there = f"Contours of {self.scene['name']} with its gradients as arrows. At ({x:.3g}, {y:.3g}) "
        if not math.isfinite(self.steepness):
            return there + "it has no gradient."
        if self.steepness == 0:
            return there + "the gradient is zero: no direction leads up."
        return there + (
            f"the gradient is ({gx:.3g}, {gy:.3g}), its length {self.steepness:.3g}, at a right angle to the contour. "
            f"The slope in the direction of {self.direction:.0f} degrees is {self.slope:.3g}."
        )

    def still(self) -> Still:
        figure = blank(6.0, 5.0)
        axes = plain(figure.add_subplot())
        left, right, bottom, top = self._window
        contours(axes, self.grid, self.scene["heights"])
        shift = [(k + 0.5) / ARROWS for k in range(ARROWS)]
        xs, ys = np.meshgrid([left + s * (right - left) for s in shift], [bottom + s * (top - bottom) for s in shift])
        g = np.array([self.grid.gradient(x, y) for x, y in zip(xs.ravel(), ys.ravel(), strict=True)])
        longest = np.nanmax(np.abs(g), initial=0) or 1.0
        if np.any(g):
            axes.quiver(xs, ys, *g.T / longest, color=INK, angles="xy", width=0.004)
        length = 0.22 * (right - left) / longest
        arrow: dict[str, Any] = {"arrowprops": {"arrowstyle": "-|>", "lw": 3, "color": ORANGE, "mutation_scale": 20}}
        gx, gy = length * self.gradient
        axes.annotate("", (self.point[0] + gx, self.point[1] + gy), self.point, **arrow)
        tip = np.array(self.point) + 0.15 * (right - left) * self._u
        axes.plot(*zip(self.point, tip, strict=True), color=PURPLE, lw=2, ls="--")
        axes.plot(*self.point, "o", color=INK, ms=9)
        axes.set(xlim=(left, right), ylim=(bottom, top), aspect="equal")
        axes.set_title(
            f"length of the gradient {self.steepness:.3g}, slope along u {self.slope:.3g}", size=TEXT, color=INK
        )
        return Still(figure, alt=self.describe(), caption="Run the cell to move the point and turn the direction u.")
