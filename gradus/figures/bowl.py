"""A quadratic bowl that is turned, and the two directions from which downhill points straight at its bottom."""

import math
from typing import Any

import numpy as np

from gradus.errors import GradusError
from gradus.figures.kit.live import LiveFigure, script
from gradus.figures.kit.point import Place
from gradus.figures.kit.sliders import Slid, SliderSpec
from gradus.figures.kit.still import Still
from gradus.figures.kit.theme import BLUE, GREEN, INK, ORANGE, PURPLE, TEXT, blank, plain

SIDE = 3.0  # of the window, from the bottom on
STRAIGHT = 1e-4  # degrees


class Bowl(LiveFigure):
    r"""Contours of $\tfrac12\,x \cdot Hx$, the eigenvectors of H, and from `point` downhill and straight to the bottom.

    hessian: H before it is turned, 2 × 2, symmetric, its eigenvalues positive. point: two numbers, each from -3 to 3.
    turn: by how many degrees the bowl is turned counterclockwise, 0 to 180; that turns its eigenvectors as far, and
    changes no eigenvalue.

    `point` and `turn` can be read and set. `hessian` is the turned matrix, `eigenvalues` and `eigenvectors` (one a
    column) are as np.linalg.eigh gives them, `gradient` is $Hx$ at the point, and `angle` is how many degrees downhill
    points past the bottom: 0 on an eigenvector only, NaN at the bottom.
    Raises GradusError if an argument is unusable.
    """

    _esm = script("bowl")
    _plane = True
    _window = (-SIDE, SIDE, -SIDE, SIDE)
    point = Place()
    turn = Slid()

    def __init__(self, hessian: Any = ((2.0, 1.0), (1.0, 3.0)), point: Any = (2.0, 1.0), turn: float = 0.0):
        self._unturned = _check_hessian(hessian)
        values, vectors = np.linalg.eigh(self._unturned)
        scene = {
            "window": self._window,
            "hessian": self._unturned.tolist(),
            "values": values.tolist(),
            "angle": math.degrees(math.atan2(vectors[1, 0], vectors[0, 0])),  # of the flat eigenvector
        }
        spec = SliderSpec("turn", "turn", [float(d) for d in range(181)], logarithmic=False)
        super().__init__([spec], scene=scene, point=point, turn=turn)

    @property
    def hessian(self) -> np.ndarray:
        """The matrix of the turned bowl, shape (2, 2)."""
        c, s = math.cos(math.radians(self.turn)), math.sin(math.radians(self.turn))
        rotation = np.array([[c, -s], [s, c]])
        return rotation @ self._unturned @ rotation.T

    @property
    def eigenvalues(self) -> np.ndarray:
        """The smaller first, shape (2,): the curvatures along the eigenvectors."""
        return np.linalg.eigvalsh(self.hessian)

    @property
    def eigenvectors(self) -> np.ndarray:
        """Those of the turned bowl, of length 1, one a column, shape (2, 2)."""
        return np.linalg.eigh(self.hessian)[1]

    @property
    def gradient(self) -> np.ndarray:
        """At the point, shape (2,)."""
        return self.hessian @ self.point

    @property
    def angle(self) -> float:
        """Degrees between downhill and the straight line to the bottom."""
        (x, y), (gx, gy) = self.point, self.gradient
        if not (x or y):
            return math.nan
        return math.degrees(math.atan2(abs(x * gy - y * gx), x * gx + y * gy))

    def describe(self) -> str:
        """The figure as it stands, in three sentences."""
        (x, y), (small, large) = self.point, self.eigenvalues
        there = (
            f"Contours of a bowl with the eigenvalues {small:.3g} and {large:.3g}, turned by {self.turn:g} degrees, "
            f"and its two eigenvectors. The point is at ({x:.3g}, {y:.3g}). "
        )
        if math.isnan(self.angle):
            return there + "That is the bottom: the gradient is zero."
        if self.angle < STRAIGHT:
            return there + "From there downhill points straight at the bottom."
        return there + f"From there downhill points {self.angle:.1f} degrees past the bottom."

    def still(self) -> Still:
        figure = blank(5.0, 5.0)
        axes = plain(figure.add_subplot())
        x, y = np.meshgrid(*[np.linspace(-SIDE, SIDE, 121)] * 2)
        (p, q), (_, r) = self.hessian
        height = np.sqrt((p * x**2 + 2 * q * x * y + r * y**2) / 2)  # its contours lie equally far apart
        axes.contourf(x, y, height, 12, cmap="Blues", alpha=0.45)
        axes.contour(x, y, height, 12, colors=BLUE, linewidths=0.7, alpha=0.7)
        for (u, v), value in zip(self.eigenvectors.T, self.eigenvalues, strict=True):
            axes.axline((0, 0), (u, v), color=GREEN, lw=2, ls="-.")
            axes.annotate(f"λ = {value:.3g}", (2.2 * u - 0.4 * v, 2.2 * v + 0.4 * u), size=TEXT, color=INK, ha="center")
        place, g = np.array(self.point), self.gradient
        axes.plot([place[0], 0], [place[1], 0], color=PURPLE, lw=2.5, ls="--")
        tip = tuple(place - 0.4 * g / self.eigenvalues[1])
        arrow: dict[str, Any] = {"arrowstyle": "-|>", "lw": 3, "color": ORANGE, "mutation_scale": 20}
        axes.annotate("", tip, self.point, arrowprops=arrow)
        axes.plot(*place, "o", color=INK, ms=9)
        axes.set(xlim=(-SIDE, SIDE), ylim=(-SIDE, SIDE), aspect="equal")
        return Still(
            figure,
            alt=self.describe(),
            caption="Downhill (orange) and straight to the bottom (purple, dashed) are one direction on the two "
            "eigenvectors only (green). Run the cell to move the point and turn the bowl.",
        )


def _check_hessian(hessian: Any) -> np.ndarray:
    try:
        matrix = np.array(hessian, dtype=float)
    except (TypeError, ValueError):
        matrix = np.array(math.nan)
    if matrix.shape != (2, 2) or not np.isfinite(matrix).all() or matrix[0, 1] != matrix[1, 0]:
        raise GradusError(f"hessian is 2 × 2 and symmetric, such as [[2, 1], [1, 3]]; got {hessian!r}.")
    small, large = np.linalg.eigvalsh(matrix)
    if not 1e-3 * large < small:
        raise GradusError(
            f"hessian has the eigenvalues {small:.3g} and {large:.3g}. For a bowl both must be positive, and the "
            "smaller at least a thousandth of the larger."
        )
    return matrix
