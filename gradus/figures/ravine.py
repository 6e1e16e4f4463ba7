r"""Plain descent and momentum side by side in a ravine, $f(x, y) = \tfrac12 (x^2 / \kappa + y^2)$."""

import math
from typing import Any

import numpy as np
import traitlets

from gradus.errors import GradusError
from gradus.figures.descent import MOST_STEPS
from gradus.figures.kit.gradient_path import descend
from gradus.figures.kit.live import LiveFigure, script
from gradus.figures.kit.point import Place, check_place
from gradus.figures.kit.sliders import Slid, SliderSpec, stops_between
from gradus.figures.kit.still import Still
from gradus.figures.kit.theme import FAINT, INK, ORANGE, PURPLE, TEXT, blank, plain

WINDOW = (-10.0, 10.0, -3.0, 3.0)
KINDS = {"plain": (ORANGE, "-"), "momentum": (PURPLE, "--")}
LEARNING_RATES = stops_between((1e-2, 4))


class Ravine(LiveFigure):
    r"""Descent without and with momentum on $\tfrac12 (x^2 / \kappa + y^2)$, the error split by eigenvector.

    condition: $\kappa$, 1 to 1000. The eigenvalues are $1/\kappa$, along the valley, and 1, across it, so plain
    descent is stable below $2 / \lambda_{max} = 2$, and heavy ball below $2 (1 + \beta)$ (Polyak 1964).
    learning_rate, momentum: $\alpha$, 0.01 to 4, and $\beta$, 0 to 0.99, of the walk with momentum.
    plain_learning_rate: $\alpha$ of the plain walk, the same as the other's if left out.
    steps: up to a million. start: two numbers. mark_best: whether the best $(\alpha, \beta)$ is marked on their map.

    All but `steps` can be read and set, `step` too. `paths` holds both paths, each (steps + 1, 2); `rates` the factor
    by which each shrinks the error a step, in the long run; `best` the settings with which that is least.
    """

    _esm = script("ravine")
    _plane, _window = True, WINDOW
    condition = Slid()
    plain_learning_rate = Slid()
    learning_rate = Slid()
    momentum = Slid()
    start = Place()
    step = traitlets.Int().tag(sync=True)
    mark_best = traitlets.Bool().tag(sync=True)

    def __init__(
        self,
        condition: float = 50.0,
        learning_rate: float = 1.6,
        momentum: float = 0.8,
        steps: int = 60,
        start: Any = (-9.0, 1.5),
        plain_learning_rate: float | None = None,
        mark_best: bool = False,
    ):
        if not (isinstance(steps, int) and 1 <= steps <= MOST_STEPS):
            raise GradusError(f"steps is a whole number from 1 to a million; got {steps!r}.")
        self.steps = steps
        specs = [
            SliderSpec("condition", "condition number κ", stops_between((1, 1000))),
            SliderSpec("plain_learning_rate", "plain, α", LEARNING_RATES),
            SliderSpec("learning_rate", "momentum, α", LEARNING_RATES),
            SliderSpec("momentum", "momentum, β", [k / 100 for k in range(100)], logarithmic=False),
        ]
        super().__init__(
            specs,
            scene={"window": WINDOW, "steps": steps, "rates": [LEARNING_RATES[0], LEARNING_RATES[-1]]},
            condition=condition,
            plain_learning_rate=learning_rate if plain_learning_rate is None else plain_learning_rate,
            learning_rate=learning_rate,
            momentum=momentum,
            start=check_place("start", start, WINDOW),
            step=steps,
            mark_best=mark_best,
        )

    @property
    def best(self) -> dict[str, float]:
        r"""The settings that shrink the error fastest in the long run, one for each trait that they belong to.

        $2 / (\lambda_{min} + \lambda_{max})$ without momentum; with it, $4 / (\sqrt{\lambda_{max}} +
        \sqrt{\lambda_{min}})^2$ and $((\sqrt\kappa - 1) / (\sqrt\kappa + 1))^2$ (Polyak 1964).
        """
        root = math.sqrt(self.condition)
        return {
            "plain_learning_rate": 2 / (1 + 1 / self.condition),
            "learning_rate": 4 / (1 + 1 / root) ** 2,
            "momentum": ((root - 1) / (root + 1)) ** 2,
        }

    @property
    def paths(self) -> dict[str, np.ndarray]:
        """Both paths, the start first; shorter than steps + 1 if out of all bounds."""
        return {name: self._path(*settings) for name, settings in self._settings().items()}

    def _settings(self) -> dict[str, tuple[float, float]]:
        return {"plain": (self.plain_learning_rate, 0.0), "momentum": (self.learning_rate, self.momentum)}

    def _path(self, learning_rate: float, momentum: float) -> np.ndarray:
        def gradient(x: float, y: float) -> tuple[float, float]:
            return x / self.condition, y

        size = WINDOW[1] - WINDOW[0]
        return np.array(descend(gradient, self.start, learning_rate, momentum, self.steps, size)[0])

    @property
    def rates(self) -> dict[str, float]:
        r"""The larger spectral radius of both directions: roots of $r^2 - (1 + \beta - \alpha\lambda) r + \beta$."""
        curvatures = (1 / self.condition, 1.0)
        return {
            name: max(rate(*settings, curvature) for curvature in curvatures)
            for name, settings in self._settings().items()
        }

    @traitlets.validate("step")
    def _tidy_step(self, proposal: Any) -> int:
        return int(max(0, min(self.steps, proposal["value"])))

    def describe(self) -> str:
        """The figure as it stands, in a few sentences."""
        rates = self.rates
        return (
            f"A ravine of condition number {self.condition:.3g} with two paths. In the long run a step of plain "
            f"descent with learning rate {self.plain_learning_rate:.3g} leaves {100 * rates['plain']:.3g} % of the "
            f"error, one with learning rate {self.learning_rate:.3g} and momentum {self.momentum:.3g} leaves "
            f"{100 * rates['momentum']:.3g} %."
        )

    def still(self) -> Still:
        figure = blank(8.0, 5.6)
        grid = figure.add_gridspec(2, 2, height_ratios=[1.1, 1])
        above = plain(figure.add_subplot(grid[0, :]))
        panels = [plain(figure.add_subplot(grid[1, k])) for k in (0, 1)]
        left, right, bottom, top = WINDOW
        turn = np.linspace(0, 2 * math.pi, 200)
        for k in range(12):
            height = ((right**2 / self.condition + top**2) / 2) * ((k + 0.5) / 12) ** 2
            x, y = math.sqrt(2 * height * self.condition) * np.cos(turn), math.sqrt(2 * height) * np.sin(turn)
            above.plot(x, y, color=FAINT, lw=0.6)
        for name, path in self.paths.items():
            colour, dashes = KINDS[name]
            above.plot(*path.T, color=colour, ls=dashes, lw=1.8, label=name)
            for axis, panel in enumerate(panels):
                panel.plot(np.abs(path[:, axis]), color=colour, ls=dashes, lw=1.8)
        above.plot(*self.start, "o", color=INK, ms=8)
        above.legend(fontsize=TEXT - 2, loc="upper right")
        above.set(xlim=(left, right), ylim=(bottom, top), aspect="equal")
        for panel, title in zip(panels, ("error along the valley", "error across it"), strict=True):
            panel.set(yscale="log", ylim=(1e-7, 100))
            panel.set_title(title, size=TEXT, color=INK)
            panel.set_xlabel("step", size=TEXT, color=INK)
        return Still(figure, alt=self.describe(), caption="Run the cell to move the sliders and the start.")


def rate(learning_rate: float, momentum: float, curvature: float) -> float:
    """By which factor a step shrinks the error along an eigenvector of this curvature, in the long run."""
    middle = 1 + momentum - learning_rate * curvature
    under = middle**2 - 4 * momentum
    return math.sqrt(momentum) if under < 0 else (abs(middle) + math.sqrt(under)) / 2
