"""What was computed outside of a block: before it, after it, or under another tape."""

import ast
import builtins
import inspect
from typing import Any

from gradus.why_none.obstacles import (
    break_in,
    calls_in,
    code_of,
    is_tensor,
    is_tensorflow,
    root_name,
    text_of,
    uses_any,
)
from gradus.why_none.with_block import Assignment, Block, name_of, names_in

DERIVATIVES = {"gradient", "jacobian"}

SAY = {
    "after": "{0} is computed outside the block, where the tape does not look. Move that line into the block.",
    "before": "{0} = {1} is computed before the block, where the tape does not look. Move that line into the block.",
    "other": "{0} was recorded by `{1}`, which is another tape. Ask that one: {1}.gradient({0}, …).",
    "data": "{0} is not made from {1}, here or in the block. Is it the value that you mean to ask about?",
    "earlier": "{0} was computed in an earlier block. Since then {1} names another tape, which did not see it.",
}


def computed_outside(block: Block, targets: set[str], sources: set[str]) -> str:
    """The target itself is computed where the tape does not look."""
    given = [a for a in block.assigned if a.name in targets]
    if not given or any(block.is_inside(a.line) for a in given) or _may_give(block, targets):
        return ""
    last = given[-1]
    if block.is_certain(last) and (other := _other_tape(block, last)):
        return SAY["earlier" if other in block.tapes else "other"].format(last.name, other)
    is_sure = block.is_certain(last) and is_computed(block, last.value)
    return _after(block, last, sources) if is_sure else ""


def _other_tape(block: Block, assignment: Assignment) -> str:
    """The tape in whose block something was computed, if that is not the tape that was asked."""
    for other in reversed(block.others):
        if other.lineno <= assignment.line <= (other.end_lineno or 0):
            tapes = [name for item in other.items if (name := name_of(item))]
            return tapes[-1] if tapes else ""
    return ""


def computed_after(block: Block, target: Any, source: Any) -> str:
    """The target of a block that, run once more, does not make it: where it was computed instead, as a sentence."""
    targets = block.names_of(target)
    given = [a for a in block.assigned if a.name in targets]
    if not given or block.is_inside(given[-1].line) or not block.is_certain(given[-1]) or _may_give(block, targets):
        return ""
    is_made = isinstance(given[-1].value, ast.Call | ast.BinOp | ast.UnaryOp)
    return _after(block, given[-1], block.names_of(source)) if is_made else ""


def _after(block: Block, made: Assignment, sources: set[str]) -> str:
    """A target that was computed elsewhere. Of numbers written down, such as labels, moving the line makes no more."""
    if sources and _is_written_down(block, made.value, sources, 5):
        return SAY["data"].format(made.name, min(sources))
    return SAY["after"].format(made.name)


def _is_written_down(block: Block, value: ast.expr, sources: set[str], depth: int) -> bool:
    """Whether an expression is made of numbers in the code alone, also by way of names for such."""
    if depth == 0 or not _is_of_tensorflow_alone(block, value):
        return False
    for name in names_in(value):
        if name in sources:
            return False
        if inspect.ismodule(block.names.get(name)) or hasattr(builtins, name):
            continue
        given = [a for a in block.assigned if a.name == name]
        is_given_once = len(given) == 1 == sum(other == name for other, _ in block.given)
        if not is_given_once or not _is_as_written(block.names.get(name), given[0].value):
            return False
        if not _is_written_down(block, given[0].value, sources, depth - 1):
            return False
    return True


def used_from_before(block: Block, source: Any, used: set[str], holder: str) -> str:
    """What the block uses of that which was computed from the source before it, as a sentence.

    holder: the name of what holds the source, if it has none itself.
    """
    sources = block.names_of(source) or {holder}
    before = [a for a in block.assigned if a.line < block.node.lineno]
    made_of = descendants(before, sources)
    for assignment in before:
        value = block.names.get(assignment.name)
        is_a_value = is_tensor(value) or isinstance(value, int | float) or type(value).__module__ == "numpy"
        if assignment.name in used - sources and is_a_value and uses_any(assignment.value, made_of):
            is_last = [a for a in before if a.name == assignment.name][-1] is assignment
            if not (is_last and block.is_certain(assignment)):
                return ""
            if said := break_in(block, assignment, made_of):
                return said
            if isinstance(assignment.value, ast.Call | ast.BinOp | ast.UnaryOp):
                return SAY["before"].format(assignment.name, text_of(assignment.value))
    return ""


def breaks_before(block: Block, before: list[Assignment], sources: set[str], made_of: set[str]) -> str:
    """What is computed from a source before the block, where no line in the block uses one."""
    for assignment in before:
        if uses_any(assignment.value, sources):
            if said := break_in(block, assignment, made_of):
                return said
            if block.is_certain(assignment) and is_computed(block, assignment.value):
                return SAY["before"].format(assignment.name, text_of(assignment.value))
    return ""


def has_another_origin(block: Block, name: str, source: Any, holder: str) -> bool:
    """Whether the code shows where a name got its value before the block, and that this was not the source."""
    before = [a for a in block.assigned if a.line < block.node.lineno]
    given = [a for a in before if a.name == name]
    sources = block.names_of(source) or {holder}
    is_told = len(given) == 1 and _is_of_tensorflow_alone(block, given[0].value)
    return is_told and name not in descendants(before, sources)


def _is_of_tensorflow_alone(block: Block, value: ast.expr) -> bool:
    """Whether an expression calls nothing but TensorFlow's functions, NumPy's, and Python's own."""
    for call in calls_in(value):
        module = getattr(block.names.get(root_name(call.func)), "__name__", "")
        is_python = isinstance(call.func, ast.Name) and call.func.id in dir(builtins)
        if not (is_tensorflow(block, call.func) or is_python or str(module).partition(".")[0] in ("numpy", "math")):
            return False
    return True


def _is_as_written(value: Any, written: ast.expr) -> bool:
    """Whether a container still holds what the code says; of other values, True."""
    if not isinstance(value, list | dict | set):
        return True
    try:
        return bool(ast.literal_eval(written) == value)
    except (ValueError, TypeError):
        return False


def _may_give(block: Block, names: set[str]) -> bool:
    """Whether a function that the block calls knows one of the names, and so may give it another value (global)."""
    codes = (code_of(block, call.func) for call in calls_in(block.node))
    return any(names & {*code.co_names, *code.co_freevars} for code in codes if code)


def is_computed(block: Block, value: ast.expr) -> bool:
    """Whether an expression makes something new, and does not fetch what was made elsewhere."""
    if isinstance(value, ast.Call):
        is_derivative = isinstance(value.func, ast.Attribute) and value.func.attr in DERIVATIVES
        return is_derivative or is_tensorflow(block, value.func)
    return isinstance(value, ast.BinOp | ast.UnaryOp)


def descendants(way: list[Assignment], sources: set[str]) -> set[str]:
    """The names on the way that are made from the source, somehow."""
    made_of, size = set(sources), 0
    while len(made_of) > size:
        size = len(made_of)
        made_of |= {a.name for a in way if uses_any(a.value, made_of)}
    return made_of
