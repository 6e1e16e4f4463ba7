"""Why a gradient is None: the tape is asked, the block run once more where that is harmless, and its code read."""

import ast
import linecache
import sys
from types import FrameType
from typing import Any

from gradus.checks.wording import show
from gradus.why_none.causes import Findings, find_causes
from gradus.why_none.explanation import Explanation
from gradus.why_none.flow import is_float, key_of, unwrapped
from gradus.why_none.knowing import Knowing, Known
from gradus.why_none.outside import computed_after
from gradus.why_none.playing import Asked
from gradus.why_none.tape_state import Recorded, gradients_of, is_recording, is_spent, look_into, watches_by_itself
from gradus.why_none.with_block import Block, find_block
from gradus.why_none.words import parts_of, wanted_at

ASK_AGAIN = "With persistent=True the tape can be asked, too."
SWAPPED = "are target and source swapped? It is tape.gradient(target, source)."

MOST_SOURCES = 3
IF_NONE = "If it is None at all:"
GIVES = f"{IF_NONE} the block, run once more, gives"
VARIABLE_TARGET = (
    f"The target is a variable. It is made from nothing, so no other value has a gradient to it: {SWAPPED}"
)
UNWATCHED = (
    "The source is a plain tensor, and the tape does not watch it. First in the block it needs tape.watch(it); or, if "
    "the name once stood for a tf.Variable, change that in place (assign_sub) instead of binding a new tensor. If it "
    "is a piece, such as x[0], it is made anew each time that it is written: ask along x, and take its entry of the "
    "gradient."
)
NEVER_READ = (
    "The tape never saw this variable being read. So the target was computed before or after its block, in another "
    "thread, while it was stopped or before it was reset, from a copy of this variable, behind stop_gradient, or "
    "without it; or the variable was frozen then (not trainable), or the name was given to a new tf.Variable since."
)
LEFT = [
    "the target was computed outside the block, or while the tape was stopped",
    "the path leaves TensorFlow (NumPy, .numpy(), float)",
    "it goes through a variable's assign",
    "it goes through an operation without a gradient (round, argmax, a cast to integers, stop_gradient)",
    "the target does not depend on the source, as the slope of a straight line does not",
]


def explain_none(target: Any, source: Any, tape: Any) -> str:
    """A sentence on why tape.gradient(target, source) is None, or that it is not.

    It knows the types of target and source, which variables the tape watched, and its settings. While the tape has its
    recording (a persistent one has, another one until its first gradient, which this uses up), it also knows what
    is on it. The rest, what was done to a tensor between source and target, TensorFlow does not tell: there it reads
    the code of the `with` block, if it finds that, and otherwise says what it has ruled out.
    """
    target, source, frame = alone(target), alone(source), sys._getframe(1)
    if isinstance(source, list | tuple | dict) and not by_kind(target, target, tape) and not is_recording(tape):
        return _each(target, source, tape, frame)
    return explain_from(target, source, tape, frame, wanted_at(frame))


def explain_from(target: Any, source: Any, tape: Any, frame: FrameType, wanted: list[ast.expr]) -> str:
    """What explain_none says to the code of a frame. wanted: how target and source are written there."""
    if said := by_kind(target, source, tape):
        return Explanation(said)
    if is_recording(tape):
        return Explanation("The tape is still recording. Ask for gradients, and for a None, once its block has ended.")
    asked = Asked(find_block(frame, tape), frame, target, source, tape, wanted)
    return Explanation(_by_tape(asked), asked)


def alone(value: Any) -> Any:
    """What a list of one holds, and the tf.Variable that a variable of Keras holds."""
    if isinstance(value, list | tuple) and len(value) == 1:
        [value] = value
    return unwrapped(value)


