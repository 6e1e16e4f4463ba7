r"""A network in a figure: (W, b) pairs with ReLU between the layers and nothing after the last.

`kit/network.js` does the same sums in the browser.
"""

from typing import Any

import numpy as np

from gradus.errors import GradusError
from gradus.figures.kit.sampling import shortened

Params = list[tuple[np.ndarray, np.ndarray]]
PAIRS = "params must be a list of (W, b) pairs, one for each layer"


def check_params(params: Any, inputs: int | None = None, outputs: int | None = None) -> Params:
    """Copies of all W and b as float64.

    inputs, outputs: what the first W must take and the last give. NaN and infinity pass: see `infinite`.
    Raises GradusError, which names the array, unless params is a list or tuple of pairs whose shapes fit.
    """
    if not isinstance(params, list | tuple) or not params:
        raise GradusError(f"{PAIRS}; got {shortened(repr(params))}.")
    layers: Params = []
    for k, pair in enumerate(params):
        try:
            weights, biases = pair
        except (TypeError, ValueError):
            raise GradusError(f"{PAIRS}; params[{k}] is {shortened(repr(pair))}.") from None
        W, b = _numbers(weights, f"W of params[{k}]", 2), _numbers(biases, f"b of params[{k}]", 1)
        if b.shape != (W.shape[1],):
            raise GradusError(
                f"In params[{k}] W has shape {W.shape}, so b must have shape ({W.shape[1]},); got {b.shape}."
            )
        if layers and layers[-1][0].shape[1] != W.shape[0]:
            before = layers[-1][0].shape
            raise GradusError(
                f"W of params[{k}] has shape {W.shape}, but the layer before it, {before}, gives {before[1]} numbers."
            )
        layers.append((W, b))
    if inputs is not None and layers[0][0].shape[0] != inputs:
        raise GradusError(f"The first W must have {inputs} rows, one for each pixel; got shape {layers[0][0].shape}.")
    if outputs is not None and layers[-1][0].shape[1] != outputs:
        raise GradusError(
            f"The last W must have {outputs} columns, one for each digit; got shape {layers[-1][0].shape}."
        )
    return layers


def copied(params: Any, like: Params) -> Params | None:
    """As check_params, in a tenth of the time, where all shapes are those of `like`; else None."""
    try:
        if [(W.shape, b.shape) for W, b in params] != [(W.shape, b.shape) for W, b in like]:
            return None
        return [(np.array(W, dtype=np.float64), np.array(b, dtype=np.float64)) for W, b in params]
    except (AttributeError, TypeError, ValueError):
        return None


def infinite(layers: Params) -> str:
    """Which array is the first to hold NaN or infinity, as "W of params[0] holds NaN"; "" if none does."""
    for k, pair in enumerate(layers):
        for name, array in zip("Wb", pair, strict=True):
            if not np.isfinite(array).all():
                return f"{name} of params[{k}] holds {'NaN' if np.isnan(array).any() else 'infinity'}"
    return ""


def sizes(layers: Params) -> list[int]:
    """[64, 32, 10] of a network with 64 inputs, 32 hidden units and 10 outputs."""
    return [layers[0][0].shape[0], *(W.shape[1] for W, _ in layers)]


def sendable(layers: Params) -> dict[str, Any]:
    """For the browser: the sizes, and all numbers as bytes, W row by row and then b of each layer."""
    return {"sizes": sizes(layers), "weights": flat(layers).tobytes()}


def sendable_images(X: np.ndarray, y: np.ndarray | None) -> dict[str, Any]:
    """For the browser: how many they are, their pixels as bytes, and their labels, if there are any."""
    return {"n": len(X), "X": X.astype(np.float32).tobytes(), "y": None if y is None else y.tolist()}


def flat(layers: Params) -> np.ndarray:
    """All numbers in one row."""
    return np.concatenate([array.ravel() for pair in layers for array in pair])


def forward(layers: Params, X: np.ndarray) -> list[np.ndarray]:
    """What each layer gives for the rows of X, after ReLU; the last are the logits."""
    given = []
    with np.errstate(all="ignore"):
        for k, (W, b) in enumerate(layers):
            z = X @ W + b
            X = np.maximum(z, 0) if k < len(layers) - 1 else z
            given.append(X)
    return given


def log_softmax(logits: np.ndarray) -> np.ndarray:
    """The logarithms of the probabilities, row by row."""
    with np.errstate(all="ignore"):
        z = logits - logits.max(axis=-1, keepdims=True)
        return z - np.log(np.exp(z).sum(axis=-1, keepdims=True))


def check_images(X: Any, what: str, columns: int | None = None) -> np.ndarray:
    """X as float64, (n, columns). Raises GradusError unless its numbers are finite and there are some."""
    X = _numbers(X, what, 2)
    if not len(X):
        raise GradusError(f"{what} is empty: there is no image in it.")
    if columns is not None and X.shape[1] != columns:
        raise GradusError(f"{what} must have {columns} columns, one for each pixel; got shape {X.shape}.")
    if not np.isfinite(X).all():
        row = int(np.argmin(np.isfinite(X).all(axis=1)))
        raise GradusError(f"{what} holds NaN or infinity, first in row {row}.")
    return X


def check_labels(y: Any, what: str, n: int, classes: int | None = None) -> np.ndarray:
    """y as whole numbers, (n,). Raises GradusError unless each is a class."""
    labels = _numbers(y, what, 1)
    if labels.shape != (n,):
        raise GradusError(f"{what} must have a label for each of the {n} images; got shape {labels.shape}.")
    wrong = ~((labels >= 0) & (labels == np.floor(labels)) & (labels < (classes or np.inf)))
    if wrong.any():
        range_ = f"from 0 to {classes - 1}" if classes else "0 or more"
        at = int(np.argmax(wrong))
        raise GradusError(f"{what} must hold whole numbers {range_}; {what}[{at}] is {labels[at]:g}.")
    return labels.astype(int)


def _numbers(value: Any, what: str, axes: int) -> np.ndarray:
    try:
        array = np.array(value, dtype=np.float64)
    except (TypeError, ValueError):
        raise GradusError(f"{what} must be an array of numbers; got {shortened(repr(value))}.") from None
    if array.ndim != axes:
        expected = "two axes, (in, out)" if what.startswith("W ") else f"{'two axes' if axes == 2 else 'one axis'}"
        raise GradusError(f"{what} must have {expected}; got shape {array.shape}.")
    return array
