"""Every line that a figure can show through two points of a curve, asked ahead, so that nothing is interpolated."""

import bisect
import math
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from gradus.figures.kit.learner import AHEAD
from gradus.figures.kit.sampling import Function, value, values

SECONDS = 0.5  # for asking f
PLACES, FEWEST = 80, 4  # stops of x: at most so many, and if there is no time for so few, none


class Quotients:
    """f at each place x, at x + h and at x - h, for all steps h.

    xs: (places,) and hs: (steps,), both ascending. y: (places,). ahead, behind: (places, steps). direction: (places,),
    the true slope where it is known. own: (places, steps), a learner's slopes as far as they are known ahead.
    NaN is where there is no value. behind and own are empty, (places, 0), unless a learner's slope is shown.
    """

    def __init__(self, f: Function, df: Any, hs: list[float], both: bool):
        """df: a function, or None. both: whether f is asked at x - h too."""
        self.f, self.df, self.both = f, df, both
        self.xs: list[float] = []
        self.hs = list(hs)
        self.y = self.direction = np.empty(0)
        self.ahead = np.empty((0, len(hs)))
        self.behind = self.own = np.empty((0, len(hs) if both else 0))

    def add_place(self, x: float) -> None:
        """Ask f at a place, for all steps."""
        i = bisect.bisect(self.xs, x)
        self.xs.insert(i, x)
        y, *ahead = values(self.f, [x, *(x + h for h in self.hs)])
        behind = values(self.f, [x - h for h in self.hs]) if self.both else []
        self.y = np.insert(self.y, i, y)
        self.ahead = np.insert(self.ahead, i, ahead, axis=0)
        self.behind = np.insert(self.behind, i, behind, axis=0)
        self.own = np.insert(self.own, i, np.nan, axis=0)
        self.direction = np.insert(self.direction, i, math.nan if self.df is None else value(self.df, x))

    def add_step(self, h: float) -> None:
        """Ask f a step h from all places."""
        j = bisect.bisect(self.hs, h)
        self.hs.insert(j, h)
        self.ahead = np.insert(self.ahead, j, values(self.f, [x + h for x in self.xs]), axis=1)
        if self.both:
            self.behind = np.insert(self.behind, j, values(self.f, [x - h for x in self.xs]), axis=1)
            self.own = np.insert(self.own, j, np.nan, axis=1)

    def add_places(self, left: float, right: float, low: float, high: float) -> None:
        """Round places from left to right where f lies between low and high, as many as there is time for."""
        calls = len(self.hs) * (2 if self.both else 1)
        most = min(PLACES, int(SECONDS / (calls * self._seconds_a_call())))
        if most < FEWEST:
            return
        xs = [x for x in rounds(left, right, most) if not any(math.isclose(x, old, abs_tol=1e-9) for old in self.xs)]
        for x, y in zip(xs, values(self.f, xs), strict=True):
            if low <= y <= high:
                self.add_place(x)

    def _seconds_a_call(self) -> float:
        """How long f takes: the least of three times, for others use the machine too."""
        times = []
        for _ in range(3):
            start = time.perf_counter()
            values(self.f, self.xs[:1] * 10)
            times.append((time.perf_counter() - start) / 10)
        return min(times) + 1e-9

    def ask_own(self, slope: Callable[..., Any], x: float, h: float) -> None:
        """A learner's slopes at all places and steps, those nearest to (x, h) in use first, while there is time.

        What it raises or returns wrongly is left to the moment when it is asked for.
        """
        end = time.monotonic() + AHEAD
        for i, j in self._order(self.xs.index(x), self.hs.index(h)):
            if time.monotonic() > end:
                return
            try:
                self.own[i, j] = slope(self.f, self.xs[i], self.hs[j])
            except Exception:
                self.own[i, j] = np.nan
        self.own[~np.isfinite(self.own)] = np.nan

    def _order(self, i: int, j: int) -> Iterator[tuple[int, int]]:
        yield from ((i, k) for k in range(len(self.hs)))
        yield from ((k, j) for k in range(len(self.xs)))
        yield from ((a, b) for a in range(len(self.xs)) for b in range(len(self.hs)))

    def slopes(self) -> np.ndarray:
        """The slope of each line, (places, steps)."""
        with np.errstate(all="ignore"):
            return (self.ahead - self.y[:, None]) / np.array(self.hs)

    def sendable(self) -> dict[str, Any]:
        """All of it for the browser: arrays travel as bytes, which hold NaN and cost no text."""
        arrays = {name: getattr(self, name).tobytes() for name in ("y", "ahead", "behind", "direction", "own")}
        return {"xs": self.xs, "hs": self.hs} | arrays


def rounds(left: float, right: float, most: int) -> list[float]:
    """Round numbers from left to right, equally far apart, at most so many."""
    least = (right - left) / most
    power = 10.0 ** math.floor(math.log10(least))
    step = next(power * k for k in (1, 2, 5, 10) if power * k >= least)
    digits = max(0, 1 - math.floor(math.log10(step)))
    return [round(k * step, digits) for k in range(math.ceil(left / step), math.floor(right / step) + 1)]


def slope_limits(slopes: np.ndarray) -> tuple[float, float]:
    """Lowest and highest slope to show: a pole may at most double what the rest needs; 0 is shown where it is near."""
    seen = slopes[np.isfinite(slopes)]
    if not len(seen):
        return -1.0, 1.0
    q02, q98 = (float(q) for q in np.quantile(seen, [0.02, 0.98]))
    low, high = max(float(seen.min()), 2 * q02 - q98), min(float(seen.max()), 2 * q98 - q02)
    if 0 < low < high - low:
        low = 0.0
    if high - low > -high > 0:
        high = 0.0
    pad = max(0.12 * (high - low), 0.1 * max(abs(low), abs(high))) or 1.0
    return low - pad, high + pad
