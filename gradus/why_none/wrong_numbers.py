"""Why a gradient may be another number than one expects: checks on its values, and on the operations behind it."""

import sys
from collections.abc import Iterator
from typing import Any, NamedTuple

from gradus.checks.wording import show
from gradus.why_none.explain import alone, by_kind, explain_from
from gradus.why_none.explanation import Explanation
from gradus.why_none.flow import Flow, is_float, key_of
from gradus.why_none.kinks import Kink, kinks_of
from gradus.why_none.playing import Asked
from gradus.why_none.recorder import Operation
from gradus.why_none.rerun import Rerun, run_again
from gradus.why_none.tape_state import is_recording, is_spent
from gradus.why_none.values import ask, close
from gradus.why_none.with_block import Block, find_block
from gradus.why_none.words import expression_at, short, wanted_at

DIGITS = {"float16": 3, "bfloat16": 2, "float32": 7, "float64": 16}
PAIRS = {"Sub", "AddV2", "Add", "Mul", "RealDiv", "SquaredDifference", "Maximum", "Minimum"}
FLAT = {
    "Relu", "Relu6", "ClipByValue", "Sign", "Maximum", "Minimum", "SelectV2", "Select", "Sigmoid", "Tanh", "Softmax",
}  # fmt: skip

SAY = {
    "summed": "{0} has {1} entries, and a gradient is that of one number: this is the gradient of their sum. Take a "
    "mean or a sum yourself, or ask tape.jacobian for each.",
    "pairs": "`{0}` pairs shapes {1} and {2} into {3}: each with each. If that is not meant, bring both to one "
    "shape first (tf.reshape, tf.squeeze).",
    "where": "`{0}` chooses between two branches, and the one that is not chosen has no finite slope here. 0 times "
    "that is nan. Choose a harmless input for it first: tf.where(condition, x, 1.0).",
    "steep": "`{0}` has no finite slope at {1} in {2}.",
    "whole": "`{0}` divides whole numbers and drops the rest: {1}. Make floats of them first.",
    "lost": "`{0}` takes {1} and {2}: of the {4} digits of {5}, about {3} are left in the result. Compute in float64, "
    "or write it so that nearly equal numbers are not subtracted.",
    "absorbed": "`{0}` adds {1} to {2}: {4} has {3} digits, and the small one is lost. Compute in float64.",
    "flat": "`{0}` is flat here, so its slope is 0 and all behind it gets 0.",
    "kink": "`{0}` has a kink at {1}: its slope is {2} on the left and {3} on the right. TensorFlow's convention "
    "there is {4}.",
    "jump": "`{0}` jumps at {1}, and has no slope there. TensorFlow's convention is {4}.",
    "equal": "`{0}` has two equal numbers to choose from, {1}. Where they differ in slope there is a kink, and "
    "TensorFlow's convention is the slope of the first.",
}
NOTHING = (
    "Nothing that is looked for here was found: several entries in the target, shapes paired each with each, a slope "
    "that is not finite, whole numbers divided, digits lost, flat places, kinks. A factor that has become a constant "
    "is not looked for: only a slope that you compute in a second way shows it."
)
UNSEEN = (
    "The block could not be run once more without leaving a trace, or gave another value then, so only the numbers "
    "were looked at."
)


class Case(NamedTuple):
    """A block that ran once more, its flow, and the gradient along each value behind the target."""

    block: Block
    rerun: Rerun
    flow: Flow
    slopes: dict[int, Any]

    def expression(self, operation: Operation) -> str:
        return expression_at(self.block, operation.places[0] if operation.places else None)

    def behind(self) -> Iterator[Operation]:
        """The operations on the way from the source to the target, the last first."""
        for operation in reversed(self.flow.operations):
            if not operation.is_in_a_gradient and any(key_of(o) in self.flow.behind for o in operation.outputs):
                yield operation


