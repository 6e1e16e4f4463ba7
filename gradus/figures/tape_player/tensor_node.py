"""A node of a recording that stands for a tensor, and what of a tensor are numbers."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from gradus.figures.tape_player.no_way_back import has_slopes
from gradus.figures.tape_player.recording import Node


@dataclass(eq=False)
class TensorNode(Node):
    """A node with what it stands for: a tensor, or what was made of one outside of TensorFlow."""

    tensor: Any = None
    local: Any = None  # the tape around this operation alone
    broken: dict[int, str] = field(default_factory=dict)  # the operands that get nothing back, and why
    unfollowed: str = ""  # why the tape does not follow this input at all
    is_given: bool = False  # an input of the program
    is_of_a_layer: bool = False  # a variable that the program did not make itself
    leads: bool = False  # whether the target is made of it
    slopes: list[Any] = field(default_factory=list)  # what it hands back if its adjoint is 1

    def hand_back(self, adjoint: Any) -> list[Any]:
        """What this operation contributes to the adjoint of each operand, or None.

        An operand that stands twice gets both contributions at its first place.
        """
        import tensorflow as tf

        if self.local is None or not has_slopes(self.tensor):
            return [None] * len(self.operands)
        sources = [x.tensor if isinstance(x, TensorNode) and has_slopes(x.tensor) else None for x in self.operands]
        asked = {id(x): x for x in sources if x is not None}
        upstream = tf.cast(tf.constant(np.asarray(adjoint)), self.tensor.dtype)
        try:
            answers = self.local.gradient(self.tensor, list(asked.values()), output_gradients=upstream)
        except Exception:  # a gradient of somebody's own that can be asked only once, such as py_function's
            return [None] * len(self.operands)
        found = {key: numbers_of(answer) for key, answer in zip(asked, answers, strict=True)}
        return [None if x is None else found.pop(id(x), None) for x in sources]


def numbers_of(x: Any) -> np.ndarray | None:
    """A tensor, a variable, an array or a number as an array; None stays."""
    import tensorflow as tf

    if x is None:
        return None
    if isinstance(x, tf.IndexedSlices):
        x = tf.convert_to_tensor(x)
    if isinstance(x, tf.SparseTensor | tf.RaggedTensor):
        x = x.flat_values if isinstance(x, tf.RaggedTensor) else x.values
    array = np.asarray(x)
    return array if array.dtype.kind in "bc" else array.astype(float)


def is_numeric(x: Any) -> bool:
    """Whether all entries are numbers, or true and false."""
    import tensorflow as tf

    if tf.is_tensor(x):
        return x.dtype.is_floating or x.dtype.is_complex or x.dtype.is_integer or x.dtype.is_bool
    try:
        return np.asarray(x).dtype.kind in "biufc"
    except (TypeError, ValueError):
        return False
