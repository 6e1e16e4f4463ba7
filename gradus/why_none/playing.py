"""The block of a tape as a program that `TapePlayer` can play: `explain_none(...).show()`."""

import ast
import builtins
import copy
import itertools
import linecache
from types import FrameType, FunctionType
from typing import Any, NamedTuple

from gradus.errors import GradusError
from gradus.why_none.flow import key_of, unwrapped
from gradus.why_none.rerun import Rerun, changed_by, empty_at_first, run_again
from gradus.why_none.tape_state import look_into
from gradus.why_none.undo import names_seen_by, nothing_left_behind
from gradus.why_none.values import ask, close, ran_as_then
from gradus.why_none.with_block import Block, name_of, names_in

NO_BLOCK = "There is nothing to play: the block of this tape was not found."
A_TRACE = "The block cannot be run once more without leaving a trace, so it cannot be played."
OTHER_NUMBERS = "The block runs here on what its names mean now, so its numbers are not those of then. "
NOT_AS_THEN = "Run once more, the block does not do what it did: something has changed since. So it is not played."
FROM_WITHIN = "The source is made in the block, and a player begins with what a block is given. So it is not played."
OTHERWISE = "This block treats its tape in a way that a player does not, so it is not played."
PROGRAM = "the_block"
_numbers = itertools.count(1)


class Asked(NamedTuple):
    """What an explanation was asked about. wanted: how target and source are written; none where that is unknown."""

    block: Block | None
    frame: FrameType
    target: Any
    source: Any
    tape: Any
    wanted: list[ast.expr]


def play(asked: Asked) -> Any:
    """A TapePlayer of the block, from the source to the target. Nothing that the learner has is changed.

    Raises GradusError where the block cannot be run again, or leads to no tensor.
    """
    from gradus.figures import TapePlayer

    block, frame = asked.block, asked.frame
    if block is None or len(asked.wanted) != 2:
        raise GradusError(NO_BLOCK)
    rerun = run_again(block, frame, asked.wanted)
    if rerun is None or rerun.stopped or rerun.error:
        raise GradusError(A_TRACE)
    target, source = rerun.asked
    if source is not None and key_of(unwrapped(source)) != key_of(asked.source):
        raise GradusError(FROM_WITHIN)
    if target is None or not ran_as_then(rerun, block, asked.tape, asked.target, asked.source):
        raise GradusError(NOT_AS_THEN)
    names = names_seen_by(frame)
    with nothing_left_behind(names, frame) as (undo, _):
        for operation in rerun.operations:
            for handle, dtype in changed_by(operation.kind, operation.given):
                undo.note_variable(handle, dtype)
        names.update(empty_at_first(block, names))
        player = TapePlayer(
            _program(block, names, *asked.wanted),
            asked.source,
            watch=_is_followed(rerun, target, asked.source),
            note="" if close(target, asked.target) else OTHER_NUMBERS,
        )
    if (player.gradient[0] is None) is not (ask(rerun.tape, target, asked.source) is None):
        raise GradusError(OTHERWISE)
    return player


def _is_followed(rerun: Rerun, target: Any, source: Any) -> bool:
    try:
        return look_into(target, source, rerun.tape).source
    except Exception:  # an operation without a rule; the player says which
        return True


def _program(block: Block, names: dict[str, Any], target: ast.expr, source: ast.expr) -> FunctionType:
    """The body of the block as a function of the source, with the tape as a keyword, that returns the target."""
    node = copy.deepcopy(block.node)
    others = [item for item in node.items if name_of(item) not in block.tapes]
    body: list[ast.stmt] = [ast.With(others, node.body)] if others else node.body
    stored = {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    parameter = _free(ast.unparse(source), names_in(node) | stored, isinstance(source, ast.Name))
    tapes = [ast.Assign([ast.Name(name, ast.Store())], ast.Name("tape", ast.Load())) for name in block.tapes - {"tape"}]
    kept = sorted((stored & names.keys()) - {parameter, "tape", *block.tapes})  # what they mean before the block
    arguments = ast.arguments([], [ast.arg(parameter)], None, [ast.arg(n) for n in ("tape", *kept)],
                              [None, *(ast.Constant(None) for _ in kept)], None, [])  # fmt: skip
    function = ast.FunctionDef(PROGRAM, arguments, [*tapes, *body, ast.Return(target)], [])
    text = ast.unparse(ast.fix_missing_locations(ast.Module([function], [])))
    file = f"<block {next(_numbers)}>"
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)  # its text is read again
    made: dict[str, Any] = {}
    exec(compile(text, file, "exec"), names, made)
    program = made[PROGRAM]
    program.__name__ = "The block"
    program.__kwdefaults__ = {name: names[name] for name in kept}
    return program


def _free(written: str, taken: set[str], is_a_name: bool) -> str:
    """What the source is called as a parameter: as it is written, or `model_w` for `model.w`."""
    name = "".join(letter if letter.isalnum() else "_" for letter in written).strip("_")
    if is_a_name:
        return name
    name = name if name.isidentifier() else "source"
    while name in taken or hasattr(builtins, name):
        name += "_"
    return name