def by_kind(target: Any, source: Any, tape: Any) -> str:
    """What the three themselves give away."""
    import tensorflow as tf

    if not isinstance(tape, tf.GradientTape):
        return f"This is about a tf.GradientTape, and the third argument is {_kind(tape)}."
    if target is None:
        return "The target is None itself. If it is the gradient of another tape, first find out why that is None."
    if isinstance(target, list | tuple | dict) or isinstance(source, list | tuple | dict):
        return "Ask about one target and one source at a time: each None may have a cause of its own."
    for value, what in ((target, "target"), (source, "source")):
        if type(value).__name__ == "KerasTensor":
            return (
                f"The {what} is a symbol of a model, which has no values, and no tape sees it. Give the model a tensor "
                "of your own, model(x) with x = tf.Variable(…) or a watched x, inside the block, and use that, or what "
                "a layer makes of it there."
            )
    if not tf.is_tensor(target):
        return f"The target is {_kind(target)}, so the path has left TensorFlow. Stay with tf operations all the way."
    if not tf.is_tensor(source):
        return (
            f"The source is {_kind(source)}. A tape follows tensors: make a tf.Variable or a watched tensor of it, and "
            "the target from that."
        )
    if not is_float(source):
        return f"The source holds {source.dtype.name}, and only floats have gradients. {_floats_for(source)}"
    if not is_float(target):
        return f"The target holds {target.dtype.name}, and only floats have gradients."
    if any(isinstance(value, tf.SparseTensor | tf.IndexedSlices | tf.RaggedTensor) for value in (target, source)):
        return (
            "Target or source is kept in pieces (sparse, ragged or slices). Ask about the tensor that holds its values."
        )
    if not all(hasattr(value, "numpy") for value in (target, source)):
        return "Target or source has no value yet (it is a symbol of a graph or a model). A tape follows tensors."
    return ""


def _floats_for(source: Any) -> str:
    """The way out for a source of another kind: an index and a word only stand for floats."""
    if source.dtype.name == "string":
        return "Ask along the floats that it stands for."
    return (
        "If it measures or counts something, make floats of it before the tape sees it; if it is an index, ask along "
        "what it picks from."
    )


def _each(target: Any, sources: Any, tape: Any, frame: FrameType) -> str:
    """What there is to say of several sources: of the first few that have no gradient."""
    parts, spent = parts_of(sources, wanted_at(frame)), is_spent(tape)
    answers = [None] * len(parts) if spent else gradients_of(tape, target, [source for *_, source in parts])
    said: dict[str, list[str]] = {}  # by text, the sources of which it is said
    left = [part for part, answer in zip(parts, answers, strict=True) if answer is None]
    for name, expressions, source in left[:MOST_SOURCES]:
        text = explain_from(target, alone(source), tape, frame, expressions)
        if not text.startswith(GIVES):
            said.setdefault(text, []).append(f"`{name}`")
    lines = [f"{', '.join(names)}: {text}" for text, names in said.items()]
    if len(left) > MOST_SOURCES:
        lines.append("Ask about the others one at a time.")
    if not lines:
        lines = [f"{GIVES} a gradient along each of these sources." if spent else "None of these gradients is None."]
    return Explanation("\n\n".join(lines))


def _by_tape(asked: Asked) -> str:
    import tensorflow as tf

    block, frame, target, source, tape, wanted = asked
    recorded = _ask_the_tape(target, source, tape)
    if recorded and recorded.gradient is not None:
        return f"This is not None: it is {show(recorded.gradient)}."
    if recorded and recorded.is_swapped:
        return f"The source is made from the target, and not the other way round: {SWAPPED}"
    if key_of(target) == key_of(source) and recorded is None:
        return f"{IF_NONE} target and source are one and the same, and the slope of a value along itself is 1."
    if block is None:
        if isinstance(target, tf.Variable) and target is not source:
            return VARIABLE_TARGET
        return _by_reading(target, source, tape, Findings(), recorded)
    code = find_causes(block, target, source)
    known = _know(Knowing(block, frame, target, source, tape, wanted, code.rebound))
    if said := _failed(block, known) or " ".join(known.causes):
        return said
    if known.is_elsewhere and not code.cause and not code.rebound and (said := computed_after(block, target, source)):
        return said
    if isinstance(target, tf.Variable) and target is not source:
        return VARIABLE_TARGET
    if known.gradient is not None and (recorded is None or recorded.may_be_zero):
        return f"{GIVES} {show(known.gradient)}. This tape has given its one answer, so it cannot be asked."
    return _by_reading(target, source, tape, code, recorded)


