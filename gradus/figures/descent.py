"""Gradient descent in one or two dimensions: learning rate, momentum and start under the hand."""

import math
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import traitlets

from gradus.errors import GradusError
from gradus.figures.kit.descent_still import draw_descent
from gradus.figures.kit.gradient_path import Path, Verdict, descend, losses_along
from gradus.figures.kit.grid import check_window, sample_line, sample_plane, squarer, widened
from gradus.figures.kit.learner import check_own
from gradus.figures.kit.live import LiveFigure, script
from gradus.figures.kit.own_walk import Ground, OwnWalk, own_walk, sendable, walks_ahead
from gradus.figures.kit.plane import on_a_plane, value_on_plane
from gradus.figures.kit.point import Place, check_place, check_value
from gradus.figures.kit.sampling import Function, is_real, name_of, value, value_at_point
from gradus.figures.kit.sliders import Slid, SliderSpec, stops_between
from gradus.figures.kit.still import Still

MOST_STEPS = 10**6
MARGIN_1D, MARGIN = 1.0, 0.25  # windows at each end, where f is asked as well: a path may overshoot and come back


class Walk(NamedTuple):
    """A path, and what was set for it."""

    settings: tuple[Any, float, float]
    path: Path
    losses: list[float]
    verdict: Verdict


