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
    code_of,
    evaluated_parts,
    is_tensor,
    is_tensorflow,
    name_of_function,
    root_name,
    text_of,
)  # fmt: skip
from gradus.why_none.outside import breaks_before, computed_outside, descendants, is_computed
from gradus.why_none.with_block import Assignment, Block, names_in

SAY = {
    "rebound": "{0} was a tf.Variable once, and `{0} = {1}` made it a plain tensor, which the tape does not watch. "
    "Change the variable in place, with assign or assign_sub.",
    "replaced": "{0} was bound to a new tf.Variable after the block. The tape watched the old one: use assign.",
    "moved": "After the block, `{0} = {1}` gave the name {0} to something new. The tape knows what it stood for "
    "before: ask for the gradient first.",
    "late": "tape.watch comes after the source was used. What happened before it was not recorded: put it first.",
    "unused": "{0} is not made from {1}: no step on the way to it uses that.",
}


class Findings(NamedTuple):
    """What the code shows: sentences, empty where nothing is certain, and whether nothing in it watches the source."""

    rebound: str = ""
    cause: str = ""
    is_unwatched: bool = False


def find_causes(block: Block, target: Any, source: Any) -> Findings:
    sources = block.names_of(source)
    targets = block.names_of(target)
    if not sources:
        return Findings()
    given = [a for a in block.assigned if a.name in sources]
    is_unwatched = not _may_watch(block) and not any(block.is_inside(a.line) for a in given)
    rebound = _rebound(block, sources, is_unwatched)
    # Where the source's name stood for something else before, the lines before do not speak of the source.
    if any(a.line >= block.node.lineno and _is_used_before(block, a) for a in given) or not targets:
        return Findings(rebound, "", is_unwatched)
    from_the_block = targets - {a.name for a in block.assigned if a.line > block.end}
    cause = computed_outside(block, targets, sources) or _on_the_way(block, sources, from_the_block)
    return Findings(rebound, cause, is_unwatched)


def _may_watch(block: Block) -> bool:
    """Whether something in the block may call tape.watch, here or in a function that knows the tape."""
    for node in ast.walk(block.node):
        if isinstance(node, ast.Attribute) and node.attr == "watch":
            return True
        if isinstance(node, ast.Call):
            if any(names_in(argument) & block.tapes for argument in arguments_of(node)):
                return True
            code = code_of(block, node.func)
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
        is_given_inside = any(block.is_inside(a.line) for a in given)
        if not variables:
            if _has_moved_on(block, given) and not is_given_inside:
                return SAY["moved"].format(name, text_of(given[-1].value))
            continue
        if "Variable" not in type(block.names[name]).__name__:
            others = [a for a in given if a not in variables]
            is_made_of_it = others and variables[-1] is not given[-1] and name in names_in(others[-1].value)
            if is_made_of_it and is_unwatched and variables[0].line < others[-1].line:
                return SAY["rebound"].format(name, text_of(others[-1].value))
        elif given[0].line < block.node.lineno and block.end < given[-1].line == variables[-1].line:
            is_used = name in names_in(block.node) and not is_given_inside
            return SAY["replaced"].format(name) if is_used else ""
    return ""


def _has_moved_on(block: Block, given: list[Assignment]) -> bool:
    """Whether a tensor that the block used got a successor behind it: `x = x - 0.1 * slope`."""
    if not given or given[-1].line <= block.end or not block.is_certain(given[-1]):
        return False
    name = given[-1].name
    return name in names_in(given[-1].value) & names_in(block.node) and isinstance(given[-1].value, ast.BinOp)


def _on_the_way(block: Block, sources: set[str], targets: set[str]) -> str:
    """What breaks the way from the sources to the targets in a block, as a sentence; "" if that is not certain.

    In this order: the tape watched too late, what is inside the block, what stands before it, no way at all.
    """
    way, unknown = block.backward_slice(targets)
    inside = sorted((a for a in way if block.is_inside(a.line)), key=lambda a: a.line)
    if not inside:
        return ""
    made_of = descendants(way, sources)
    uses = [a.line for a in inside if names_in(a.value) & sources]
    if _watches_after(block, uses):
        return SAY["late"]
    if targets & _reached(block, way, sources, made_of):
        return ""  # a way is left, and what breaks it is not written here
    if said := _breaks_inside(block, inside, made_of):
        return said
    before = [a for a in way if a.line < block.node.lineno and a.name not in sources]
    if not uses and (said := breaks_before(block, before, sources, made_of)):
        return said
    if not any(names_in(a.value) & made_of for a in way) and _is_all_known(block, way, unknown):
        return SAY["unused"].format(min(targets), min(sources))
    return ""


def _watches_after(block: Block, uses: list[int]) -> bool:
    """Whether the one `watch` of a block stands below all lines that use a source."""
    watches = (call for call in calls_in(block.node) if name_of_function(call.func) == "watch")
    watched = [call.lineno for call in watches if root_name(call.func) in block.tapes]
    loops = [node for node in ast.walk(block.node) if isinstance(node, ast.For | ast.While)]
    if any(loop.lineno <= line <= (loop.end_lineno or 0) for loop in loops for line in watched):
        return False  # in the next round a line above comes after it
    return len(watched) == 1 and bool(uses) and max(uses) < watched[0]


def _breaks_inside(block: Block, inside: list[Assignment], made_of: set[str]) -> str:
    """What breaks in the lines of the block; of several breaks the first three."""
    broken = [break_in(block, a, made_of) or break_by_state(block, a, made_of) for a in inside]
    said = list(dict.fromkeys(sentence for sentence in broken if sentence))
    # A condition seldom is what a gradient was to go through.
    said = [sentence for sentence in said if not sentence.endswith(COMPARED)] or said
    return " ".join(said[:3])


def _reached(block: Block, way: list[Assignment], sources: set[str], made_of: set[str]) -> set[str]:
    """The names to which the source may lead without a break: functions and containers of one's own may hide a way."""
    steps = [a for a in way if block.is_inside(a.line) or not is_computed(block, a.value)]
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
    code = code_of(block, function)
    if isinstance(function, ast.Name):
        return code is not None and bool(STATE & {*code.co_names})
    return not (is_tensorflow(block, function) or root_name(function) in block.tapes)
