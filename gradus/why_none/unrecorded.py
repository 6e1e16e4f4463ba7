"""What keeps a way that is open, in a block that was run once more, from being on the tape."""

import ast
from typing import Any

from gradus.why_none.causes import SAY as READ
from gradus.why_none.flow import Flow, key_of, unwrapped
from gradus.why_none.rerun import FILE, Rerun
from gradus.why_none.values import ask, watched
from gradus.why_none.with_block import Block
from gradus.why_none.words import SAY, expression_at


def unrecorded(block: Block, rerun: Rerun, flow: Flow, source: Any, name: str, rebound: str, is_cut: bool) -> list[str]:
    """At most one sentence.

    name: what the source is called. rebound: what the code shows of a name that was a variable's. is_cut: whether an
    operation on the way is known that no gradient passes.
    """
    import tensorflow as tf

    source = unwrapped(source)
    tape = min(block.tapes, default="tape")
    calls = {part.attr for part in ast.walk(block.node) if isinstance(part, ast.Attribute)}
    if isinstance(source, tf.Variable):
        if key_of(source) not in watched(rerun.tape):
            if not source.trainable:
                return [SAY["trainable"].format(name)]
            return _erased(tape, calls)
    elif not _is_watched(rerun.tape, source):
        is_made_here = any(source is o for op in rerun.operations for o in op.outputs)
        to_watch = ("The source", f"{tape}.watch(it)") if "the " in name else (name, f"{tape}.watch({name})")
        return [] if is_made_here else [rebound or SAY["watch"].format(*to_watch)]
    return [] if is_cut else _hidden(block, rerun, flow, source, calls)


def _is_watched(tape: Any, source: Any) -> bool:
    import tensorflow as tf

    with tape:
        copied = tf.identity(source)
    return tape.gradient(copied, source) is not None


def _hidden(block: Block, rerun: Rerun, flow: Flow, source: Any, calls: set[str]) -> list[str]:
    """The source is on the tape, and the way from it is not."""
    first = flow.first_without(lambda value: ask(rerun.tape, value, source))
    if first is None:
        return []
    if first.has_own_gradient:
        outer = next((p for p in first.places if p.file == FILE), None)
        return [SAY["own"].format(expression_at(block, outer))] if outer else []
    return _erased(min(block.tapes, default="tape"), calls) or ([READ["late"]] if "watch" in calls else [])


def _erased(tape: str, calls: set[str]) -> list[str]:
    if "reset" in calls:
        return [SAY["reset"].format(tape)]
    return [SAY["stopped"]] if "stop_recording" in calls else []
