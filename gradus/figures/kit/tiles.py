"""The weights of units as small pictures, in stills."""

from typing import Any

import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from gradus.figures.kit.theme import BLUE, ORANGE, PAPER

SIGNED = LinearSegmentedColormap.from_list("signed", [BLUE, PAPER, ORANGE])
MOST, ACROSS = 64, 16  # units that are shown, and in a row
TILE = 0.55  # inches
FINE, EDGE, LINE = 6, 5, 0.7  # pixels of the image for a weight and around a picture; the grey of its frame


def is_picture(W: np.ndarray) -> bool:
    """Whether the inputs of this layer are a square of pixels."""
    return len(W) > 1 and round(len(W) ** 0.5) ** 2 == len(W)


def rows_of(W: np.ndarray) -> int:
    """How many rows of pictures there are."""
    return -(-min(W.shape[1], MOST) // ACROSS)


def draw_tiles(figure: Any, W: np.ndarray) -> None:
    """A square picture of each column of W, orange where it is positive and blue where negative.

    All are one image: so many axes would take a second to lay out.
    """
    side, shown = round(len(W) ** 0.5), min(W.shape[1], MOST)
    finite = np.where(np.isfinite(W), W, 0)
    largest = np.abs(finite).max() or 1.0
    place = FINE * side + 2 * EDGE
    image = np.full((rows_of(W) * place, ACROSS * place, 3), 1.0)
    for k in range(shown):
        picture = SIGNED((finite[:, k].reshape(side, side) / largest + 1) / 2)[..., :3]
        top, left = (EDGE + place * index for index in divmod(k, ACROSS))
        image[top - 1 : top + FINE * side + 1, left - 1 : left + FINE * side + 1] = LINE
        image[top : top + FINE * side, left : left + FINE * side] = picture.repeat(FINE, 0).repeat(FINE, 1)
    axes = figure.add_subplot()
    axes.imshow(image, interpolation="nearest")
    axes.axis("off")
