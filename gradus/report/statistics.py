"""What a class's points say, as statistics says it. Nothing here divides by nothing."""

import math
import statistics
from collections.abc import Sequence

FEWEST = 10
"""Students; in a smaller class chance says more about a correlation than the exercise does."""
BINS = 10


def mean(values: Sequence[float]) -> float | None:
    return statistics.fmean(values) if values else None


def median(values: Sequence[float]) -> float | None:
    return statistics.median(values) if values else None


def discrimination(item: Sequence[float | None], totals: Sequence[float]) -> float | None:
    r"""The corrected item-rest correlation $r(x_i, t - x_i)$: do those who do well elsewhere do better here?

    item, totals: points of each student, here and in all. Where points are all or nothing, it is the point-biserial
    correlation. None for fewer than 10 students, or where all have the same points, here or elsewhere. Students whose
    item is None are left out. (Crocker & Algina 1986, chapter 14.)
    """
    pairs = [(mine, total - mine) for mine, total in zip(item, totals, strict=True) if mine is not None]
    if len(pairs) < FEWEST:
        return None
    here, elsewhere = zip(*pairs, strict=True)
    if len(set(here)) == 1 or len(set(elsewhere)) == 1:
        return None
    return statistics.correlation(here, elsewhere)


def margin(students: int) -> float:
    r"""How far chance alone moves a correlation of 0 in 95 of 100 classes of this size: $\tanh(1.96/\sqrt{n-3})$."""
    return math.tanh(1.96 / math.sqrt(students - 3))


def histogram(values: Sequence[float], most: float) -> list[int]:
    """How many students have what share of the points, in ten parts of equal width; the last holds those with all."""
    counts = [0] * BINS
    for value in values if most > 0 else ():
        counts[min(max(int(BINS * value / most), 0), BINS - 1)] += 1
    return counts
