"""What a value loses on its way out of a student's process, where only plain data leaves.

A data frame arrives as an array, a Counter as a dict, a named tuple as a tuple. Most tests do not notice.
"""

from typing import Any

import numpy as np

PLAIN = (
    bool,
    int,
    float,
    complex,
    str,
    bytes,
    bytearray,
    range,
    type(None),
    np.ndarray,
    list,
    tuple,
    dict,
    set,
    frozenset,
)
EQUAL_ALL_THE_SAME = ("Counter", "OrderedDict", "defaultdict", "Tensor", "EagerTensor", "ResourceVariable")
"""Kinds whose equality survives, so that an assertion which fails is the answer's fault."""
MOST = 50  # parts of a list that are looked at
DEEPEST = 3


def kind_lost(value: Any, depth: int = DEEPEST) -> str:
    """The kind of a value, or of the first part of it, that arrives as another one; "" if there is none."""
    kind = type(value)
    if kind not in PLAIN and not isinstance(value, np.generic) and not callable(value):
        return kind.__name__
    if depth and kind in (list, tuple, set, frozenset, dict):
        parts = [*value.keys(), *value.values()] if kind is dict else list(value)
        return next((lost for part in parts[:MOST] if (lost := kind_lost(part, depth - 1))), "")
    return ""


def keeps_equality(kind: str) -> bool:
    return kind in EQUAL_ALL_THE_SAME
