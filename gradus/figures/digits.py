"""A board to draw a digit on, and what a network reads in it, computed in the browser."""

from typing import Any

import numpy as np
import traitlets

from gradus.errors import GradusError
from gradus.figures.kit.drawing import check_strokes, pixels_of
from gradus.figures.kit.live import LiveFigure, script
from gradus.figures.kit.network import (
    check_images,
    check_labels,
    check_params,
    forward,
    infinite,
    log_softmax,
    sendable,
    sendable_images,
)
from gradus.figures.kit.still import Still
from gradus.figures.kit.theme import BLUE, INK, ORANGE, TEXT, blank, plain
from gradus.figures.kit.tiles import TILE, draw_tiles, rows_of

PIXELS, DIGITS = 64, 10


class Digits(LiveFigure):
    r"""A digit drawn by hand, the ten probabilities that a network gives it, and what each hidden unit sees.

    params: a list of (W, b) pairs, W (in, out), b (out,), with ReLU between the layers and nothing after the last;
    64 inputs, pixels from 0 to 1, and 10 outputs. [64, 10], the linear classifier, is one too.
    X, y: digits to load, (n, 64), and their labels, (n,). fit: whether a drawing is put in the middle and scaled, as
    the digits of the data are.

    `pixels`, (64,), `strokes` (lists of points (x, y), from 0 to 32), `example` (which of X is loaded, or None) and
    `fit` can be read and set. `probabilities`, (10,), `reading`, the likeliest digit, `activity`, what the first
    layer gives, and `misread`, the rows of X that are read wrongly, can be read.
    Raises GradusError if an argument is unusable.
    """

    _esm = script("digits")
    strokes: traitlets.List[Any] = traitlets.List().tag(sync=True)
    given: traitlets.List[Any] = traitlets.List().tag(sync=True)  # pixels that are no example, if any
    example = traitlets.Int(None, allow_none=True).tag(sync=True)
    fit = traitlets.Bool().tag(sync=True)

    def __init__(self, params: Any, X: Any = None, y: Any = None, fit: bool = True):
        self.params = check_params(params, PIXELS, DIGITS)
        if spoiled := infinite(self.params):
            raise GradusError(f"{spoiled}: with such weights a network reads nothing. Did the training diverge?")
        if y is not None and X is None:
            raise GradusError("y holds the labels of X, but there is no X: Digits(params, X, y).")
        self._X = np.empty((0, PIXELS)) if X is None else _check_pixels(check_images(X, "X", PIXELS), "X")
        self._y = None if y is None else check_labels(y, "y", len(self._X), DIGITS)
        most = forward([(np.abs(W), np.abs(b)) for W, b in self.params], np.ones((1, PIXELS)))[-1]
        if not np.isfinite(most).all():
            raise GradusError("params are so large that logits become infinite. Did the training diverge?")
        super().__init__((), scene=self._scene(), fit=bool(fit))

    def _scene(self) -> dict[str, Any]:
        examples = sendable_images(self._X, self._y) | {"misread": self.misread} if len(self._X) else None
        return {"network": sendable(self.params), "examples": examples}

    @property
    def misread(self) -> list[int]:
        """Which rows of X are read wrongly; none if there are no labels."""
        if self._y is None:
            return []
        return np.flatnonzero(forward(self.params, self._X)[-1].argmax(axis=1) != self._y).tolist()

    @property
    def pixels(self) -> np.ndarray:
        """What the network is shown, (64,), from 0 to 1. Setting it takes away the drawing."""
        drawn = pixels_of(self.strokes, self.fit and self._below is None)
        return drawn if self._below is None else np.maximum(drawn, self._below)

    @pixels.setter
    def pixels(self, value: Any) -> None:
        given = _check_pixels(check_images(np.reshape(value, (1, -1)), "pixels", PIXELS), "pixels")[0]
        with self.hold_sync():
            self.example, self.strokes, self.given = None, [], given.tolist()

    @property
    def _below(self) -> np.ndarray | None:
        """The pixels on which the strokes lie, if any."""
        if self.example is not None:
            return self._X[self.example]
        return np.array(self.given) if self.given else None

    @property
    def probabilities(self) -> np.ndarray:
        """The softmax of the logits, (10,)."""
        return np.exp(log_softmax(forward(self.params, self.pixels)[-1]))

    @property
    def reading(self) -> int:
        """The likeliest digit."""
        return int(self.probabilities.argmax())

    @property
    def activity(self) -> np.ndarray:
        """What each hidden unit of the first layer gives; without a hidden layer, the logits."""
        return forward(self.params, self.pixels)[0]

    @traitlets.validate("strokes")
    def _check_strokes(self, proposal: Any) -> list[Any]:
        return check_strokes(proposal["value"])

    @traitlets.validate("example")
    def _check_example(self, proposal: Any) -> int | None:
        k = proposal["value"]
        n = len(self._X)
        if k is not None and not 0 <= k < n:
            raise GradusError(f"example is a row of X, 0 to {n - 1}; got {k}." if n else "There is no X to load from.")
        return k

    @traitlets.observe("example")
    def _load(self, change: Any) -> None:
        if change["new"] is not None:
            self.strokes, self.given = [], []

    def describe(self) -> str:
        """What is on the board, and what the network reads, in a few sentences."""
        hidden = len(self.params) - 1
        kind = f"A network with {self.params[0][0].shape[1]} hidden units" if hidden else "A linear classifier"
        if hidden > 1:
            kind = f"A network with {hidden} hidden layers"
        chances = self.probabilities
        first, second = np.argsort(-chances, kind="stable")[:2]
        board = "an empty board" if not self.pixels.any() else "the drawing"
        if self.example is not None:
            label = "" if self._y is None else f", labelled {self._y[self.example]}"
            board = f"row {self.example} of X{label}"
        return (
            f"{kind} reads {board} as {first}, with probability {chances[first]:.3g}; "
            f"next comes {second}, with {chances[second]:.3g}."
        )

    def still(self) -> Still:
        W, chances = self.params[0][0], self.probabilities
        low = TILE * rows_of(W)
        figure = blank(8.0, 2.9 + low)
        rooms: Any = figure.subfigures(2, 1, height_ratios=[2.9, low])
        above, below = rooms
        board, bars = above.subplots(1, 2, width_ratios=[1, 1.5])
        board.imshow(self.pixels.reshape(8, 8), cmap="Greys", vmin=0, vmax=1)
        board.set(xticks=[], yticks=[])
        board.set_title("what the network sees", size=TEXT, color=INK)
        plain(bars).bar(range(DIGITS), chances, color=[ORANGE if k == self.reading else BLUE for k in range(DIGITS)])
        bars.set(ylim=(0, 1), xticks=range(DIGITS))
        bars.set_title(f"probabilities: it reads {self.reading}", size=TEXT, color=INK)
        draw_tiles(below, W)
        return Still(figure, alt=self.describe(), caption="Run the cell to draw.")


def _check_pixels(X: np.ndarray, what: str) -> np.ndarray:
    if X.min() < 0 or X.max() > 1:
        advice = " Divide by 16." if 1 < X.max() <= 16 and X.min() >= 0 else ""
        raise GradusError(f"{what} holds pixels from 0 to 1; got {X.min():g} to {X.max():g}.{advice}")
    return X
