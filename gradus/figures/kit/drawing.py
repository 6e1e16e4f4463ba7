r"""Strokes on a board of 32 × 32 places, counted into 8 × 8 pixels as the digits of the data were.

Those came from bitmaps of 32 × 32: each pixel is the number of black places among 4 × 4 (Alpaydin & Kaynak 1998).
`kit/drawing.js` does the same sums in the same order.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from gradus.errors import GradusError
from gradus.figures.kit.sampling import is_real

BOARD, SIDE = 32, 8
PEN = 2.5  # half the width of a stroke: as much ink as in the data, where 30 % of all places are black
HIGH, WIDE = 27.0, 20.0  # the middle line of a digit of the data, at most
MOST = 4.0  # so many times a small drawing is enlarged: a dot stays a dot
Strokes = Sequence[Sequence[Sequence[float]]]

_MIDDLES = np.arange(BOARD) + 0.5
_X, _Y = np.meshgrid(_MIDDLES, _MIDDLES)


def pixels_of(strokes: Strokes, fit: bool) -> np.ndarray:
    """The pixels, (64,), from 0 to 1 in sixteenths. fit: whether the drawing is first put as the data's digits are."""
    black = np.zeros((BOARD, BOARD), bool)
    for stroke in fitted(strokes) if fit and strokes else strokes:
        points = np.asarray(stroke, dtype=float)
        for start, end in zip(points, points[1:] if len(points) > 1 else points, strict=False):
            black |= _distance2(start, end) <= PEN * PEN
    block = BOARD // SIDE
    return black.reshape(SIDE, block, SIDE, block).sum(axis=(1, 3)).ravel() / block**2


def fitted(strokes: Strokes) -> list[np.ndarray]:
    """The strokes in the middle of the board, and as high (or, if that is less, as wide) as a digit of the data."""
    points = np.concatenate([np.asarray(stroke, dtype=float) for stroke in strokes])
    low, high = points.min(axis=0), points.max(axis=0)
    with np.errstate(divide="ignore"):
        scale = min(WIDE / (high[0] - low[0]), HIGH / (high[1] - low[1]), MOST)
    return [(np.asarray(stroke, dtype=float) - (low + high) / 2) * scale + BOARD / 2 for stroke in strokes]


def _distance2(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """The squared distance of the middle of each place from the line between two points."""
    (x, y), (dx, dy) = start, end - start
    length2 = dx * dx + dy * dy
    t = np.clip(((_X - x) * dx + (_Y - y) * dy) / length2, 0, 1) if length2 else 0.0
    u, v = _X - x - t * dx, _Y - y - t * dy
    return u * u + v * v


def check_strokes(strokes: Any) -> list[list[list[float]]]:
    """strokes as lists. Raises GradusError unless each is a list of points on the board."""
    try:
        checked = [[[*point] for point in stroke] for stroke in strokes]
    except TypeError:
        checked = [[]]
    for stroke in checked:
        for point in stroke or [[]]:
            if len(point) != 2 or not all(is_real(place) and 0 <= place <= BOARD for place in point):
                raise GradusError(
                    f"strokes is a list of lists of points (x, y), each from 0 to {BOARD}; got {str(strokes):.60}."
                )
    return [[[float(place) for place in point] for point in stroke] for stroke in checked]
