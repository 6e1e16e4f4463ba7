"""A learner's descent in a figure: the path that it returns, and what there is to say of it."""

import math
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np

from gradus.figures.kit.gradient_path import FAR, Path, Verdict, falls_away, losses_along, verdict
from gradus.figures.kit.grid import Grid
from gradus.figures.kit.learner import AHEAD, Unusable, numbers, one_turn, own
from gradus.figures.kit.sampling import name_of

MOST_PLACES = 200_000  # of all paths together, which travel to the browser
APART = 1e-6  # windows: what differs by less is the same but for rounding


class Ground(NamedTuple):
    """What a walk is on. plane: of two parameters, else one. size: of the window."""

    grid: Grid
    plane: bool
    size: float

    @property
    def endless(self) -> bool:
        """Whether the gradient is known beyond the grid too."""
        return self.grid.hessian is not None

    def place(self, point: Any) -> tuple[float, float]:
        return (float(point[0]), float(point[1])) if self.plane else (float(point), 0.0)

    def told(self, place: tuple[float, float]) -> str:
        x, y = (f"{round(number / self.size, 6) * self.size + 0.0:.4g}" for number in place)
        return f"({x}, {y})" if self.plane else x

    def grad(self, theta: Any) -> Any:
        """The gradient, as the figure's own walk has it: an array of two, or a number. It is NaN far outside."""
        place = np.asarray(theta, dtype=float)
        if place.shape != ((2,) if self.plane else ()):
            wanted = "an array of shape (2,)" if self.plane else "one number"
            raise ValueError(f"grad takes {wanted}; this one has the shape {place.shape}")
        x, y = self.place(place)
        slopes = self.grid.gradient(x, y) if math.isfinite(x) and math.isfinite(y) else (math.nan, math.nan)
        return np.array(slopes) if self.plane else slopes[0]

    def judge(self, path: Path, end: str, losses: list[float]) -> Verdict:
        """What the path does; see `verdict`."""
        falls = falls_away(self.grid.gradient, path[-1], self.grid.dx, self.grid.dy)
        return verdict(path, end, losses, self.grid.holds(*path[-1]), self.size, falls)


class OwnWalk(NamedTuple):
    """path: what can be drawn of it, the start first; empty if nothing can. said: in sentences, what it is."""

    path: Path
    verdict: Verdict
    said: str


def own_walk(function: Callable[..., Any], ground: Ground, start: Any, rate: float, steps: int, model: Path) -> OwnWalk:
    """The walk that function(grad, start, rate, steps) returns, set beside the figure's own, `model`."""
    name, shape = name_of(function, "descend"), (steps + 1, 2) if ground.plane else (steps + 1,)
    theta = np.array(start, dtype=float) if ground.plane else float(start)
    try:
        result = own(function, ground.grad, theta, rate, steps)
        call = f"{name}(grad, start, {rate:.3g}, {steps})"
        array = numbers(result, (None, *shape[1:]), call, f"the path, numbers of shape {shape}")
        if not len(array) or not np.all(np.isfinite(array[0])):
            raise Unusable(f"{call} returned a path without a first place.")
    except Unusable as trouble:
        return OwnWalk([], Verdict("", ""), str(trouble))
    path, end = _to_draw(array, ground)
    facts = ground.judge(path, end, losses_along(ground.grid.value, path))
    odd = _odd(array, path, end, ground, start, steps)
    return OwnWalk(path, facts, " ".join([*odd, _beside(path, model, ground)]).strip())


def walks_ahead(
    function: Callable[..., Any],
    rates: Iterable[float],
    walk: Callable[[float], OwnWalk],
    steps: int,
) -> dict[float, OwnWalk]:
    """The walk of each learning rate, the first one first, and of as many others as there is time for."""
    walks: dict[float, OwnWalk] = {}
    until = time.perf_counter() + AHEAD
    first = None
    try:
        with one_turn(function):
            for rate in rates:
                first = rate if first is None else first
                if walks and (time.perf_counter() > until or (len(walks) + 1) * (steps + 1) > MOST_PLACES):
                    break
                walks[rate] = walk(rate)
    except Unusable as trouble:  # the time is up
        if not walks and first is not None:
            walks[first] = OwnWalk([], Verdict("", ""), str(trouble))
    return walks


def sendable(start: tuple[float, float], walks: Mapping[float, OwnWalk]) -> dict[str, Any]:
    """The walks from this start, by learning rate, for the browser: all their places one after the other, as bytes."""
    places = np.array([place for walk in walks.values() for place in walk.path]).reshape(-1, 2)
    return {
        "start": start,
        "rates": list(walks),
        "lengths": [len(walk.path) for walk in walks.values()],
        "words": [str(walk.verdict) for walk in walks.values()],
        "said": [walk.said for walk in walks.values()],
        "xs": places[:, 0].tobytes(),
        "ys": places[:, 1].tobytes(),
    }


def _to_draw(array: np.ndarray, ground: Ground) -> tuple[Path, str]:
    """The places up to where the figure's own walk would end as well, and why that is; see gradient_path.descend."""
    path: Path = []
    for point in array:
        x, y = ground.place(point)
        if not (math.isfinite(x) and math.isfinite(y)):
            return path, "no value"
        path.append((x, y))
        if max(abs(x - path[0][0]), abs(y - path[0][1])) > FAR * ground.size:
            return path, "far"
        if len(path) > 1 and not ground.endless and not ground.grid.holds(x, y):
            return path, "off"
    return path, ""


def _odd(array: np.ndarray, path: Path, end: str, ground: Ground, start: Any, steps: int) -> list[str]:
    """What no right walk does, in sentences."""
    said, apart = [], APART * ground.size
    if math.dist(path[0], ground.place(start)) > apart:
        said.append(f"It begins at {ground.told(path[0])}, not at the start.")
    if len(array) != steps + 1:
        said.append(f"It has {len(array)} places; the start and {steps} steps make {steps + 1}.")
    if end == "no value" and all(map(math.isfinite, ground.grid.gradient(*path[-1]))):
        said.append(f"Step {len(path)} leads to a place that is not a number.")
    if len(path) < 2:
        return said
    slopes = ground.grid.gradient(*path[0])
    if max(math.dist(place, path[0]) for place in path) <= apart:
        if math.hypot(*slopes) > 0:
            said.append("All its places are the same.")
    elif sum(g * (new - old) for g, new, old in zip(slopes, path[1], path[0], strict=True)) > 0:
        said.append("Its first step leads uphill.")
    return said


def _beside(path: Path, model: Path, ground: Ground) -> str:
    """How the path compares with the figure's."""
    apart = APART * ground.size
    differ = [k for k, (a, b) in enumerate(zip(path, model, strict=False)) if not math.dist(a, b) <= apart]
    if differ:
        return f"It leaves the figure's walk at step {differ[0]}." if differ[0] else ""
    if len(path) == len(model):
        return "It is the figure's walk, place for place."
    return ""