def explain_gradient(target: Any, source: Any, tape: Any) -> str:
    """Why tape.gradient(target, source) may be another number than one expects; on None, what explain_none says.

    It looks for a target of many entries, shapes that were paired each with each, a slope that is not finite (also in
    the branch of a tf.where that was not taken), a division of whole numbers, digits lost, flat places, and kinks. For
    most of this it runs the block once more, as explain_none does, where that is harmless. A tape that is not
    persistent is used up by it.
    """
    frame = sys._getframe(1)
    target, source = alone(target), alone(source)
    if by_kind(target, source, tape) or is_recording(tape):
        return explain_from(target, source, tape, frame, wanted_at(frame))
    asked = Asked(find_block(frame, tape), frame, target, source, tape, wanted_at(frame))
    gradient = None if is_spent(tape) else ask(tape, target, source)
    case = _case(asked)
    if gradient is None and case:
        gradient = ask(case.rerun.tape, *case.rerun.asked)
    if gradient is None:
        return explain_from(target, source, tape, frame, asked.wanted)
    said = [f"The gradient is {show(gradient)}."]
    if (count := _entries(target)) > 1:
        expression = next(iter(asked.wanted), None)
        said.append(SAY["summed"].format(short(expression, "target"), count))
    if case:
        said += dict.fromkeys(sentence for check in CHECKS for sentence in _found(check, case, gradient))
    return Explanation(" ".join(said) if len(said) > 1 else f"{said[0]} {NOTHING if case else UNSEEN}", asked)


def _found(check: Any, case: Case, gradient: Any) -> list[str]:
    try:
        return list(check(case, gradient))
    except Exception:  # what was recorded may be of any kind; a check that cannot read it says nothing
        return []


def _case(asked: Asked) -> Case | None:
    block, frame, target, source, _, wanted = asked
    if block is None or len(wanted) != 2:
        return None
    rerun = run_again(block, frame, wanted)
    if rerun is None or rerun.stopped or rerun.error or rerun.asked[0] is None:
        return None
    made, origin = rerun.asked
    origin = source if origin is None else origin
    if not close(made, target):
        return None
    rerun = rerun._replace(asked=[made, origin])
    flow = Flow(rerun.operations, origin, made)
    return Case(block, rerun, flow, _slopes(rerun, flow, made))


def _slopes(rerun: Rerun, flow: Flow, target: Any) -> dict[int, Any]:
    """The gradient of the target along each float behind it that is made from the source."""
    values = {
        key_of(o): o
        for op in flow.operations
        for o in op.outputs
        if key_of(o) in flow.behind & flow.made and is_float(o)
    }
    try:
        found = rerun.tape.gradient(target, list(values.values())) if values else []
    except Exception:  # an operation without a rule, a function of the learner's that fails on the way back
        return {}
    return {key: slope for key, slope in zip(values, found, strict=True) if slope is not None}


def _entries(value: Any) -> int:
    import numpy as np

    return int(np.prod(value.shape.as_list() if hasattr(value.shape, "as_list") else value.shape))


def _paired(case: Case, gradient: Any) -> Iterator[str]:
    """(n, 1) with (n,) makes (n, n), which is seldom meant."""
    for operation in case.behind():
        shapes = [tuple(v.shape) for v in operation.inputs if hasattr(v, "shape")][:2]
        if operation.kind not in PAIRS or len(shapes) < 2 or not operation.outputs:
            continue
        made = tuple(operation.outputs[0].shape)
        short_one, long_one = sorted(shapes, key=len)
        is_column = len(long_one) == 2 and long_one[1] == 1 and len(short_one) == 1
        if is_column and short_one[0] == long_one[0] > 1 and made == (long_one[0], short_one[0]):
            yield SAY["pairs"].format(case.expression(operation), *shapes, made)


def _not_finite(case: Case, gradient: Any) -> Iterator[str]:
    """Where the slopes stop being finite on the way back, and whether a tf.where stands after that."""
    import numpy as np

    if np.all(np.isfinite(np.asarray(gradient))):
        return
    for operation in case.behind():
        after = [case.slopes[key_of(o)] for o in operation.outputs if key_of(o) in case.slopes]
        before = [v for v in operation.inputs if is_float(v) and key_of(v) in case.flow.made]
        if not after or not before or not all(np.all(np.isfinite(np.asarray(slope))) for slope in after):
            continue
        own = ask_alone(operation, before[0])
        if own is None or np.all(np.isfinite(own)):
            continue
        places = ~np.isfinite(own)
        later = Flow(case.flow.operations, operation.outputs[0], case.rerun.asked[0]).made
        chosen = [o for o in case.behind() if o.kind in ("SelectV2", "Select") and {*map(key_of, o.inputs)} & later]
        coming = np.asarray(after[0])
        # What is not chosen gets the slope 0, and only 0 times infinity is nan.
        is_chosen = np.any(coming[places] if coming.shape == places.shape else coming)
        if chosen and not is_chosen and np.all(np.isfinite(np.asarray(case.rerun.asked[0]))):
            yield SAY["where"].format(case.expression(chosen[0]))
        yield SAY["steep"].format(
            case.expression(operation), show(np.asarray(before[0])[places].ravel()[0]), before[0].dtype.name
        )
        return


