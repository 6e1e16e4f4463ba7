"""Kinks and jumps: places without a derivative, where an operation of TensorFlow's has a convention of its own."""

from collections.abc import Container, Iterator
from typing import Any, NamedTuple

from gradus.why_none.flow import is_float, key_of
from gradus.why_none.recorder import Operation


class Kink(NamedTuple):
    """Where in its output an operation is at a kink, the input there, the slope on both sides, and the convention.

    left, right: None where it depends, since both numbers that it chooses from are made from the source.
    """

    mask: Any
    at: float
    left: int | None
    right: int | None
    convention: int


OF_ONE = {
    "Relu": [(0.0, 0, 1, 0)],
    "Relu6": [(0.0, 0, 1, 0), (6.0, 1, 0, 0)],
    "Abs": [(0.0, -1, 1, 0)],
    "Sign": [(0.0, 0, 0, 0)],
}
SIDES = {"Maximum": (0, 1), "Minimum": (1, 0)}


def kinks_of(operation: Operation, made: Container[int]) -> Iterator[Kink]:
    """The kinks that the inputs of an operation sit at. made: the keys of what is made from the source."""
    import numpy as np

    inputs = [value for value in operation.inputs if is_float(value) or isinstance(value, float)]  # bounds may be plain
    values = [np.asarray(value) for value in inputs]
    if operation.kind in OF_ONE:
        found = [(values[0] == place, *sides) for place, *sides in OF_ONE[operation.kind]]
    elif operation.kind == "ClipByValue" and len(values) == 3:
        x, low, high = np.broadcast_arrays(*values)
        found = [((x == low) & (low < high), 0, 1, 1), ((x == high) & (low < high), 1, 0, 1)]
    elif operation.kind in SIDES and len(values) == 2:
        is_made = [is_float(value) and key_of(value) in made for value in inputs]
        if not any(is_made) or inputs[0] is inputs[1]:
            return
        sides = (None, None) if all(is_made) else SIDES[operation.kind]
        found = [(np.equal(*values), *sides, int(is_made[0]))]  # the slope goes along the first of two equal ones
        values = [np.broadcast_to(values[0], found[0][0].shape)]
    else:
        return
    for mask, left, right, convention in found:
        if np.any(mask):
            yield Kink(mask, float(values[0][mask].flat[0]) + 0.0, left, right, convention)
