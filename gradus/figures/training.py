"""A training run as it goes, and back through it: losses, what is read rightly, and the weights as pictures."""

import time
from collections.abc import Callable
from typing import Any

import numpy as np
import traitlets
from IPython import get_ipython

from gradus.errors import GradusError
from gradus.figures.kit.learner import Unusable, check_own, one_turn, own
from gradus.figures.kit.live import LiveFigure, script
from gradus.figures.kit.loss_still import draw_losses
from gradus.figures.kit.network import Params, check_images, check_labels, check_params, copied, sendable_images, sizes
from gradus.figures.kit.run import Part, Run, tell
from gradus.figures.kit.sampling import is_real, name_of
from gradus.figures.kit.still import Still
from gradus.figures.kit.theme import blank, plain
from gradus.figures.kit.tiles import TILE, draw_tiles, is_picture, rows_of

PAUSE, SELDOM = 0.1, 50  # seconds from one message to the next, or so many times what one takes: at most 2 % of a run


class Training(LiveFigure):
    r"""The losses of a training run while it goes on, and the weights at each record, to step back to.

    training, validation: (X, y) each, X (n, d), y (n,) labels from 0; the second may be left out.
    unit: what lies between two records, a word. `record(params)` adds one, params a list of (W, b) pairs with ReLU
    between the layers; it copies the weights, and the browser computes the losses.
    train, params, lr, epochs, seed: a function of yours, called as train(params, X, y, lr, 1, seed + k) for each epoch
    k when the figure is first shown; it returns (history, params). params may be a function that gives the first ones.

    `step`, which record is shown, can be read and set. `losses` and `accuracies`, arrays in a dictionary with the keys
    "training" and "validation", `indices`, the records they belong to, `params` at the step, `diverged`, the first
    record with NaN or infinity, or None, and `said`, the run in words, can be read.
    Raises GradusError if an argument is unusable.
    """

    _esm = script("training")
    at = traitlets.Int(None, allow_none=True).tag(sync=True)  # the record that is shown; the last one if None
    recorded = traitlets.Dict().tag(sync=True)  # all of the run, at the end of a cell
    news = traitlets.Dict().tag(sync=True)  # what has been added since the last message
    words = traitlets.Unicode().tag(sync=True)  # `said`, as far as the browser has heard

    def __init__(
        self,
        training: Any,
        validation: Any = None,
        unit: str = "epoch",
        train: Callable[..., Any] | None = None,
        params: Any = None,
        lr: float = 0.1,
        epochs: int = 30,
        seed: int = 0,
    ):
        check_own(train, "train")
        if not isinstance(unit, str) or not unit.strip():
            raise GradusError(f"unit is a word for what lies between two records, such as 'epoch'; got {unit!r}.")
        if train is not None and params is None:
            raise GradusError("train needs params to begin with: Training((X, y), train=train, params=params).")
        if not (isinstance(epochs, int) and 0 <= epochs <= 10_000 and isinstance(seed, int) and is_real(lr)):
            raise GradusError(f"lr is a number, epochs and seed are whole; got {lr!r}, {epochs!r} and {seed!r}.")
        parts = {"training": _part(training, "training")}
        if validation is not None:
            parts["validation"] = _part(validation, "validation", parts["training"].X.shape[1])
        self.unit, self._parts, self._run = unit, parts, Run(parts)
        self._sent, self._next, self._is_watched = 0, 0.0, False
        self._drawn: int | None = None  # records in the still that has been shown
        self._train = None if train is None else (train, params, lr, epochs, seed)
        self._trouble = ""  # of the learner's train
        sent = {name: sendable_images(*part) for name, part in parts.items()}
        scene = {"unit": unit, "parts": sent, "epochs": epochs if train is not None else None}
        super().__init__((), scene=scene, recorded=self._run.sendable(), words=tell(self._run, unit))

    def record(self, params: Any) -> None:
        """Add the weights as they are now. Raises GradusError unless they fit the data and the records before."""
        layers = copied(params, self._run.params[0]) if self._run.params else None
        self._run.add(self._checked(params) if layers is None else layers)
        if not self._is_watched:
            self._watch()
        if (start := time.monotonic()) >= self._next:
            self.news = self._run.sendable(self._sent)
            self._sent, end = self._run.count, time.monotonic()
            self._next = end + max(PAUSE, SELDOM * (end - start))

    def clear(self) -> None:
        """Forget all records."""
        self._run.clear()
        self._trouble = ""
        self.at = None
        self.finish()

    def _checked(self, params: Any) -> Params:
        layers = check_params(params, self._parts["training"].X.shape[1])
        now, before = sizes(layers), sizes(self._run.params[0]) if self._run.params else None
        if before and before != now:
            raise GradusError(f"The records so far are of a network {before}; got {now}. clear() begins anew.")
        classes = now[-1]
        for name, part in self._parts.items():
            if part.y.max() >= classes:
                raise GradusError(
                    f"The {name} labels go up to {part.y.max()}, but the last W has only {classes} columns."
                )
        return layers

    def _watch(self) -> None:
        """See to it that the end of the cell is heard of."""
        shell = get_ipython()
        if getattr(shell, "kernel", None) is not None:
            self._is_watched = True
            shell.events.register("post_run_cell", self._end_of_cell)

    def _end_of_cell(self, *_: Any) -> None:
        get_ipython().events.unregister("post_run_cell", self._end_of_cell)
        self._is_watched = False
        self.finish()
        if self._drawn not in (None, self._run.count):
            self.renew_still()
            self._drawn = self._run.count

    def finish(self) -> None:
        """Show what has been recorded; at the end of a cell that comes by itself."""
        with self.hold_sync():
            self.recorded, self.news = self._run.sendable(), {}
            self.words = self.said
        self._sent = self._run.count

    @property
    def said(self) -> str:
        """What there is to say of the run, in a sentence or more."""
        if self._trouble and not self._run.count:
            return self._trouble
        return f"{tell(self._run, self.unit)} {self._trouble}".strip()

    @property
    def indices(self) -> list[int]:
        """Which records are kept, counted from 0."""
        return list(self._run.indices)

    @property
    def step(self) -> int:
        """The record that is shown; the last one, unless another was chosen."""
        last = self._run.indices[-1] if self._run.indices else 0
        return last if self.at is None else min(self.at, last)

    @step.setter
    def step(self, value: int | None) -> None:
        self.at = value

    @property
    def params(self) -> Params:
        """The weights at the step, or at the record before that is kept. Raises GradusError if there is none."""
        if not self._run.indices:
            raise GradusError("Nothing is recorded yet.")
        return [(W.copy(), b.copy()) for W, b in self._run.params[self._row]]

    @property
    def _row(self) -> int:
        return int(np.searchsorted(self._run.indices, self.step, side="right")) - 1

    @property
    def losses(self) -> dict[str, np.ndarray]:
        """The mean cross-entropy at each record."""
        return self._run.losses

    @property
    def accuracies(self) -> dict[str, np.ndarray]:
        """The share that is read rightly at each record."""
        return {name: np.array([one.accuracy for one in self._run.measures(name)]) for name in self._parts}

    @property
    def diverged(self) -> int | None:
        """The first record at which a loss is NaN or infinity; None if there is none."""
        place = self._run.diverged
        return None if place is None else self._run.indices[place]

    @traitlets.validate("at")
    def _tidy_at(self, proposal: Any) -> int | None:
        return None if proposal["value"] is None else max(0, proposal["value"])

    def _ipython_display_(self) -> None:
        super()._ipython_display_()
        self._drawn = self._run.count
        if self._train is not None:
            self._follow(*self._train)

    def _follow(self, train: Callable[..., Any], params: Any, lr: float, epochs: int, seed: int) -> None:
        """Train epoch by epoch with the learner's function, once."""
        self._train = None
        X, y = self._parts["training"]
        try:
            if callable(params):
                params = own(params)
            self.record(params)
            for epoch in range(epochs):
                with one_turn(train):
                    result = own(train, params, X.copy(), y.copy(), lr, 1, seed + epoch)
                params = _params_of(result, f"{name_of(train, 'train')}(params, X, y, {lr:g}, 1, {seed + epoch})")
                self.record(params)
        except (Unusable, GradusError) as error:
            self._trouble = str(error)
            self.finish()
            self._watch()

    def describe(self) -> str:
        """The run in a few sentences."""
        return f"Losses of a training run, {self._run.count} records. {self.said}"

    def still(self) -> Still:
        W = self._run.params[self._row][0][0] if self._run.indices else np.empty((0, 0))
        low = TILE * rows_of(W) if is_picture(W) else 0.0
        figure = blank(8.0, 3.4 + low)
        rooms: Any = figure.subfigures(2, 1, height_ratios=[3.4, low]) if low else [figure]
        above, *below = rooms
        draw_losses(plain(above.add_subplot()), self._run.indices, self.losses, self.unit)
        for room in below:
            draw_tiles(room, W)
        return Still(figure, alt=self.describe(), caption="Run the cell to step back through the run.")


def _part(pair: Any, name: str, columns: int | None = None) -> Part:
    try:
        X, y = pair
    except (TypeError, ValueError):
        raise GradusError(f"{name} is a pair (X, y) of images and labels; got {type(pair).__name__}.") from None
    X = check_images(X, f"X of {name}", columns)
    return Part(X, check_labels(y, f"y of {name}", len(X)))


def _params_of(result: Any, call: str) -> Any:
    """The second of what train returned."""
    if result is None:
        raise Unusable(f"{call} returned None; expected (history, params). Is there a `return` in it?")
    if not (isinstance(result, tuple | list) and len(result) == 2):
        raise Unusable(f"{call} returned {type(result).__name__}; expected (history, params).")
    try:
        check_params(result[1])
    except GradusError as error:
        raise Unusable(f"{call} must return (history, params), in this order. {error}") from None
    return result[1]
