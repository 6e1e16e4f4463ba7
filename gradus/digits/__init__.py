"""The digits of unit 8: 1,797 images of 8x8 pixels, offline. Sandboxes have this package, and not the test part."""

# They are the test set of "Optical Recognition of Handwritten Digits" (E. Alpaydin and C. Kaynak, 1998, UCI Machine
# Learning Repository, https://doi.org/10.24432/C50P49, CC BY 4.0), as scikit-learn ships it: by thirteen writers.
# Here they are shuffled and divided; `tools/make_digits.py` did that once, and nothing is drawn at run time.

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from gradus.errors import GradusError

PARTS = {"train": slice(0, 1000), "validation": slice(1000, 1300), "test": slice(0, 497)}
"""The names of the parts, and the rows of their file."""
SEEN = Path(__file__).with_name("train_and_validation.npz")
HELD_OUT = Path(__file__).parent.parent / "held_out" / "digits.npz"
"""The test part lies outside this package, so that no sandbox has it."""


def load(part: str) -> tuple[np.ndarray, np.ndarray]:
    """The images and labels of "train" (1,000), "validation" (300) or "test" (497): `X, y = load("train")`.

    X: float64 (n, 64), the rows of an image one after the other, 0 is paper and 1 is ink. y: int64 (n,), 0 to 9.
    Raises GradusError if there is no such part, or if it is the test part and this is where work is graded.
    """
    if part not in PARTS:
        raise GradusError(f"The digits have no part {part!r}: it is one of {', '.join(map(repr, PARTS))}.")
    pixels, labels, _ = _read(HELD_OUT if part == "test" else SEEN)
    rows = PARTS[part]
    return pixels[rows] / 16, labels[rows].astype(np.int64)


def in_writers_order() -> tuple[np.ndarray, np.ndarray]:
    """All 1,797 images and labels in scikit-learn's order: it seems that the last are not by the first writers.

    Raises GradusError where work is graded, since the test part is among them.
    """
    pixels, labels, places = map(np.concatenate, zip(_read(SEEN), _read(HELD_OUT), strict=True))
    order = np.argsort(places)
    return pixels[order] / 16, labels[order].astype(np.int64)


def moved(images: np.ndarray) -> np.ndarray:
    """Each image four times, (4 n, 64): all of them a pixel to the right, then all to the left, down and up."""
    framed = np.pad(images.reshape(-1, 8, 8), ((0, 0), (1, 1), (1, 1)))  # with a frame of paper
    ways = [framed[:, 1:9, :8], framed[:, 1:9, 2:], framed[:, :8, 1:9], framed[:, 2:, 1:9]]
    return np.concatenate(ways).reshape(-1, 64)


def show(images: np.ndarray, titles: Iterable[Any], **colours: Any) -> None:
    """Draw rows of 64 numbers as pictures of 8x8, ten beside each other, each with its title: 0 is white, 1 is black.

    colours: what else `imshow` should take, as `cmap="coolwarm", vmin=-2, vmax=2`.
    """
    import matplotlib.pyplot as plt  # here, since sandboxes have no need of it

    rows = -(-len(images) // 10)  # rounded up
    _, places = plt.subplots(rows, 10, figsize=(8, 1.1 * rows), squeeze=False)
    for place in places.flat:
        place.axis("off")
    for place, image, title in zip(places.flat, images, titles, strict=False):
        place.imshow(image.reshape(8, 8), **{"cmap": "Greys", "vmin": 0, "vmax": 1} | colours)
        place.set_title(title, size=9)
    plt.show()


def _read(file: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Pixels (0 to 16), labels, and the place of each image in scikit-learn's order."""
    if not file.is_file():
        raise GradusError(
            'The test part of the digits is not here: where work is graded, answers do without it. Use "train" or '
            '"validation".'
        )
    with np.load(file) as data:
        return data["pixels"], data["labels"], data["places"]
