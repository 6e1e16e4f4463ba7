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
FEWEST = 8  # steps, in a quarter of the walk, that tell whether it goes on like that
LONGEST_ROUND = 12  # steps after which a walk may come round
COUNTED = ["three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
Slopes = Callable[[float, float], tuple[float, float]]
Path = list[tuple[float, float]]


def descend(
    gradient: Slopes,
    start: tuple[float, float],
    rate: float,
    momentum: float,
    steps: int,
    size: float,
    holds: Callable[[float, float], bool] = lambda x, y: True,
) -> tuple[Path, str]:
    """The path, the start first, and why it ended early, if it did: "no value", "off" or "far".

    It ends where there is no gradient, at the first place that `holds` denies, and beyond a million times the
    window's size.
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
        if not holds(x, y):
            return path, "off"
    return path, ""


def losses_along(value: Callable[[float, float], float], path: Path) -> list[float]:
    """f at each place of the path."""
    losses = [value(*path[0])]
    for before, point in zip(path, path[1:], strict=False):
        losses.append(losses[-1] if point == before else value(*point))
    return losses


def falls_away(gradient: Slopes, place: tuple[float, float], dx: float, dy: float) -> bool:
    """Whether the ground bends down some way at the place, as at a saddle or a top: nothing rests there for long."""
    x, y = place
    (right, rise), (left, fall) = gradient(x + dx, y), gradient(x - dx, y)
    (across, up), (back, down) = gradient(x, y + dy), gradient(x, y - dy)
    a, c = (right - left) / (2 * dx), (up - down) / (2 * dy)
    b = ((rise - fall) / (2 * dx) + (across - back) / (2 * dy)) / 2
    lowest = (a + c) / 2 - math.hypot((a - c) / 2, b)  # the smaller eigenvalue of the Hessian
    return lowest < -1e-6 * (abs(a) + abs(b) + abs(c))


class Verdict(NamedTuple):
    """What a path does: whether it comes to rest, and from where it comes there, or how it goes on."""

    rest: str
    how: str

    def __str__(self) -> str:
        if not self.how:
            return self.rest
        return self.rest + (", " if self.how.startswith("from ") else ": it ") + self.how


def verdict(path: Path, end: str, losses: Sequence[float], inside: bool, size: float, falls: bool = False) -> Verdict:
    """Two facts about a path. inside: whether it ends on the grid. size: of the window. falls: see falls_away.

    rest: "comes to rest", where the way that is left, if the steps go on shrinking as they did, is too short to be
    seen; "does not rest", where it turns back and its steps and heights do not shrink; "leaves all bounds", far out,
    or off the grid with steps that grow and grow, or stay as they are; "leaves the window", where the path ended for
    that; "stands still" and "stops" (no slope there); else "not yet at rest".
    how: "from side to side" if a step leads past the last place or away from it, else "from one side"; of a walk
    that does not rest "hops between two places" or "comes round every four steps", if it does; "" if no step is made.
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
    rest = _rest(way, end, losses, inside, size, how == "from side to side", falls)
    return Verdict(rest, _round(path, size) or how if rest == "does not rest" else how)


def _rest(
    way: Sequence[float], end: str, losses: Sequence[float], inside: bool, size: float, turns: bool, falls: bool
) -> str:
    if end:
        return {"no value": "stops", "far": "leaves all bounds", "off": "leaves the window"}[end]
    made = len(way) - 1
    m = _quarter(made)
    if not m:
        return "not yet at rest"
    first, second, third, last = (way[made - (q - 1) * m] - way[made - q * m] for q in (4, 3, 2, 1))
    if last <= STILL * size or (not falls and _left(second, third, last) <= NEAR * size):
        return "comes to rest"
    # Steps that grow ever more slowly may shrink again: momentum takes a long swing before it comes back.
    steady = last * second >= third * third * (1 - 1e-9) and third * first >= second * second * (1 - 1e-9)
    if not inside and last >= third * (1 - 1e-9) and steady:
        return "leaves all bounds"
    before, after = max(losses[made - 2 * m + 1 : made - m + 1]), max(losses[made - m + 1 :])
    high = after >= before - (1 - ALIKE) * (max(losses) - min(losses)) - 1e-9 * abs(before)
    alike = last >= third * ALIKE and third >= second * ALIKE and last * second >= third * third * ALIKE
    seen = last > 10 * NEAR * size * m and m >= FEWEST
    return "does not rest" if turns and high and alike and seen else "not yet at rest"


def _left(second: float, third: float, last: float) -> float:
    """How much of the way is left after three stretches of as many steps each, at the most."""
    if not last < third:
        return math.inf
    by_the_same_factor = last * last / (third - last)
    if last * second > (2 - ALIKE) * third * third:  # ever less, like k^-3/2
        return max(by_the_same_factor, 7 * last)
    if last * second < 0.9 * third * third:  # ever more, as with momentum before it turns back
        return max(by_the_same_factor, third)
    return by_the_same_factor


def _quarter(made: int) -> int:
    """A quarter of the steps; of four, eight, … if there are enough, for a walk may come round after so many."""
    return 4 * (made // 16) or made // 4


def _round(path: Path, size: float) -> str:
    """After how many steps the walk is where it was, each time in its last quarter; "" if it is not."""
    made = len(path) - 1
    m = _quarter(made)
    for p in range(2, min(LONGEST_ROUND, m // 2) + 1):
        if all(math.dist(path[k], path[k - p]) <= TURN * size for k in range(made - m + 1, made + 1)):
            return "hops between two places" if p == 2 else f"comes round every {COUNTED[p - 3]} steps"
    return ""
