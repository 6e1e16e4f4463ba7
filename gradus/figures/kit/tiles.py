"""The weights of units as small pictures, in stills."""

from typing import Any

import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from gradus.figures.kit.theme import BLUE, FAINT, ORANGE, PAPER

SIGNED = LinearSegmentedColormap.from_list("signed", [BLUE, PAPER, ORANGE])
MOST, ACROSS = 64, 16  # units that are shown, and in a row
TILE = 0.55  # inches


def is_picture(W: np.ndarray) -> bool:
    """Whether the inputs of this layer are a square of pixels."""
    return len(W) > 1 and round(len(W) ** 0.5) ** 2 == len(W)


def rows_of(W: np.ndarray) -> int:
    """How many rows of pictures there are."""
    return -(-min(W.shape[1], MOST) // ACROSS)


def draw_tiles(figure: Any, W: np.ndarray) -> None:
    """A square picture of each column of W, orange where it is positive and blue where negative."""
    side, shown = round(len(W) ** 0.5), min(W.shape[1], MOST)
    finite = np.where(np.isfinite(W), W, 0)
    largest = np.abs(finite).max() or 1.0
    for k, axes in enumerate(figure.subplots(rows_of(W), ACROSS, squeeze=False).ravel()):
        axes.set(xticks=[], yticks=[])
        axes.spines[:].set_color(FAINT)
        if k < shown:
            axes.imshow(finite[:, k].reshape(side, side), cmap=SIGNED, vmin=-largest, vmax=largest)
        else:
            axes.axis("off")
