"""The sentences on what a block shows that was run once more, and the learner's own expressions in them."""

import ast
import contextlib
import linecache
import re
from types import FrameType
from typing import Any

from gradus.why_none.flow import COMPARING, SIZES, Break
from gradus.why_none.obstacles import SAY as STEP
from gradus.why_none.obstacles import line
from gradus.why_none.recorder import Place, place_of
from gradus.why_none.rerun import FILE
from gradus.why_none.with_block import Block

SAY = {
    "whole": "`{0}` makes whole numbers, which have no gradient, so the path ends there.",
    "text": "`{0}` makes text, which has no gradient, so the path ends there.",
    "sizes": "`{0}` takes the shape alone, no values: {1} does not depend on those of {2}.",
    "own": "`{0}` has a gradient of its own (tf.custom_gradient), and no slope comes back from that: it returns None, "
    "or {1} and what is made from it are not among its arguments.",
    "predict": "`{0}` leaves TensorFlow: Keras hands back plain numbers, without a past. Call the model itself: "
    "model(x).",
    "watch": "{0} is a plain tensor, and the tape does not watch it. First in the block it needs {1}.",
    "trainable": "{0} has trainable=False, and a tape watches such variables only after tape.watch({1}).",
    "straight": "`{0}` does not change where {1} changes a little: a straight line has the same slope everywhere. The "
    'next derivative is 0, and TensorFlow writes None for it (unconnected_gradients="zero" makes it 0).',
    "pieces": "`{0}` uses {1} only to choose a piece, as maximum, abs or sorting do, and along a straight line the "
    "slope is the same everywhere. The next derivative is 0, and TensorFlow writes None for it "
    '(unconnected_gradients="zero" makes it 0).',
    "on the way back": "`{0}` passes an operation which has no gradient on its way back, so the path ends there.",
    "branch": "{1} only decides which lines run (`{0}`): no value made from it goes into {2}.",
    "unused": "{0} does not depend on {1}: nothing that the block did leads from the one to the other.",
    "perhaps before": "Nothing that the block did leads from {1} to {0}. If {2} was made from {1}, make it inside the "
    "block.",
    "piece": "{0} is made anew from {1}, and no way leads from it to {2}. Ask along {1}, and take what you need of "
    "its gradient.",
    "anew": "{0} is made anew each time that it is read, and no way leads from this one to {1}. Give it a name inside "
    "the block, use that there, and ask along it; if no variable is in it, it must be watched, too (tape.watch).",
    "stopped": "It was computed under tape.stop_recording(), which the tape does not see.",
    "reset": "The tape was emptied by {0}.reset() after that.",
    "compiled": "`{0}` is a compiled function: for the tape it is one step, and between its results there is none. "
    "Compute {1} from {2} outside of it, or leave out @tf.function while you look.",
    "swapped": "{1} is made from {0}, and not the other way round: are target and source swapped? "
    "It is tape.gradient(target, source).",
}


def expression_at(block: Block, place: Place | None) -> str:
    """The expression of the learner's at a place, on one line; "" where it cannot be read."""
    return "" if place is None else line(" ".join(part.strip() for part in _cut(_lines(block, place), place)))


def statement_of(block: Block, place: Place | None) -> str:
    """The expression at a place; where that is what an assignment fills, `buffer[i]`, the whole line."""
    text = expression_at(block, place)
    if place is None or "=" in text:
        return text
    lines = _lines(block, place)
    whole = lines[place.line - 1].strip() if place.line <= len(lines) else ""
    return line(whole) if re.match(re.escape(text) + r"\s*[-+*/]?=[^=]", whole) else text


def _lines(block: Block, place: Place) -> list[str]:
    return block.text.splitlines() if place.file == FILE else linecache.getlines(place.file)


def _cut(lines: list[str], place: Place) -> list[str]:
    """The lines of an expression, from its first letter to its last; columns count bytes."""
    chosen = [text.encode() for text in lines[place.line - 1 : max(place.end_line, place.line)]]
    if chosen and place.column >= 0:
        chosen[-1] = chosen[-1][: place.end_column]
        chosen[0] = chosen[0][place.column :]
    return [part.decode(errors="replace") for part in chosen]


def wanted_at(frame: FrameType) -> list[ast.expr]:
    """The expressions that were given for target and source, where they can be read."""
    place = place_of(frame)
    if place.column < 0:
        return []
    text = "".join(_cut(linecache.getlines(place.file, frame.f_globals), place))
    with contextlib.suppress(SyntaxError, ValueError):
        match ast.parse(text, mode="eval").body:
            case ast.Call(args=[target, source, *_]):
                return [_one(target), _one(source)]
    return []


def _one(expression: ast.expr) -> ast.expr:
    """What a list of one is written for."""
    if isinstance(expression, ast.List | ast.Tuple) and len(expression.elts) == 1:
        return expression.elts[0]
    return expression


def parts_of(sources: Any, wanted: list[ast.expr]) -> list[tuple[str, list[ast.expr], Any]]:
    """Each of several sources: how it is written, that and the target as expressions, and its value."""
    keys = list(sources) if isinstance(sources, dict) else range(len(sources))
    values = list(sources.values() if isinstance(sources, dict) else sources)
    if not wanted:
        return [(f"source {key}", [], value) for key, value in zip(keys, values, strict=True)]
    target, whole = wanted
    written = whole.values if isinstance(whole, ast.Dict) else getattr(whole, "elts", [])
    if len(written) != len(values) or None in written:  # it is not written part by part
        written = [ast.Subscript(whole, ast.Constant(key), ast.Load()) for key in keys]
    return [(ast.unparse(one), [target, one], value) for one, value in zip(written, values, strict=True)]


def short(expression: ast.expr | None, otherwise: str) -> str:
    text = "" if expression is None else ast.unparse(expression)
    return text if 0 < len(text) <= 30 else f"the {otherwise}"


def cut_at(block: Block, found: Break, target: str, source: str) -> str:
    """The sentence on an operation that a gradient cannot pass."""
    operation = found.operation
    text = expression_at(block, operation.places[0] if operation.places else None)
    if not text:
        return ""
    if found.new_variable:
        return STEP["copied"].format(text)
    if found.is_write:
        return STEP["state"].format(text)
    if operation.is_in_a_gradient:
        return SAY["pieces" if operation.kind in COMPARING else "on the way back"].format(text, source)
    if operation.kind in COMPARING:
        return STEP["compared"].format(text)
    if operation.kind in SIZES:
        return SAY["sizes"].format(text, target, source)
    dtypes = [o.dtype for o in found.used if hasattr(o, "dtype")]
    if dtypes and all(d.is_integer for d in dtypes):
        return SAY["whole"].format(text)
    if dtypes and all(d.name == "string" for d in dtypes):
        return SAY["text"].format(text)
    return STEP["jumps"].format(text)
