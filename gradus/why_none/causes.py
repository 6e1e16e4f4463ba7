"""Why a gradient is None, as far as it is written down in the code of a block: it speaks only where it is sure."""

import ast
import builtins
import inspect
from typing import Any, NamedTuple

from gradus.why_none.obstacles import (
    COMPARED,
    ONLY_SIZES,
    STATE,
    arguments_of,
    break_at,
    break_by_state,
    break_in,
    calls_in,
    calls_tensorflow,
    evaluated_parts,
    is_tensor,
    is_tensorflow,
    name_of_function,
    root_name,
    text_of,
    uses_any,
)  # fmt: skip
from gradus.why_none.with_block import Assignment, Block, names_in

DERIVATIVES = {"gradient", "jacobian"}

SAY = {
    "rebound": "{0} was a tf.Variable once, and `{0} = {1}` made it a plain tensor, which the tape does not watch. "
    "Change the variable in place, with assign or assign_sub.",
    "replaced": "{0} was bound to a new tf.Variable after the block. The tape watched the old one: use assign.",
    "after": "{0} is computed outside the block, where the tape does not look. Move that line into the block.",
    "before": "{0} = {1} is computed before the block, where the tape does not look. Move that line into the block.",
    "other": "{0} was recorded by `{1}`, which is another tape. Ask that one: {1}.gradient({0}, …).",
    "earlier": "{0} was computed in an earlier block. Since then {1} names another tape, which did not see it.",
    "late": "tape.watch comes after the source was used. What happened before it was not recorded: put it first.",
    "unused": "{0} is not made from {1}: no step on the way to it uses that.",
}


class Findings(NamedTuple):
    """What the code shows: sentences, empty where nothing is certain, and whether nothing in it watches the source."""

    rebound: str = ""
    cause: str = ""
    is_unwatched: bool = False


def find_causes(block: Block, target: Any, source: Any) -> Findings:
    sources = {name for name, value in block.names.items() if value is source}
    targets = {name for name, value in block.names.items() if value is target}
    if not sources:
        return Findings()
    given = [a for a in block.assigned if a.name in sources]
    is_unwatched = not _may_watch(block) and not any(block.is_inside(a.line) for a in given)
    rebound = _rebound(block, sources, is_unwatched)
    # Where the source's name stood for something else before, the lines before do not speak of the source.
    if any(a.line >= block.node.lineno and _is_used_before(block, a) for a in given) or not targets:
        return Findings(rebound, "", is_unwatched)
    from_the_block = targets - {a.name for a in block.assigned if a.line > block.end}
    cause = _outside(block, targets) or _on_the_way(block, sources, from_the_block)
    return Findings(rebound, cause, is_unwatched)


def _may_watch(block: Block) -> bool:
    """Whether something in the block may call tape.watch, here or in a function that knows the tape."""
    for node in ast.walk(block.node):
        if isinstance(node, ast.Attribute) and node.attr == "watch":
            return True
        if isinstance(node, ast.Call):
            if any(names_in(argument) & block.tapes for argument in arguments_of(node)):
                return True
            code = getattr(block.names.get(name_of_function(node.func)), "__code__", None)
            if code and {"watch", *block.tapes} & {*code.co_names, *code.co_freevars}:
                return True
    return False


def _is_used_before(block: Block, assignment: Assignment) -> bool:
    used = [a for a in block.assigned if block.is_inside(a.line) and a.line <= assignment.line]
    return any(assignment.name in names_in(a.value) for a in used)


def _rebound(block: Block, sources: set[str], is_unwatched: bool) -> str:
    """The name once stood for a variable, and then was given to something else."""
    for name in sorted(sources):
        given = [a for a in block.assigned if a.name == name]
        variables = [a for a in given if calls_tensorflow(block, a.value, {"Variable"})]
        if not variables:
            continue
        if "Variable" not in type(block.names[name]).__name__:
            others = [a for a in given if a not in variables]
            is_made_of_it = others and variables[-1] is not given[-1] and name in names_in(others[-1].value)
            if is_made_of_it and is_unwatched and variables[0].line < others[-1].line:
                return SAY["rebound"].format(name, text_of(others[-1].value))
        elif given[0].line < block.node.lineno and block.end < given[-1].line == variables[-1].line:
            return SAY["replaced"].format(name) if name in names_in(block.node) else ""
    return ""


def _outside(block: Block, targets: set[str]) -> str:
    """The target itself is computed where the tape does not look."""
    given = [a for a in block.assigned if a.name in targets]
    if not given or any(block.is_inside(a.line) for a in given) or _may_give(block, targets):
        return ""
    last = given[-1]
    if block.is_certain(last) and (other := _other_tape(block, last)):
        return SAY["earlier" if other in block.tapes else "other"].format(last.name, other)
    is_sure = block.is_certain(last) and _is_computed(block, last.value)
    return SAY["after"].format(last.name) if is_sure else ""


