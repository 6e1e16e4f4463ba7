"""Why a gradient is None, as far as it is written down in the code of a block: it speaks only where it is sure."""

import ast
import builtins
import inspect
from collections.abc import Iterator
from typing import Any, NamedTuple

from gradus.block import Assignment, Block, names_in

LEAVING = {"float", "int", "complex"}  # built-in functions that make plain numbers
LEAVING_METHODS = {"numpy", "item", "tolist"}
COPYING = {"constant", "Variable"}
STATE = {"assign", "assign_add", "assign_sub"}
WITHOUT_GRADIENT = {
    "argmax", "argmin", "argsort", "ceil", "equal", "floor", "greater", "greater_equal", "less", "less_equal",
    "logical_not", "not_equal", "one_hot", "rint", "round", "stop_gradient",
}  # fmt: skip
CHOOSING = {"cond", "case", "switch_case", "where", "while_loop"}  # their first argument is a condition
INTEGERS = ("int", "bool", "uint")
ONLY_SIZES = {"len", "size", "shape", "rank", "zeros_like", "ones_like", "ndim", "dtype", "type", "id", "isinstance"}
DERIVATIVES = {"gradient", "jacobian"}

COMPARED = "is true or false, which has no gradient, so the path ends there."
SAY = {
    "rebound": "{0} was a tf.Variable once, and `{0} = {1}` made it a plain tensor, which the tape does not watch. "
    "Change the variable in place, with assign or assign_sub.",
    "replaced": "{0} was bound to a new tf.Variable after the block. The tape watched the old one: use assign.",
    "after": "{0} is computed outside the block, where the tape does not look. Move that line into the block.",
    "before": "{0} = {1} is computed before the block, where the tape does not look. Move that line into the block.",
    "late": "tape.watch comes after the source was used. What happened before it was not recorded: put it first.",
    "left": "`{0}` leaves TensorFlow: what comes back is plain numbers, without a past. Use tf operations there.",
    "copied": "`{0}` copies the numbers into something new, which has no past. Use what it copies.",
    "jumps": "`{0}` has no gradient, so the path ends there.",
    "compared": "`{0}` " + COMPARED,
    "state": "`{0}` stores the value, and a tape does not follow what goes through a variable's state.",
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
            if any(names_in(argument) & block.tapes for argument in _arguments(node)):
                return True
            code = getattr(block.names.get(_name(node.func)), "__code__", None)
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
        variables = [a for a in given if _calls_tensorflow(block, a.value, {"Variable"})]
        if not variables:
            continue
        if "Variable" not in type(block.names[name]).__name__:
            others = [a for a in given if a not in variables]
            is_made_of_it = others and variables[-1] is not given[-1] and name in names_in(others[-1].value)
            if is_made_of_it and is_unwatched and variables[0].line < others[-1].line:
                return SAY["rebound"].format(name, _text(others[-1].value))
        elif given[0].line < block.node.lineno and block.end < given[-1].line == variables[-1].line:
            return SAY["replaced"].format(name) if name in names_in(block.node) else ""
    return ""


def _outside(block: Block, targets: set[str]) -> str:
    """The target itself is computed where the tape does not look."""
    given = [a for a in block.assigned if a.name in targets]
    if not given or any(block.is_inside(a.line) for a in given) or _may_give(block, targets):
        return ""
    last = given[-1]
    is_sure = block.is_certain(last) and _is_computed(block, last.value)
    return SAY["after"].format(last.name) if is_sure else ""


def _may_give(block: Block, names: set[str]) -> bool:
    """Whether a function that the block calls knows one of the names, and so may give it another value (global)."""
    codes = (getattr(block.names.get(_name(call.func)), "__code__", None) for call in _calls(block.node))
    return any(names & {*code.co_names, *code.co_freevars} for code in codes if code)


def _is_computed(block: Block, value: ast.expr) -> bool:
    """Whether an expression makes something new, and does not fetch what was made elsewhere."""
    if isinstance(value, ast.Call):
        is_derivative = isinstance(value.func, ast.Attribute) and value.func.attr in DERIVATIVES
        return is_derivative or _is_tensorflow(block, value.func)
    return isinstance(value, ast.BinOp | ast.UnaryOp)


def _on_the_way(block: Block, sources: set[str], targets: set[str]) -> str:
    way, unknown = block.way_to(targets)
    if not any(block.is_inside(a.line) for a in way):
        return ""
    made_of = _descendants(way, sources)
    inside = [a for a in way if block.is_inside(a.line)]
    before = [a for a in way if a.line < block.node.lineno and a.name not in sources]
    uses = [a.line for a in inside if names_in(a.value) & sources]
    watches = (call for call in _calls(block.node) if _name(call.func) == "watch")
    watched = [call.lineno for call in watches if _root(call.func) in block.tapes]
    if len(watched) == 1 and uses and max(uses) < watched[0]:
        return SAY["late"]
    if targets & _reached(block, way, sources, made_of):
        return ""  # a way is left, and what breaks it is not written here
    broken = [_break_in(block, a, made_of) or _state(block, a, made_of) for a in sorted(inside, key=lambda a: a.line)]
    said = list(dict.fromkeys(sentence for sentence in broken if sentence))
    # A condition seldom is what a gradient was to go through.
    if said := [sentence for sentence in said if not sentence.endswith(COMPARED)] or said:
        return " ".join(said[:3])
    for assignment in before:
        if _uses(assignment.value, sources) and not uses:
            said_before = _break_in(block, assignment, made_of)
            if said_before:
                return said_before
            if block.is_certain(assignment) and _is_computed(block, assignment.value):
                return SAY["before"].format(assignment.name, _text(assignment.value))
    if not any(names_in(a.value) & made_of for a in way) and _is_all_known(block, way, unknown):
        return SAY["unused"].format(min(targets), min(sources))
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
        known = block.names.get(node.id)
        return node.id in reached or isinstance(known, list | dict | set) or hasattr(known, "__dict__") and not (
            _is_tensor(known) or inspect.ismodule(known) or inspect.isroutine(known) or inspect.isclass(known)
        )  # fmt: skip
    if isinstance(node, ast.Compare) or _break_at(block, node, made_of):
        return False
    if isinstance(node, ast.Lambda):
        return bool(names_in(node.body) & reached)
    if isinstance(node, ast.Call):
        if _name(node.func) in ONLY_SIZES:
            return False
        if not (_is_tensorflow(block, node.func) or _name(node.func) in dir(builtins)):
            return True  # who knows what it does
    if isinstance(node, ast.Attribute) and node.attr in ONLY_SIZES:
        return False
    parts = _evaluated_parts(node) if isinstance(node, ast.expr) else ast.iter_child_nodes(node)
    lambdas = [part for part in ast.iter_child_nodes(node) if isinstance(part, ast.Lambda)]
    return any(_passes(block, part, reached, made_of) for part in [*parts, *lambdas])


def _descendants(way: list[Assignment], sources: set[str]) -> set[str]:
    """The names on the way that are made from the source, somehow."""
    made_of, size = set(sources), 0
    while len(made_of) > size:
        size = len(made_of)
        made_of |= {a.name for a in way if _uses(a.value, made_of)}
    return made_of


def _break_in(block: Block, assignment: Assignment, made_of: set[str]) -> str:
    """The step that a gradient cannot pass, the innermost first."""
    for node in reversed(list(_evaluated(assignment.value))):
        if isinstance(node, ast.Compare) and _uses(node, made_of) and not isinstance(node.ops[0], ast.Is | ast.IsNot):
            return SAY["compared"].format(_text(node))
        if said := _break_at(block, node, made_of):
            return said
    return ""


def _break_at(block: Block, node: ast.AST, made_of: set[str]) -> str:
    """The call that a gradient cannot pass, if this is one."""
    if not isinstance(node, ast.Call):
        return ""
    is_passed_on = any(_uses(argument, made_of) for argument in _arguments(node))
    if _leaves(block, node, is_passed_on, made_of):
        return SAY["left"].format(_text(node))
    if is_passed_on and _calls_tensorflow(block, node, COPYING):
        return SAY["copied"].format(_text(node))
    if is_passed_on and (_calls_tensorflow(block, node, WITHOUT_GRADIENT) or _casts_to_integers(block, node)):
        return SAY["jumps"].format(_text(node))
    return ""


def _evaluated(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of an expression whose values go into it: no function's body, and no condition."""
    yield node
    for child in _evaluated_parts(node):
        yield from _evaluated(child)


def _evaluated_parts(node: ast.AST) -> Iterator[ast.AST]:
    is_choice = isinstance(node, ast.Call) and _name(node.func) in CHOOSING
    for field, part in ast.iter_fields(node):
        for i, child in enumerate(part if isinstance(part, list) and field != "ifs" else [part]):
            if is_choice and (
                (field == "args" and i == 0) or getattr(child, "arg", "") in ("pred", "condition", "cond")
            ):
                continue
            is_value = isinstance(child, ast.expr | ast.keyword | ast.comprehension) and field != "test"
            if is_value and not isinstance(child, ast.Lambda):
                yield child


def _state(block: Block, assignment: Assignment, made_of: set[str]) -> str:
    """The step reads a variable that something made from the source was assigned to before."""
    for call in _calls(block.node):
        if isinstance(call.func, ast.Attribute) and call.func.attr in STATE and isinstance(call.func.value, ast.Name):
            is_read = call.func.value.id in names_in(assignment.value) and call.lineno < assignment.line
            if is_read and any(_uses(argument, made_of) for argument in _arguments(call)):
                return SAY["state"].format(_text(call))
    return ""


def _leaves(block: Block, node: ast.Call, is_passed_on: bool, made_of: set[str]) -> bool:
    function = node.func
    if isinstance(function, ast.Name) and function.id in LEAVING:
        return is_passed_on and function.id not in block.names
    if not isinstance(function, ast.Attribute):
        return False
    if function.attr in LEAVING_METHODS:
        return _uses(function.value, made_of)
    module = str(getattr(block.names.get(_root(function)), "__name__", "")).partition(".")[0]
    return is_passed_on and (module in ("numpy", "math", "scipy") or _calls_tensorflow(block, node, {"numpy_function"}))


def _is_all_known(block: Block, way: list[Assignment], unknown: set[str]) -> bool:
    """Whether nothing on the way can hide the source: TensorFlow's operations on numbers and variables alone."""
    for value in (a.value for a in way):
        for node in ast.walk(value):
            if isinstance(node, ast.Call) and not _is_tensorflow(block, node.func):
                return False
            if isinstance(node, ast.Attribute | ast.Subscript) and not _is_tensorflow(block, node):
                return False
            if isinstance(node, ast.Lambda | ast.ListComp | ast.GeneratorExp | ast.Dict | ast.Await):
                return False
    if any(_may_store(block, call.func) for call in _calls(block.node)):
        return False  # a variable may have been given what the source made, by whatever name
    values = [block.names.get(name) for name in unknown]
    return all(type(v).__name__ == "ResourceVariable" or inspect.ismodule(v) for v in values)


def _may_store(block: Block, function: ast.expr) -> bool:
    """Whether a call of this may assign to a variable: by itself, or as a function or method that does."""
    if _name(function) in STATE:
        return True
    code = getattr(block.names.get(_name(function)), "__code__", None)
    if isinstance(function, ast.Name):
        return code is not None and bool(STATE & {*code.co_names})
    return not (_is_tensorflow(block, function) or _root(function) in block.tapes)


def _is_tensorflow(block: Block, function: ast.AST) -> bool:
    """Whether a name leads to a function or class of TensorFlow's, or to a tensor: not to a layer, which holds much."""
    known = block.names.get(_root(function))
    if not (inspect.ismodule(known) or inspect.isroutine(known) or inspect.isclass(known) or _is_tensor(known)):
        return False
    module = known.__name__ if inspect.ismodule(known) else known.__module__
    return str(module).partition(".")[0] in ("tensorflow", "keras")


def _is_tensor(value: Any) -> bool:
    import tensorflow as tf

    return isinstance(value, tf.Tensor | tf.Variable)


def _calls_tensorflow(block: Block, node: ast.AST, names: set[str]) -> bool:
    """Whether this is a call of one of TensorFlow's functions of these names."""
    return isinstance(node, ast.Call) and _name(node.func) in names and _is_tensorflow(block, node.func)


def _casts_to_integers(block: Block, node: ast.Call) -> bool:
    kinds = [*node.args[1:], *(keyword.value for keyword in node.keywords)]
    written = [_text(kind).rpartition(".")[2].strip("'\"") for kind in kinds]
    return _calls_tensorflow(block, node, {"cast"}) and any(kind.startswith(INTEGERS) for kind in written)


def _uses(node: ast.AST, names: set[str]) -> bool:
    """Whether the value of an expression comes from one of the names, and not from a size or shape only."""
    if isinstance(node, ast.Call) and _name(node.func) in ONLY_SIZES:
        return False
    if isinstance(node, ast.Attribute) and node.attr in ONLY_SIZES:
        return False
    if isinstance(node, ast.Name):
        return node.id in names
    return any(_uses(part, names) for part in ast.iter_child_nodes(node))


def _calls(node: ast.AST) -> list[ast.Call]:
    return [part for part in ast.walk(node) if isinstance(part, ast.Call)]


def _arguments(call: ast.Call) -> list[ast.expr]:
    return [*call.args, *(keyword.value for keyword in call.keywords)]


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _root(node: ast.AST) -> str:
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return getattr(node, "id", "")


def _text(node: ast.AST) -> str:
    text = ast.unparse(node)
    return text if len(text) <= 60 else text[:59] + "…"