def _ask_the_tape(target: Any, source: Any, tape: Any) -> Recorded | None:
    try:
        return None if is_spent(tape) else look_into(target, source, tape)
    except Exception:  # an operation without a rule, a function of the learner's that fails on the way back
        return None


def _know(knowing: Knowing) -> Known:
    try:
        return knowing.find()
    except Exception:  # a learner's objects may do anything when they are asked; then the code is read
        return Known()


def _failed(block: Block, known: Known) -> str:
    """The cell of the block ended in an error, the last that there was, and so did the block when it was run again."""
    last = getattr(sys, "last_value", None)
    if known.fails is None or type(last) is not type(known.fails):
        return ""
    lines = {line.strip() for line in block.text.splitlines()[block.node.lineno - 1 : block.end]}
    trace = last.__traceback__
    while trace is not None:
        text = linecache.getline(trace.tb_frame.f_code.co_filename, trace.tb_lineno).strip()
        if text and text in lines:
            return (
                f"The block stopped with {type(last).__name__} at `{text}`. What came after that in it did not happen, "
                "and names still mean what they meant before. Mend that first."
            )
        trace = trace.tb_next
    return ""


def _by_reading(target: Any, source: Any, tape: Any, code: Findings, recorded: Recorded | None) -> str:
    """What the tape's settings say, and what is written in the code of the block."""
    import tensorflow as tf

    watched = tape.watched_variables()
    is_watched = any(v is source for v in watched)
    if isinstance(source, tf.Variable) and not is_watched:
        if not source.trainable:
            return (
                "The source has trainable=False, and a tape watches such variables only after tape.watch(it), or "
                "tape.watch(it.value) for one of Keras."
            )
        if watches_by_itself(tape) is False:
            return "The tape was made with watch_accessed_variables=False, so it watches nothing until tape.watch(it)."
        return code.rebound or code.cause or NEVER_READ
    if not isinstance(source, tf.Variable):
        is_unwatched = code.is_unwatched if recorded is None else not recorded.source
        if is_unwatched:
            return code.rebound or UNWATCHED
    return code.cause or _what_is_left(source, watched, recorded)


def _what_is_left(source: Any, watched: Any, recorded: Recorded | None) -> str:
    """No single cause is certain: what was ruled out, and what remains."""
    import tensorflow as tf

    kind = "It is a float variable that the tape watched" if isinstance(source, tf.Variable) else "It is a float tensor"
    if recorded is None:
        left = [] if isinstance(source, tf.Variable) else ["the source is not watched before it is used (tape.watch)"]
        return f"{IF_NONE} {kind[0].lower()}{kind[1:]}. What is left: {_list(left + LEFT)}. {ASK_AGAIN}"
    if recorded.variables:
        return (
            "The target depends on other variables of this tape, and no way to this source is recorded. If it went "
            "into one of them by assign, the path ends there; or the way leaves TensorFlow, or goes through an "
            "operation without a gradient; or there is none."
        )
    if recorded.target:
        begin = f"{IF_NONE} source" if recorded.may_be_zero else "Source"
        return (
            f"{begin} and target are both on the tape, and no gradient arrives: either an operation between them has "
            "none (round, argmax, a cast to integers, stop_gradient), or the target depends on other watched ones only."
        )
    return f"{kind}, and the target is not on the tape at all. What is left: {_list(LEFT)}."


def _list(parts: list[str]) -> str:
    return "; or ".join(parts)


def _kind(value: Any) -> str:
    module = type(value).__module__.partition(".")[0]
    return {"numpy": "a NumPy value", "builtins": f"a Python {type(value).__name__}"}.get(module, type(value).__name__)