class Descent(LiveFigure):
    r"""The path of $v \leftarrow \beta v + \nabla f(\theta),\ \theta \leftarrow \theta - \alpha v$ from `start`.

    f: any function of one number, or of two: f(x, y) or f(theta), theta an array of two. start: a number or two.
    learning_rate: $\alpha$, from `learning_rates`. momentum: $\beta$, 0 to 0.99; its slider is shown if it is given.
    steps: up to a million. mark_limit: whether the slider shows where plain descent on a quadratic stops converging.
    grad: the gradient, with the arguments of f; measured by differences if left out.
    window: (low, high), or (left, right, bottom, top). hessian: a number or (2, 2); known anyway if f is quadratic.
    descend: a descent of your own, called as descend(grad, start, learning_rate, steps), which returns its path like
    `path` below. It is drawn beside the figure's, and may be wrong, raise, or never end: the figure says so.
    step: the one that is marked; if left out, the start, or with `descend` the end.

    `learning_rate`, `momentum`, `start` and `step` can be read and set. `path` has shape
    (steps + 1,) or (steps + 1, 2), the start first, and ends early out of all bounds or where f has no slope. Between
    the places where f was asked the gradient is interpolated, so the path is exact only if f is quadratic; that of
    another f ends where it leaves the window, some way out, for beyond that f was not asked.
    `own_path` is what can be drawn of yours, `own_rest` and `own_how` are its facts, `own_said` says the rest.
    Raises GradusError if an argument is unusable.
    """

    _esm = script("descent")
    learning_rate = Slid()
    momentum = Slid()
    start = Place()
    step = traitlets.Int().tag(sync=True)
    yours = traitlets.Dict().tag(sync=True)  # walks of `descend` from one start; see own_walk.sendable

    def __init__(
        self,
        f: Function,
        start: Any,
        learning_rate: float = 0.1,
        momentum: float | None = None,
        steps: int = 50,
        grad: Callable[..., Any] | None = None,
        window: Any = (-3.0, 3.0),
        learning_rates: tuple[float, float] = (1e-3, 10.0),
        hessian: Any = None,
        mark_limit: bool = False,
        step: int | None = None,
        descend: Callable[..., Any] | None = None,
    ):
        check_own(descend, "descend")
        if not (isinstance(steps, int) and 1 <= steps <= MOST_STEPS):
            raise GradusError(f"steps is a whole number from 1 to a million; got {steps!r}.")
        self.f, self.steps, self._mark_limit, self._heavy = f, steps, mark_limit, momentum is not None
        self._walked: Walk | None = None
        self._descend, self._own_start = descend, None
        self._own_walks: dict[float, OwnWalk] = {}
        self._plane = not is_real(start)
        self._window = check_window(window)
        start = check_place("start", start, self._window, self._plane)
        if self._plane:
            self._window = squarer(self._window)
            check_value(f, "start", start)
            self.grid = sample_plane(f, grad, widened(self._window, MARGIN))
        else:
            value_at_point(f, start)
            left, right, _, _ = widened(self._window, MARGIN_1D)
            self.grid = sample_line(f, grad, left, right)
        self._ground = Ground(self.grid, self._plane, self._size)
        self._curvature = self.grid.largest_curvature if hessian is None else _curvature(hessian, self._plane)
        specs = [
            SliderSpec("learning_rate", "learning rate α", stops_between(learning_rates), "learning_rates=(1e-4, 100)"),
            SliderSpec("momentum", "momentum β", [k / 100 for k in range(100)], logarithmic=False),
        ]
        super().__init__(
            specs,
            scene=self._scene(),
            learning_rate=learning_rate,
            momentum=momentum or 0.0,
            start=start,
            step=step if step is not None else steps if descend else 0,
        )
        if descend:
            self._ask()
            self.observe(self._ask, ["start", "learning_rate"])

    @property
    def largest_stable(self) -> float | None:
        r"""$2 / \lambda_{max}$, where plain descent on a quadratic stops converging; None if that is not known."""
        return None if self._curvature is None else float(f"{2 / self._curvature:.12g}")

    @property
    def path(self) -> np.ndarray:
        """The path as it is drawn, the start first."""
        points = np.array(self._walk.path)
        return points if self._plane else points[:, 0]

    @property
    def losses(self) -> np.ndarray:
        """f along the path, f itself asked at each place."""
        return np.array([self._loss(step) for step in range(len(self._walk.path))])

    def _loss(self, step: int) -> float:
        """f at a place of the path; where it has no value, what the figure takes for it."""
        x, y = self._walk.path[step]
        asked = value_on_plane(self.f, on_a_plane(self.f), x, y) if self._plane else value(self.f, x)
        return asked if math.isfinite(asked) else self._walk.losses[step]

    @property
    def rest(self) -> str:
        """Whether it comes to rest, in words.

        "comes to rest", "not yet at rest", "does not rest", "leaves all bounds", "leaves the window" (beyond which
        f was not asked), "stands still" (the gradient is 0 at the start) or "stops" (no slope there).
        """
        return self._walk.verdict.rest

    @property
    def how(self) -> str:
        """From where it comes, in words; "" if no step is made.

        "from one side" or "from side to side"; of a walk that does not rest also "hops between two places" or "comes
        round every four steps", if it does.
        """
        return self._walk.verdict.how

    @property
    def own_path(self) -> np.ndarray | None:
        """What can be drawn of the path that `descend` returns; None if that is nothing."""
        path = self._own.path
        return (np.array(path) if self._plane else np.array(path)[:, 0]) if path else None

    @property
    def own_rest(self) -> str:
        """As `rest`, of the path of `descend`; "" if there is none."""
        return self._own.verdict.rest

    @property
    def own_how(self) -> str:
        """As `how`, of the path of `descend`."""
        return self._own.verdict.how

    @property
    def own_said(self) -> str:
        """What there is to say of `descend`, in sentences."""
        return self._own.said

    @property
    def _own(self) -> OwnWalk:
        return self._own_walks.get(self.learning_rate) or OwnWalk([], Verdict("", ""), "")

    def _ask(self, _: Any = None) -> None:
        """The learner's walk as the figure stands, and for other learning rates, unless it is known."""
        if self.start == self._own_start and self.learning_rate in self._own_walks:
            return
        assert self._descend is not None
        start, now = self.start, self.learning_rate
        others = sorted(self.specs["learning_rate"].stops, key=lambda stop: abs(math.log(stop / now)))

        def walk(rate: float) -> OwnWalk:
            model, _ = self._plain(rate)
            return own_walk(self._descend, self._ground, start, rate, self.steps, model)  # type: ignore[arg-type]

        walks = walks_ahead(self._descend, dict.fromkeys([now, *others]), walk, self.steps)
        self._own_start, self._own_walks = start, walks
        self.yours = sendable(self._ground.place(start), walks)

    def _plain(self, rate: float) -> tuple[Path, str]:
        """The figure's walk with this learning rate, and why it ended early, if it did."""
        holds = [] if self._ground.endless else [self.grid.holds]
        start = self._ground.place(self.start)
        return descend(self.grid.gradient, start, rate, self.momentum, self.steps, self._size, *holds)

    @property
    def _walk(self) -> "Walk":
        """The path for the present settings, walked once."""
        settings = (self.start, self.learning_rate, self.momentum)
        if self._walked is None or self._walked.settings != settings:
            path, end = self._plain(self.learning_rate)
            losses = losses_along(self.grid.value, path)
            self._walked = Walk(settings, path, losses, self._ground.judge(path, end, losses))
        return self._walked

    @property
    def _size(self) -> float:
        left, right, bottom, top = self._window
        return max(right - left, top - bottom if self._plane else 0.0)

    def _scene(self) -> dict[str, Any]:
        shown = self._window if self._plane else (*self._window[:2], 0.0, 0.0)
        return {
            "name": name_of(self.f),
            "plane": self._plane,
            "window": self._window,
            "steps": self.steps,
            "grid": self.grid.sendable(),
            "heights": self.grid.heights(shown),
            "largest": self._curvature if self._mark_limit else None,
            "heavy": self._heavy,
            "own": self._descend is not None,
            "lowest": min(filter(math.isfinite, self.grid.f), default=0.0),
            "quadratic": self.grid.hessian is not None,
        }

    @traitlets.validate("step")
    def _tidy_step(self, proposal: Any) -> int:
        return int(max(0, min(self.steps, proposal["value"])))

    def describe(self) -> str:
        """The figure as it stands, in three sentences."""
        path, kind = self.path, "map" if self._plane else "curve"
        end, first = (np.array2string(np.asarray(point), precision=3) for point in (path[-1], path[0]))
        made = "1 step" if len(path) == 2 else f"{len(path) - 1} steps"
        return (
            f"Gradient descent on a {kind} of {self.scene['name']} from {first}, "
            f"learning rate {self.learning_rate:.3g}{self._with_momentum}. After {made} "
            f"it is at {end} with loss {self._loss(len(path) - 1):.3g}. {str(self._walk.verdict).capitalize()}."
            + (f" Yours: {self._told_of_own}" if self._descend else "")
        )

    @property
    def _told_of_own(self) -> str:
        words = str(self._own.verdict).capitalize()
        return f"{words}. {self.own_said}".strip() if words else self.own_said

    @property
    def _with_momentum(self) -> str:
        return f", momentum {self.momentum:.2g}" if self._heavy or self.momentum else ""

    def still(self) -> Still:
        figure = draw_descent(
            self.grid, self._window, self.scene, self._walk.path, self._own.path,
            f"α = {self.learning_rate:.3g}{self._with_momentum}: {self.rest}",
        )  # fmt: skip
        return Still(figure, alt=self.describe(), caption="Run the cell to move the learning rate and the start.")


def _curvature(hessian: Any, plane: bool) -> float | None:
    """The largest eigenvalue of what was given as the Hessian; None if it is not positive."""
    try:
        matrix = np.array(hessian, dtype=float)
    except (TypeError, ValueError):
        matrix = np.array(np.nan)
    if matrix.shape != ((2, 2) if plane else ()) or not np.all(np.isfinite(matrix)):
        expected = "2 × 2 numbers" if plane else "one number"
        raise GradusError(f"hessian is {expected}; got {hessian!r}.")
    largest = float(np.linalg.eigvalsh(np.atleast_2d(matrix))[-1])
    return largest if largest > 0 else None
