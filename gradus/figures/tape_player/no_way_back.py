"""Why an operation hands nothing back to what it was made of, in words of lesson 5."""

from typing import Any

from gradus.figures.tape_player.formulas import formula

FLAT = {"round", "rint", "floor", "ceil", "floordiv", "//", "sign"}
ONLY_SHAPES = {"shape", "size", "rank", "zeros_like", "ones_like"}
PICKED = {"argmax", "argmin", "argsort", "top_k"}
COPIES = {"constant", "Variable"}
DERIVATIVES = {"gradient", "jacobian", "batch_jacobian"}


def has_slopes(x: Any) -> bool:
    """Whether a tape can follow this: a tensor of floats."""
    import tensorflow as tf

    return tf.is_tensor(x) and (x.dtype.is_floating or x.dtype.is_complex)


def is_whole(x: Any) -> bool:
    """Whether this is a tensor of whole numbers, or of true and false."""
    import tensorflow as tf

    return tf.is_tensor(x) and not has_slopes(x)


def reason(node: Any, x: Any) -> str:
    """Why nothing comes back to x from the operation that made node. Both have their names."""
    import tensorflow as tf

    said, did = f"`{formula(node)}`", node.operation.rpartition(".")[2]
    if is_whole(x.tensor):
        return f"`{x.name}` holds {_kind(x.tensor)}, and only floats have slopes."
    if not tf.is_tensor(x.tensor):
        return f"`{x.name}` is no tensor any more, and {said} only takes its number."
    if did.startswith(("assign", "scatter")):
        return f"{said} puts a number into a variable, and a tape does not follow numbers into variables."
    if not tf.is_tensor(node.tensor):
        return f"{said} leaves TensorFlow, so the tape does not see it. Stay with tf operations."
    if did in COPIES:
        return f"{said} copies the number, and the tape does not see where it came from."
    if did in DERIVATIVES:
        return f"{said} does not depend on `{x.name}`, as the slope of a straight line does not."
    if did == "stop_gradient":
        return f"{said} lets nothing back: that is what it is for."
    if did in ONLY_SHAPES:
        return f"{said} depends on the shape of `{x.name}` only, not on its numbers."
    if did in PICKED:
        return f"{said} says where, not how much: a whole number, which has no slope."
    if node.tensor.dtype.is_bool:
        return f"{said} is true or false, and has no slope."
    if not has_slopes(node.tensor):
        return f"{said} makes {_kind(node.tensor)}, and only floats have slopes."
    if did in FLAT:
        return f"{said} is flat between its jumps, and TensorFlow hands nothing back through it."
    return f"TensorFlow hands nothing back through {said} to `{x.name}`."


def unfollowed(x: Any, watch: bool) -> str:
    """Why the tape does not follow an input at all, or "" if it does."""
    import tensorflow as tf

    if not has_slopes(x.tensor):
        return f"`{x.name}` holds {_kind(x.tensor)}, and only floats have slopes: write it as 4.0 instead of 4."
    if isinstance(x.tensor, tf.Variable):
        return "" if x.tensor.trainable else (
            f"`{x.name}` has trainable=False, and a tape watches such a variable only after tape.watch({x.name})."
        )  # fmt: skip
    return (
        "" if watch else f"`{x.name}` is a plain tensor, and the tape was not told to watch it: tape.watch({x.name})."
    )


def _kind(x: Any) -> str:
    if x.dtype.is_bool:
        return "true or false"
    return f"whole numbers ({x.dtype.name})" if x.dtype.is_integer else str(x.dtype.name)
