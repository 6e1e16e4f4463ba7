"""What the recorder does for each operator, how an operation is written, and what of its results is followed."""

import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from gradus.figures.kit.sampling import shortened
from gradus.figures.tape_player.formulas import SIGNS
from gradus.figures.tape_player.tensor_node import is_numeric

DO: dict[str, Callable[[Any, Any], Any]] = {
    "add": operator.add, "sub": operator.sub, "mul": operator.mul, "div": operator.truediv, "power": operator.pow,
    "matmul": operator.matmul, "//": operator.floordiv, "%": operator.mod, "&": operator.and_, "|": operator.or_,
    "<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge, "==": operator.eq, "!=": operator.ne,
}  # fmt: skip
IN_PLACE = {"add": operator.iadd, "sub": operator.isub, "mul": operator.imul, "div": operator.itruediv}
WITH_SIGNS = {*SIGNS, "power"}
# TensorFlow's functions by the names that their rules have in chain_rule.py, where these are others.
RULED = {
    "negative": "neg", "reduce_sum": "sum", "reduce_mean": "mean",
    "subtract": "sub", "multiply": "mul", "divide": "div", "pow": "power",
}  # fmt: skip
LONGEST = 14  # letters of an argument


def last_name(text: str) -> str:
    """`reduce_sum` of `tf.math.reduce_sum`."""
    return shortened(text.rpartition(".")[2], LONGEST)


def as_text(text: str) -> str:
    """A piece of the source, as it stands in a pattern."""
    return shortened(text, LONGEST).replace("{", "{{").replace("}", "}}")


def is_layer(x: Any) -> bool:
    """Whether this is a layer or a model of Keras."""
    return callable(x) and hasattr(x, "trainable_variables") and hasattr(x, "built")


def is_followed(x: Any) -> bool:
    """Whether a result is kept: tensors of numbers, NumPy's and Python's floats. An int may stand for many."""
    import tensorflow as tf

    return (tf.is_tensor(x) and is_numeric(x)) or (isinstance(x, np.ndarray | np.generic | float) and is_numeric(x))