def _other_tape(block: Block, assignment: Assignment) -> str:
    """The tape in whose block something was computed, if that is not the tape that was asked."""
    for other in reversed(block.others):
        if other.lineno <= assignment.line <= (other.end_lineno or 0):
            tapes = [n for i in other.items if (n := getattr(i.optional_vars or i.context_expr, "id", ""))]
            return tapes[-1] if tapes else ""
    return ""


def computed_after(block: Block, target: Any) -> str:
    """The target of a block that, run once more, does not make it: where it was computed instead, as a sentence."""
    targets = {name for name, value in block.names.items() if value is target}
    given = [a for a in block.assigned if a.name in targets]
    if not given or block.is_inside(given[-1].line) or not block.is_certain(given[-1]) or _may_give(block, targets):
        return ""
    is_made = isinstance(given[-1].value, ast.Call | ast.BinOp | ast.UnaryOp)
    return SAY["after"].format(given[-1].name) if is_made else ""


def statically_before(block: Block, source: Any, used: set[str], holder: str) -> str:
    """What the block uses of that which was computed from the source before it, as a sentence.

    holder: the name of what holds the source, if it has none itself.
    """
    sources = {name for name, value in block.names.items() if value is source} or {holder}
    before = [a for a in block.assigned if a.line < block.node.lineno]
    made_of = _descendants(before, sources)
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


def has_another_origin(block: Block, name: str, source: Any, holder: str) -> bool:
    """Whether the code shows where a name got its value before the block, and that this was not the source."""
    before = [a for a in block.assigned if a.line < block.node.lineno]
    given = [a for a in before if a.name == name]
    sources = {known for known, value in block.names.items() if value is source} or {holder}
    is_told = len(given) == 1 and _is_of_tensorflow_alone(block, given[0].value)
    return is_told and name not in _descendants(before, sources)


def _is_of_tensorflow_alone(block: Block, value: ast.expr) -> bool:
    """Whether an expression calls nothing but TensorFlow's functions, NumPy's, and Python's own."""
    for call in calls_in(value):
        module = getattr(block.names.get(root_name(call.func)), "__name__", "")
        is_python = isinstance(call.func, ast.Name) and call.func.id in dir(builtins)
        if not (is_tensorflow(block, call.func) or is_python or str(module).partition(".")[0] in ("numpy", "math")):
            return False
    return True


def _may_give(block: Block, names: set[str]) -> bool:
    """Whether a function that the block calls knows one of the names, and so may give it another value (global)."""
    codes = (getattr(block.names.get(name_of_function(call.func)), "__code__", None) for call in calls_in(block.node))
    return any(names & {*code.co_names, *code.co_freevars} for code in codes if code)


def _is_computed(block: Block, value: ast.expr) -> bool:
    """Whether an expression makes something new, and does not fetch what was made elsewhere."""
    if isinstance(value, ast.Call):
        is_derivative = isinstance(value.func, ast.Attribute) and value.func.attr in DERIVATIVES
        return is_derivative or is_tensorflow(block, value.func)
    return isinstance(value, ast.BinOp | ast.UnaryOp)


def _on_the_way(block: Block, sources: set[str], targets: set[str]) -> str:
    """What breaks the way from the sources to the targets in a block, as a sentence; "" if that is not certain.

    In this order: the tape watched too late, what is inside the block, what stands before it, no way at all.
    """
    way, unknown = block.backward_slice(targets)
    inside = sorted((a for a in way if block.is_inside(a.line)), key=lambda a: a.line)
    if not inside:
        return ""
    made_of = _descendants(way, sources)
    uses = [a.line for a in inside if names_in(a.value) & sources]
    if _watches_after(block, uses):
        return SAY["late"]
    if targets & _reached(block, way, sources, made_of):
        return ""  # a way is left, and what breaks it is not written here
    if said := _breaks_inside(block, inside, made_of):
        return said
    before = [a for a in way if a.line < block.node.lineno and a.name not in sources]
    if not uses and (said := _breaks_before(block, before, sources, made_of)):
        return said
    if not any(names_in(a.value) & made_of for a in way) and _is_all_known(block, way, unknown):
        return SAY["unused"].format(min(targets), min(sources))
    return ""