def ask_alone(operation: Operation, value: Any) -> Any:
    """The slope of an operation by itself, at the values that it had."""
    import numpy as np
    import tensorflow as tf

    with tf.GradientTape() as tape:
        tape.watch(value)
        made = getattr(tf.raw_ops, operation.kind)(**operation.given)
    slope = ask(tape, made, value)
    return None if slope is None else np.broadcast_to(np.asarray(slope), np.asarray(value).shape)


def _whole(case: Case, gradient: Any) -> Iterator[str]:
    """3 // 2 is 1."""
    import numpy as np

    for operation in case.behind():
        if operation.kind not in ("FloorDiv", "Div", "TruncateDiv") or not operation.outputs[0].dtype.is_integer:
            continue
        over, under = (np.asarray(v) for v in operation.inputs[:2])
        if np.all(under != 0) and np.any(over % under != 0):
            shown = f"{show(over)} by {show(under)} gives {show(np.asarray(operation.outputs[0]))}"
            yield SAY["whole"].format(case.expression(operation), shown)


def _digits(case: Case, gradient: Any) -> Iterator[str]:
    """Nearly equal numbers subtracted, or a small number added to a large one."""
    import numpy as np

    for operation in case.behind():
        if operation.kind not in ("Sub", "AddV2") or not is_float(operation.outputs[0]):
            continue
        values = [np.asarray(v, dtype=np.float64) for v in operation.inputs[:2]]
        name = operation.outputs[0].dtype.name
        one, other = np.broadcast_arrays(*values)
        result = np.abs(np.asarray(operation.outputs[0], dtype=np.float64))
        larger, smaller = np.maximum(np.abs(one), np.abs(other)), np.minimum(np.abs(one), np.abs(other))
        unit = 10.0 ** -DIGITS.get(name, 16)
        # A constant that is lost, such as 1e-9 against a division by 0, changes no slope.
        is_made = [np.broadcast_to(key_of(v) in case.flow.made, one.shape) for v in operation.inputs[:2]]
        is_lost = (smaller > 0) & (smaller < unit * larger)
        if np.any(is_lost & np.where(np.abs(one) < np.abs(other), *is_made)):
            at = np.argmax(is_lost)
            shown = show(smaller.ravel()[at]), show(larger.ravel()[at])
            yield SAY["absorbed"].format(case.expression(operation), *shown, DIGITS.get(name, 16), name)
        elif np.any((result > 0) & (result < 1e3 * unit * larger)):
            at = np.argmax((result > 0) & (result < 1e3 * unit * larger))
            left = max(1, round(np.log10(result.ravel()[at] / (unit * larger.ravel()[at]))))
            shown = show(one.ravel()[at]), show(other.ravel()[at])
            yield SAY["lost"].format(case.expression(operation), *shown, left, DIGITS.get(name, 16), name)


def _flat(case: Case, gradient: Any) -> Iterator[str]:
    """A gradient of nothing but zeros: the last operation on the way that makes zeros of what comes back."""
    import numpy as np

    if np.any(np.asarray(gradient) != 0):
        return
    for operation in case.behind():
        after = [case.slopes[key_of(o)] for o in operation.outputs if key_of(o) in case.slopes]
        before = [v for v in operation.inputs if is_float(v) and key_of(v) in case.flow.made]
        if operation.kind in FLAT and before and any(np.any(np.asarray(slope) != 0) for slope in after):
            own = ask_alone(operation, before[0])
            at_kinks = [kink.mask for kink in kinks_of(operation, case.flow.made)]
            if own is not None and not np.any(own) and not (at_kinks and np.all(np.any(at_kinks, axis=0))):
                yield SAY["flat"].format(case.expression(operation))
                return


def _kinked(case: Case, gradient: Any) -> Iterator[str]:
    """relu at 0: a slope comes back to a place that has none of its own."""
    import numpy as np

    for operation in case.behind():
        after = [np.asarray(case.slopes[key_of(o)]) for o in operation.outputs if key_of(o) in case.slopes]
        for kink in kinks_of(operation, case.flow.made):
            if after and after[0].shape == kink.mask.shape and np.any(after[0][kink.mask] != 0):
                yield SAY[_sort_of(kink)].format(case.expression(operation), show(kink.at), *kink[2:])


def _sort_of(kink: Kink) -> str:
    return "equal" if kink.left is None else "jump" if kink.left == kink.right else "kink"


CHECKS = [_paired, _not_finite, _whole, _digits, _flat, _kinked]
