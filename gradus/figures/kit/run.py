"""What is kept of a training run: the weights at each record, their losses, and what there is to say of them."""

from typing import Any, NamedTuple

import numpy as np

from gradus.figures.kit.network import Params, flat, forward, infinite, log_softmax, sizes

MOST = 400  # records that are kept; of more every second, fourth … and the last
RISES = 1.02  # what grows by less has not risen
OVERFITS = 1.05  # a validation loss that is back up by less may be chance
STILL = 0.01  # a loss that has moved by less than this share has hardly changed


class Part(NamedTuple):
    """Images, one a row, and their labels."""

    X: np.ndarray
    y: np.ndarray


class Measure(NamedTuple):
    """What the network makes of a part: the mean cross-entropy, the share read rightly, and that of each class."""

    loss: float
    accuracy: float
    by_class: list[float]


def measure(layers: Params, part: Part) -> Measure:
    """Where the loss is NaN or infinity, nothing is read."""
    logits = forward(layers, part.X)[-1]
    with np.errstate(all="ignore"):
        loss = float(-log_softmax(logits)[np.arange(len(part.y)), part.y].mean())
    if not np.isfinite(loss):
        return Measure(loss, np.nan, [np.nan] * logits.shape[1])
    right = logits.argmax(axis=1) == part.y
    return Measure(loss, float(right.mean()), [_share(right[part.y == k]) for k in range(logits.shape[1])])


def _share(right: np.ndarray) -> float:
    return float(right.mean()) if len(right) else np.nan


class Run:
    """The records of a run, thinned out where they are many. `indices` says which they are: 0 is the first."""

    def __init__(self, parts: dict[str, Part]):
        self.parts = parts
        self.clear()

    def clear(self) -> None:
        self.count = 0
        self.indices: list[int] = []
        self.params: list[Params] = []
        self._every = 1
        self._measures: dict[int, dict[str, Measure]] = {}

    def add(self, layers: Params) -> None:
        """Keep this record, the next."""
        index, self.count = self.count, self.count + 1
        if self.indices and self.indices[-1] % self._every:  # the last one was kept because it was the last
            self._forget(self.indices[-1])
        self.indices.append(index)
        self.params.append(layers)
        if len(self.indices) > MOST:
            self._every *= 2
            for old in [i for i in self.indices[:-1] if i % self._every]:
                self._forget(old)

    def spoiled(self) -> tuple[int, str] | None:
        """The first record that is not finite, and where."""
        found = ((index, infinite(layers)) for index, layers in zip(self.indices, self.params, strict=True))
        return next(((index, where) for index, where in found if where), None)

    def _forget(self, index: int) -> None:
        at = self.indices.index(index)
        if infinite(self.params[at]) and not infinite(self.params[at - 1]):
            return  # here it went wrong
        del self.indices[at], self.params[at]
        self._measures.pop(index, None)

    def measures(self, name: str) -> list[Measure]:
        """Of this part, at each record."""
        part = self.parts[name]
        for index, layers in zip(self.indices, self.params, strict=True):
            known = self._measures.setdefault(index, {})
            if name not in known:
                known[name] = measure(layers, part)
        return [self._measures[index][name] for index in self.indices]

    @property
    def losses(self) -> dict[str, np.ndarray]:
        """Of each part, at each record."""
        return {name: np.array([one.loss for one in self.measures(name)]) for name in self.parts}

    @property
    def diverged(self) -> int | None:
        """The place of the first record with a loss that is NaN or infinity; None if there is none."""
        spoiled = np.flatnonzero(~np.isfinite(list(self.losses.values())).all(axis=0))
        return int(spoiled[0]) if len(spoiled) else None

    def sendable(self, first: int = 0) -> dict[str, Any]:
        """For the browser, from this record on: which they are, and all numbers of each as bytes."""
        kept = [k for k, index in enumerate(self.indices) if index >= first]
        rows = [flat(self.params[k]) for k in kept]
        return {
            "indices": [self.indices[k] for k in kept],
            "sizes": sizes(self.params[0]) if self.params else [],
            "weights": (np.concatenate(rows) if rows else np.empty(0)).tobytes(),
        }


def tell(run: Run, unit: str) -> str:
    """What there is to say of the run so far, in a sentence or more."""
    if not run.count:
        return f"Nothing is recorded yet: record(params) at the start, and after each {unit}."
    losses = run.losses["training"]
    if run.diverged is not None:
        return _diverged(run, losses, run.diverged, unit)
    first, end = losses[0], losses[-1]
    read = ", ".join(f"{100 * run.measures(name)[-1].accuracy:.3g} % of the {name} part" for name in run.parts)
    words = f"At {unit} {run.indices[-1]} the training loss is {end:.3g}; {read} are read rightly."
    if end > RISES * first:
        return (
            f"{words} At the start the loss was {first:.3g}, so it has risen: the learning rate is too large, "
            "or the steps lead uphill."
        )
    if len(losses) > 3 and np.ptp(losses) < STILL * first:
        return f"{words} The loss has hardly changed since the start, where it was {first:.3g}."
    held = run.losses.get("validation", losses)
    best = int(held.argmin())
    if best < len(held) - 3 and held[-1] > OVERFITS * held[best] and end < losses[best]:
        words += (
            f" The validation loss was least at {unit} {run.indices[best]}, {held[best]:.3g}, and is now "
            f"{held[-1]:.3g}, though the training loss is lower than then: it over-fits."
        )
    return words


def _diverged(run: Run, losses: np.ndarray, k: int, unit: str) -> str:
    index, before = run.indices[k], losses[:k]
    what = f"the loss is {'infinite' if np.isinf(losses[k]) else 'no number'}"
    if (spoiled := run.spoiled()) and spoiled[0] == index:
        what = spoiled[1]
    if k == 0:
        return f"At {unit} {index} {what}, before a step was made: look at how the weights begin."
    words = f"At {unit} {index} {what}: the run has diverged, and what follows means nothing."
    if before.max() > RISES * before[0]:
        return (
            f"{words} Before that the loss had risen from {before[0]:.3g} to {before.max():.3g}: most likely the "
            "learning rate is too large."
        )
    return (
        f"{words} The loss had not risen before: either a step was far too large at once, by the learning rate, or "
        "an exp or log in the gradient overflowed."
    )