def _watches_after(block: Block, uses: list[int]) -> bool:
    """Whether the one `watch` of a block stands below all lines that use a source."""
    watches = (call for call in calls_in(block.node) if name_of_function(call.func) == "watch")
    watched = [call.lineno for call in watches if root_name(call.func) in block.tapes]
    return len(watched) == 1 and bool(uses) and max(uses) < watched[0]


def _breaks_inside(block: Block, inside: list[Assignment], made_of: set[str]) -> str:
    """What breaks in the lines of the block; of several breaks the first three."""
    broken = [break_in(block, a, made_of) or break_by_state(block, a, made_of) for a in inside]
    said = list(dict.fromkeys(sentence for sentence in broken if sentence))
    # A condition seldom is what a gradient was to go through.
    said = [sentence for sentence in said if not sentence.endswith(COMPARED)] or said
    return " ".join(said[:3])


def _breaks_before(block: Block, before: list[Assignment], sources: set[str], made_of: set[str]) -> str:
    """What is computed from a source before the block, where no line in the block uses one."""
    for assignment in before:
        if uses_any(assignment.value, sources):
            if said := break_in(block, assignment, made_of):
                return said
            if block.is_certain(assignment) and _is_computed(block, assignment.value):
                return SAY["before"].format(assignment.name, text_of(assignment.value))
    return ""


def _reached(block: Block, way: list[Assignment], sources: set[str], made_of: set[str]) -> set[str]:
    """The names to which the source may lead without a break: functions and containers of one's own may hide a way."""
    steps = [a for a in way if block.is_inside(a.line) or not _is_computed(block, a.value)]
    reached, size = set(sources), 0
    while len(reached) > size:
        size = len(reached)
        reached |= {a.name for a in steps if _passes(block, a.value, reached, made_of)}
    return reached


def _passes(block: Block, node: ast.AST, reached: set[str], made_of: set[str]) -> bool:
    """Whether a value may hold, with its past, one of the names reached."""
    if isinstance(node, ast.Name):
        return node.id in reached or _may_hold(block.names.get(node.id))
    if isinstance(node, ast.Compare) or break_at(block, node, made_of):
        return False
    if isinstance(node, ast.Lambda):
        return bool(names_in(node.body) & reached)
    if isinstance(node, ast.Call):
        if name_of_function(node.func) in ONLY_SIZES:
            return False
        if not (is_tensorflow(block, node.func) or name_of_function(node.func) in dir(builtins)):
            return True  # who knows what it does
    if isinstance(node, ast.Attribute) and node.attr in ONLY_SIZES:
        return False
    parts = evaluated_parts(node) if isinstance(node, ast.expr) else ast.iter_child_nodes(node)
    lambdas = [part for part in ast.iter_child_nodes(node) if isinstance(part, ast.Lambda)]
    return any(_passes(block, part, reached, made_of) for part in [*parts, *lambdas])


def _may_hold(value: Any) -> bool:
    """Whether a value is a container or an object, in which others may have been put."""
    is_single = is_tensor(value) or inspect.ismodule(value) or inspect.isroutine(value) or inspect.isclass(value)
    return isinstance(value, list | dict | set) or (hasattr(value, "__dict__") and not is_single)


def _descendants(way: list[Assignment], sources: set[str]) -> set[str]:
    """The names on the way that are made from the source, somehow."""
    made_of, size = set(sources), 0
    while len(made_of) > size:
        size = len(made_of)
        made_of |= {a.name for a in way if uses_any(a.value, made_of)}
    return made_of


def _is_all_known(block: Block, way: list[Assignment], unknown: set[str]) -> bool:
    """Whether nothing on the way can hide the source: TensorFlow's operations on numbers and variables alone."""
    for value in (a.value for a in way):
        for node in ast.walk(value):
            if isinstance(node, ast.Call) and not is_tensorflow(block, node.func):
                return False
            if isinstance(node, ast.Attribute | ast.Subscript) and not is_tensorflow(block, node):
                return False
            if isinstance(node, ast.Lambda | ast.ListComp | ast.GeneratorExp | ast.Dict | ast.Await):
                return False
    if any(_may_store(block, call.func) for call in calls_in(block.node)):
        return False  # a variable may have been given what the source made, by whatever name
    values = [block.names.get(name) for name in unknown]
    return all(type(v).__name__ == "ResourceVariable" or inspect.ismodule(v) for v in values)


def _may_store(block: Block, function: ast.expr) -> bool:
    """Whether a call of this may assign to a variable: by itself, or as a function or method that does."""
    if name_of_function(function) in STATE:
        return True
    code = getattr(block.names.get(name_of_function(function)), "__code__", None)
    if isinstance(function, ast.Name):
        return code is not None and bool(STATE & {*code.co_names})
    return not (is_tensorflow(block, function) or root_name(function) in block.tapes)
