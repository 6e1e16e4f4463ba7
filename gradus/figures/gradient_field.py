"""Contours and gradient arrows of a surface; a point and a compass to move."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import traitlets

from gradus.figures.kit.flat import flat_places
from gradus.figures.kit.grid import check_window, sample_plane, squarer
from gradus.figures.kit.learner import check_own
from gradus.figures.kit.live import LiveFigure, script
from gradus.figures.kit.own_gradient import Pair, compared, own_gradients, told
from gradus.figures.kit.plane import gradient_at, on_a_plane, value_on_plane
from gradus.figures.kit.point import Place, check_place, check_value
from gradus.figures.kit.sampling import name_of, sendable
from gradus.figures.kit.sliders import Slid, SliderSpec
from gradus.figures.kit.still import Still
from gradus.figures.kit.theme import GREEN, INK, ORANGE, PURPLE, TEXT, blank, contours, plain

ARROWS = 11  # along each side
FLAT = 1e-8  # of the steepest slope on the map: what is measured is hardly ever exactly 0


class GradientField(LiveFigure):
    r"""The gradients of f on a map of its contours, one of them at `point`, and the slope along a direction there.

    f: f(x, y) or f(theta), theta an array of two. point: two numbers. direction: of the compass u, in degrees
    counterclockwise from the x-axis. grad: the gradient, with the arguments of f; measured by differences if
    left out. window: (low, high), or (left, right, bottom, top). gradient: a gradient of your own, called as
    gradient(f, theta), theta an array (2,). What it returns is drawn beside the figure's, and may be wrong, raise, or
    never end: the figure says so.

    `point` and `direction` can be read and set. `gradient` is $\nabla f$ at the point, shape (2,), `steepness`
    its length, and `slope` the slope along u, $\nabla f \cdot u$. `own_gradient` is what yours returns there, None if
    that is no gradient, and `own_said` how far it is from the figure's.
    Raises GradusError if an argument is unusable.
    """

    _esm = script("gradient_field")
    _plane = True
    point = Place()
    direction = Slid()
    asked = traitlets.Dict().tag(sync=True)  # what f itself, and the learner's gradient, say at the point

    def __init__(
        self,
        f: Callable[..., Any],
        point: Any = (1.0, 1.0),
        direction: float = 0.0,
        grad: Callable[..., Any] | None = None,
        window: Any = (-3.0, 3.0),
        gradient: Callable[..., Any] | None = None,
    ):
        check_own(gradient, "gradient")
        self._window = squarer(check_window(window))
        point = check_place("point", point, self._window)
        check_value(f, "point", point)
        self.f, self.grad, self._own = f, grad, gradient
        self.grid = sample_plane(f, grad, self._window)
        self._places = self._where_arrows_are()
        self._own_arrows: list[Pair | None] = []
        slopes = np.hypot(self.grid.gx, self.grid.gy)
        self._steepest = float(np.nanmax(slopes, initial=0.0))
        self.own_gradient: np.ndarray | None = None
        self.own_said = ""
        there: Any = None
        if gradient:
            there, self._own_arrows = own_gradients(gradient, on_a_plane(f), point, self._places)
        scene = {
            "name": name_of(f),
            "window": self._window,
            "grid": self.grid.sendable(),
            "heights": self.grid.heights(self._window),
            "places": self._places,
            "own": self._own_arrows if gradient else None,
            "flat": flat_places(self.grid, self._gradient_at, self._window),
        }
        spec = SliderSpec("direction", "direction of u", [float(d) for d in range(361)], logarithmic=False)
        super().__init__([spec], scene=scene, point=point, direction=direction)
        self._tell(there)
        self.observe(self._ask, "point")

    def _where_arrows_are(self) -> list[tuple[float, float]]:
        """The places of the small arrows, as far apart up as across."""
        left, right, bottom, top = self._window
        rows = max(1, round(ARROWS * (top - bottom) / (right - left)))
        return [
            (left + (i + 0.5) / ARROWS * (right - left), bottom + (j + 0.5) / rows * (top - bottom))
            for i in range(ARROWS)
            for j in range(rows)
        ]

    def _ask(self, _: Any = None) -> None:
        """The learner's gradient at the point."""
        there: Any = None
        if self._own:
            there, _ = own_gradients(self._own, on_a_plane(self.f), self.point, [])
        self._tell(there)

    def _tell(self, there: Any) -> None:
        """Keep what f and the learner's gradient say at the point. there: two numbers, or why there are none."""
        x, y = self.point
        found = isinstance(there, tuple)
        self.own_gradient = np.array(there) if found else None
        self.own_said = there or ""
        if found:
            here, arrow = (", ".join(told(number, 4) for number in pair) for pair in (self.point, there))
            beside = compared(there, self._gradient_at(x, y), name_of(self.f), self._steepest)
            self.own_said = f"At ({here}) your gradient is ({arrow}). {beside}"
        self.asked = {
            "at": [x, y],
            "gradient": sendable(self.gradient),
            "height": sendable([value_on_plane(self.f, on_a_plane(self.f), x, y)])[0],
            "own": sendable(there) if found else None,
            "said": self.own_said,
        }

    @property
    def gradient(self) -> np.ndarray:
        """The gradient at the point, shape (2,): from `grad`, or measured there by central differences."""
        return np.array(self._gradient_at(*self.point))

    def _gradient_at(self, x: float, y: float) -> tuple[float, float]:
        return gradient_at(self.f, self.grad, x, y, self._window[1] - self._window[0])

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
        return (there + self._facts(gx, gy) + " " + self.own_said).strip()

    def _facts(self, gx: float, gy: float) -> str:
        if not math.isfinite(self.steepness):
            return "it has no gradient."
        if self.steepness <= FLAT * self._steepest:
            return "the gradient is zero: no direction leads up."
        return (
            f"the gradient is ({gx:.3g}, {gy:.3g}), its length {self.steepness:.3g}, at a right angle to the contour. "
            f"The slope in the direction of {self.direction:.0f} degrees is {self.slope:.3g}."
        )

    def still(self) -> Still:
        figure = blank(6.0, 5.0)
        axes = plain(figure.add_subplot())
        left, right, bottom, top = self._window
        contours(axes, self.grid, self.scene["heights"])
        xs, ys = np.array(self._places).T
        g = np.array([self.grid.gradient(*place) for place in self._places])
        longest = np.nanmax(np.abs(g), initial=0) or 1.0
        if np.any(g):
            axes.quiver(xs, ys, *g.T / longest, color=INK, angles="xy", width=0.004)
        own = np.array([pair or (0.0, 0.0) for pair in self._own_arrows]).reshape(-1, 2)
        if np.any(own):
            axes.quiver(xs, ys, *own.T / longest, color=GREEN, angles="xy", width=0.003)
        length = 0.22 * (right - left) / longest
        arrow: dict[str, Any] = {"arrowprops": {"arrowstyle": "-|>", "lw": 3, "color": ORANGE, "mutation_scale": 20}}
        gx, gy = length * self.gradient
        axes.annotate("", (self.point[0] + gx, self.point[1] + gy), self.point, **arrow)
        if self.own_gradient is not None and np.all(np.isfinite(self.own_gradient)):
            x, y = length * self.own_gradient
            look = arrow["arrowprops"] | {"color": GREEN, "lw": 2, "ls": "--"}
            axes.annotate("", (self.point[0] + x, self.point[1] + y), self.point, arrowprops=look)
        tip = np.array(self.point) + 0.15 * (right - left) * self._u
        axes.plot(*zip(self.point, tip, strict=True), color=PURPLE, lw=2, ls="--")
        axes.plot(*self.point, "o", color=INK, ms=9)
        axes.set(xlim=(left, right), ylim=(bottom, top), aspect="equal")
        axes.set_title(
            f"length of the gradient {self.steepness:.3g}, slope along u {self.slope:.3g}", size=TEXT, color=INK
        )
        return Still(figure, alt=self.describe(), caption="Run the cell to move the point and turn the direction u.")
