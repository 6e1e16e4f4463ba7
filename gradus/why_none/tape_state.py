"""What a tape of TensorFlow's answers about itself, by its public interface."""

import copy
from typing import Any, NamedTuple


class Recorded(NamedTuple):
    """What a tape that still has its recording says.

    Is the source on it, is the target, which watched variables lead there; the gradient that was asked for, if there
    is one after all, and whether the source has a gradient along the target. may_be_zero: it is None or 0.
    """

    source: bool
    target: bool
    variables: list[Any]
    gradient: Any = None
    is_swapped: bool = False
    may_be_zero: bool = False


def is_recording(tape: Any) -> bool:
    return _fresh(tape)[0] is None


def is_spent(tape: Any) -> bool:
    """Whether the tape has given its one answer: it says so before it looks at what it is asked."""
    try:
        tape.gradient(None, [])
    except RuntimeError:
        return True
    except TypeError:
        return False
    return False


def watches_by_itself(tape: Any) -> bool | None:
    fresh, variable, _ = _fresh(tape)
    return None if fresh is None else any(v is variable for v in fresh.watched_variables())


def look_into(target: Any, source: Any, tape: Any) -> Recorded:
    """Re-enter a tape that is not recording and not spent, copy source and target, and see what a gradient finds.

    This uses up a tape that is not persistent.
    """
    import tensorflow as tf

    watched = tape.watched_variables()
    # To read a variable would make the tape watch it, so those are not copied.
    asked = [tensor for tensor in (source, target) if not isinstance(tensor, tf.Variable)]
    is_persistent, may_be_zero = _is_persistent(tape), False
    with tape:
        copies = [tf.identity(tensor) for tensor in asked]
    if is_persistent:
        found = [tape.gradient(made, tensor) for made, tensor in zip(copies, asked, strict=True)]
        others = [v for v in watched if v is not source]
        slopes = tape.gradient(target, others) if others else []  # all at once: one walk back, however many there are
        leading = [v for v, slope in zip(others, slopes, strict=True) if slope is not None]
        gradient, swapped = gradient_of(tape, target, source), tape.gradient(source, target) is not None
    else:
        # One answer must do: the copy of the source counts 0 in it, so that what is left is the target's.
        sources = [source, *(tensor for tensor in asked if tensor is not source)]
        weights = [tf.zeros_like(tensor) if tensor is source else tf.ones_like(tensor) for tensor in asked]
        answer = tape.gradient(copies, sources, output_gradients=weights)
        found = [answer[next(i for i, s in enumerate(sources) if s is tensor)] for tensor in asked]
        leading, swapped = [], False
        gradient = None if answer[0] is None else tf.convert_to_tensor(answer[0])
        if not isinstance(source, tf.Variable) and gradient is not None and not tf.math.reduce_any(gradient != 0):
            gradient, may_be_zero = (
                None,
                True,
            )  # the source is on the tape; whether it leads to the target, 0 does not tell
    on_tape = {id(tensor): part is not None for tensor, part in zip(asked, found, strict=True)}
    return Recorded(
        on_tape.get(id(source), True), on_tape.get(id(target), True), leading, gradient, swapped, may_be_zero
    )


def gradient_of(tape: Any, target: Any, source: Any) -> Any:
    """A tensor or None; the rows that a look-up (tf.gather) uses become a whole tensor."""
    import tensorflow as tf

    found = tape.gradient(target, source)
    return None if found is None else tf.convert_to_tensor(found)


def gradients_of(tape: Any, target: Any, sources: list[Any]) -> list[Any]:
    """The tape's answer for each source, all None if it has none. This uses up a tape that is not persistent."""
    try:
        return list(tape.gradient(target, sources))
    except Exception:  # an operation without a rule, something that is no tensor
        return [None] * len(sources)


def _is_persistent(tape: Any) -> bool:
    fresh, variable, product = _fresh(tape)
    try:
        fresh.gradient(product, variable)
        fresh.gradient(product, variable)
    except RuntimeError:
        return False
    return True


def _fresh(tape: Any) -> tuple[Any, Any, Any]:
    """An empty tape with the same settings that has recorded one product, or None while the tape is recording."""
    import tensorflow as tf

    fresh, variable = copy.copy(tape), tf.Variable(1.0)
    try:
        with fresh:
            fresh.reset()
            product = 2.0 * variable
    except ValueError:
        return None, None, None
    return fresh, variable, product
