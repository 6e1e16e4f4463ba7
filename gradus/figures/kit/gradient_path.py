r"""Gradient descent with momentum on a grid, and one word for what a path does.

$v \leftarrow \beta v + g,\ \theta \leftarrow \theta - \alpha v$: heavy ball (Polyak 1964). `kit/descend.js` does the
same; shared vectors hold both to 1e-9.
"""

import math
from collections.abc import Callable, Sequence

STILL = 1e-9  # windows: what nobody sees move
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


def verdict(path: Path, end: str, losses: Sequence[float], inside: bool, size: float) -> str:
    """The word for a path, from its step lengths and losses. inside: whether it ends on the grid.
    size: of the window.

    "converges": the second half of the steps is under a tenth of the way, so with a steady rate less than a
    hundredth remains. "diverges": out of bounds, off the grid without slowing down, or ever longer steps on
    ever greater heights. "oscillates": the second half goes twice as far as it gets. Else it "crawls".
    """
    if end:
        return {"no value": "stops", "far": "diverges"}[end]
    made = len(path) - 1
    way = [0.0]  # way[k]: length of the path up to step k
    for a, b in zip(path, path[1:], strict=False):
        way.append(way[-1] + math.dist(a, b))
    if way[-1] <= STILL * size:
        return "stands still"
    half = made // 2
    late = way[-1] - way[half]
    if late <= 0.1 * way[-1]:
        return "converges"
    m = made // 4
    if m:
        quarter = [way[made - (q - 1) * m] - way[made - q * m] for q in (4, 3, 2, 1)]
        longer = all(b > a * (1 + 1e-9) for a, b in zip(quarter, quarter[1:], strict=False))
        before, last = max(losses[made - 2 * m + 1 : made - m + 1]), max(losses[made - m + 1 :])
        if longer and last > before + 1e-9 * (max(losses) - min(losses)):
            return "diverges"
        if not inside and quarter[3] >= quarter[2] * (1 - 1e-9):
            return "diverges"
    return "oscillates" if late > 2 * math.dist(path[-1], path[half]) else "crawls"
