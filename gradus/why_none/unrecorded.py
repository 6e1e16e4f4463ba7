"""What keeps a way that is open, in a block that was run once more, from being on the tape."""

from typing import Any

from gradus.why_none.causes import SAY as READ
from gradus.why_none.flow import Flow, is_of_keras, key_of, unwrapped
from gradus.why_none.rerun import FILE, Rerun
from gradus.why_none.values import ask, watched
from gradus.why_none.with_block import Block
from gradus.why_none.words import SAY, expression_at


def unrecorded(block: Block, rerun: Rerun, flow: Flow, source: Any, name: str, rebound: str) -> list[str]:
    """At most one sentence.

    name: what the source is called. rebound: what the code shows of a name that was a variable's.
    """
    import tensorflow as tf

    tape = min(block.tapes, default="tape")
    own, source = source, unwrapped(source)
    if isinstance(source, tf.Variable):
        if key_of(source) not in watched(rerun.tape):
            if not source.trainable:
                return [SAY["trainable"].format(name, f"{name}.value" if is_of_keras(own) else name)]
            reading = [i for i, o in enumerate(rerun.operations) if any(key_of(v) == flow.source for v in o.inputs)]
            return _erased(rerun, tape, max(reading)) if reading else []
    elif not is_watched(rerun.tape, source):
        is_made_here = any(source is o for op in rerun.operations for o in op.outputs)
        to_watch = ("The source", f"{tape}.watch(it)") if "the " in name else (name, f"{tape}.watch({name})")
        return [] if is_made_here else [rebound or SAY["watch"].format(*to_watch)]
    return _hidden(block, rerun, flow, source, name) if flow.is_open else []


def is_watched(tape: Any, source: Any) -> bool:
    import tensorflow as tf

    with tape:
        copied = tf.identity(source)
    return tape.gradient(copied, source) is not None


def _hidden(block: Block, rerun: Rerun, flow: Flow, source: Any, name: str) -> list[str]:
    """The source is on the tape, and the way from it is not."""
    first = flow.first_without(lambda value: ask(rerun.tape, value, source))
    if first is None:
        return []
    at = next(i for i, operation in enumerate(rerun.operations) if operation is first)
    if said := _erased(rerun, min(block.tapes, default="tape"), at) or _late(rerun, source, at):
        return said
    outer = next((p for p in first.places if p.file == FILE), None)
    is_learners = outer and any(o.is_learners_rule and outer in o.places for o in rerun.operations)
    return [SAY["own"].format(expression_at(block, outer), name)] if first.has_own_gradient and is_learners else []


def _erased(rerun: Rerun, tape: str, at: int) -> list[str]:
    """Whether the tape did not look when an operation ran, or forgot it later."""
    marks = [mark for mark in rerun.marks if mark.tape is rerun.tape]
    if any(mark.kind == "reset" and mark.at > at for mark in marks):
        return [SAY["reset"].format(tape)]
    is_stopped = sum(mark.kind == "stop_recording" and mark.at <= at for mark in marks) % 2
    return [SAY["stopped"]] if is_stopped else []


def _late(rerun: Rerun, source: Any, at: int) -> list[str]:
    """Whether the source was watched after an operation only."""
    marks = [mark for mark in rerun.marks if mark.kind == "watch" and mark.tape is rerun.tape]
    times = [mark.at for mark in marks if any(key_of(value) == key_of(source) for value in mark.watched)]
    return [READ["late"]] if times and min(times) > at else []
