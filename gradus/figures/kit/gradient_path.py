r"""Gradient descent with momentum on a grid, and two facts about what a path does.

$v \leftarrow \beta v + g,\ \theta \leftarrow \theta - \alpha v$: heavy ball (Polyak 1964).
`kit/gradient_path.js` does the same; shared vectors hold both to 1e-9.
"""

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

STILL = 1e-9  # windows: what nobody sees move
TURN = 1e-6  # windows: shorter steps may turn back by rounding
ALIKE = 0.999  # at least this share is not less
NEAR = 1e-4  # windows: so little is left of the way that one cannot see it
FAR = 1e6  # windows away from the start: nobody comes back from there
Path = list[tuple[float, float]]


def descend(
    gradient: Callable[[float, float], tuple[float, float]],
    start: tuple[float, float],
    rate: float,
    momentum: float,
    steps: int,
    size: float,
) -> tuple[Path, str]:
    """The path, the start first, and why it ended early, if it did: "no value" or "far".

    It ends where there is no gradient, and beyond a million times the window's size.
    """
    (x, y), (vx, vy) = start, (0.0, 0.0)
    path = [(x, y)]
    bound = FAR * size
    for step in range(steps):
        gx, gy = gradient(x, y)
        if not (math.isfinite(gx) and math.isfinite(gy)):
            return path, "no value"
        before = x, y, vx, vy
        vx, vy = momentum * vx + gx, momentum * vy + gy
        x, y = x - rate * vx, y - rate * vy
        if (x, y, vx, vy) == before:  # at rest to the last digit, and so it stays
            return path + [(x, y)] * (steps - step), ""
        path.append((x, y))
        if not (abs(x - start[0]) <= bound and abs(y - start[1]) <= bound):
            return path, "far"
    return path, ""


def losses_along(value: Callable[[float, float], float], path: Path) -> list[float]:
    """f at each place of the path."""
    losses = [value(*path[0])]
    for before, point in zip(path, path[1:], strict=False):
        losses.append(losses[-1] if point == before else value(*point))
    return losses


class Verdict(NamedTuple):
    """What a path does: whether it comes to rest, and from where it comes there."""

    rest: str
    how: str


def verdict(path: Path, end: str, losses: Sequence[float], inside: bool, size: float) -> Verdict:
    """Two facts about a path. inside: whether it ends on the grid. size: of the window.

    rest: "comes to rest", where the way that is left, if the steps go on shrinking as they did, is too short to be
    seen; "leaves all bounds", far out, or off the grid without slowing down; "does not rest", where it turns back and
    its steps and heights do not shrink; "stands still" and "stops" (no slope there); else "not yet at rest".
    how: "from side to side" if a step leads past the last place or away from it, else "from one side"; "" if none is.
    """
    way, how = [0.0], "from one side"  # way[k]: length of the path up to step k
    for a, b in zip(path, path[1:], strict=False):
        way.append(way[-1] + math.dist(a, b))
    ex, ey = path[-1]
    for (ax, ay), (bx, by) in zip(path, path[1:], strict=False):
        if (bx - ax) * (ex - bx) + (by - ay) * (ey - by) < -((TURN * size) ** 2):
            how = "from side to side"
            break
    if way[-1] <= STILL * size:
        return Verdict("stops" if end == "no value" else "stands still", "")
    return Verdict(_rest(way, end, losses, inside, size, how == "from side to side"), how)


def _rest(way: Sequence[float], end: str, losses: Sequence[float], inside: bool, size: float, turns: bool) -> str:
    if end:
        return {"no value": "stops", "far": "leaves all bounds"}[end]
    made = len(way) - 1
    m = 4 * (made // 16) or made // 4  # a walk may come round after two steps or four
    if not m:
        return "not yet at rest"
    second, third, last = (way[made - (q - 1) * m] - way[made - q * m] for q in (3, 2, 1))
    if last <= STILL * size or (last < third and last * last / (third - last) <= NEAR * size):
        return "comes to rest"
    if not inside and last >= third * ALIKE:
        return "leaves all bounds"
    before, after = max(losses[made - 2 * m + 1 : made - m + 1]), max(losses[made - m + 1 :])
    high = after >= before - (1 - ALIKE) * (max(losses) - min(losses)) - 1e-9 * abs(before)
    if turns and high and last >= third * ALIKE and third >= second * ALIKE:
        return "does not rest"
    return "not yet at rest"
