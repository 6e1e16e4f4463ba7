"""What a gradient cannot pass, and how the parts of an expression hang together, read off the code."""

import ast
import inspect
from collections.abc import Iterator
from types import CodeType
from typing import Any

from gradus.why_none.with_block import Assignment, Block, names_in

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

COMPARED = "is true or false, which has no gradient, so the path ends there."
SAY = {
    "left": "`{0}` leaves TensorFlow: what comes back is plain numbers, without a past. Use tf operations there.",
    "copied": "`{0}` copies the numbers into something new, which has no past. Use what it copies.",
    "jumps": "`{0}` has no gradient, so the path ends there.",
    "compared": "`{0}` " + COMPARED,
    "state": "`{0}` stores the value, and a tape does not follow what goes through a variable's state.",
}


def break_in(block: Block, assignment: Assignment, made_of: set[str]) -> str:
    """The step that a gradient cannot pass, the innermost first."""
    for node in reversed(list(_evaluated(assignment.value))):
        if (
            isinstance(node, ast.Compare)
            and uses_any(node, made_of)
            and not isinstance(node.ops[0], ast.Is | ast.IsNot)
        ):
            return SAY["compared"].format(text_of(node))
        if said := break_at(block, node, made_of):
            return said
    return ""


def break_at(block: Block, node: ast.AST, made_of: set[str]) -> str:
    """The call that a gradient cannot pass, if this is one."""
    if not isinstance(node, ast.Call):
        return ""
    is_passed_on = any(uses_any(argument, made_of) for argument in arguments_of(node))
    if _leaves(block, node, is_passed_on, made_of):
        return SAY["left"].format(text_of(node))
    if is_passed_on and calls_tensorflow(block, node, COPYING) and _is_a_copy(block, node):
        return SAY["copied"].format(text_of(node))
    if is_passed_on and (calls_tensorflow(block, node, WITHOUT_GRADIENT) or _casts_to_integers(block, node)):
        return SAY["jumps"].format(text_of(node))
    return ""


def _is_a_copy(block: Block, node: ast.Call) -> bool:
    """tf.constant copies a variable, while a tensor comes out as it is; tf.Variable copies all."""
    if name_of_function(node.func) != "constant":
        return True
    value = block.names.get(root_name(node.args[0])) if node.args else None
    return isinstance(node.args[0] if node.args else None, ast.Name) and "Variable" in type(value).__name__


def _evaluated(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of an expression whose values go into it: no function's body, and no condition."""
    yield node
    for child in evaluated_parts(node):
        yield from _evaluated(child)


def evaluated_parts(node: ast.AST) -> Iterator[ast.AST]:
    is_choice = isinstance(node, ast.Call) and name_of_function(node.func) in CHOOSING
    for field, part in ast.iter_fields(node):
        for i, child in enumerate(part if isinstance(part, list) and field != "ifs" else [part]):
            if is_choice and (
                (field == "args" and i == 0) or getattr(child, "arg", "") in ("pred", "condition", "cond")
            ):
                continue
            is_value = isinstance(child, ast.expr | ast.keyword | ast.comprehension) and field != "test"
            if is_value and not isinstance(child, ast.Lambda):
                yield child


def break_by_state(block: Block, assignment: Assignment, made_of: set[str]) -> str:
    """The step reads a variable that something made from the source was assigned to before."""
    for call in calls_in(block.node):
        if isinstance(call.func, ast.Attribute) and call.func.attr in STATE and isinstance(call.func.value, ast.Name):
            is_read = call.func.value.id in names_in(assignment.value) and call.lineno < assignment.line
            if is_read and any(uses_any(argument, made_of) for argument in arguments_of(call)):
                return SAY["state"].format(text_of(call))
    return ""


def _leaves(block: Block, node: ast.Call, is_passed_on: bool, made_of: set[str]) -> bool:
    function = node.func
    if isinstance(function, ast.Name) and function.id in LEAVING:
        return is_passed_on and function.id not in block.names
    if not isinstance(function, ast.Attribute):
        return False
    if function.attr in LEAVING_METHODS:
        return uses_any(function.value, made_of)
    module = str(getattr(block.names.get(root_name(function)), "__name__", "")).partition(".")[0]
    return is_passed_on and (module in ("numpy", "math", "scipy") or calls_tensorflow(block, node, {"numpy_function"}))


def _casts_to_integers(block: Block, node: ast.Call) -> bool:
    kinds = [*node.args[1:], *(keyword.value for keyword in node.keywords)]
    written = [text_of(kind).rpartition(".")[2].strip("'\"") for kind in kinds]
    return calls_tensorflow(block, node, {"cast"}) and any(kind.startswith(INTEGERS) for kind in written)


def calls_tensorflow(block: Block, node: ast.AST, names: set[str]) -> bool:
    """Whether this is a call of one of TensorFlow's functions of these names."""
    return isinstance(node, ast.Call) and name_of_function(node.func) in names and is_tensorflow(block, node.func)


def is_tensorflow(block: Block, function: ast.AST) -> bool:
    """Whether a name leads to a function or class of TensorFlow's, or to a tensor: not to a layer, which holds much."""
    known = block.names.get(root_name(function))
    if not (inspect.ismodule(known) or inspect.isroutine(known) or inspect.isclass(known) or is_tensor(known)):
        return False
    module = known.__name__ if inspect.ismodule(known) else known.__module__
    return str(module).partition(".")[0] in ("tensorflow", "keras")


def is_tensor(value: Any) -> bool:
    import tensorflow as tf

    return isinstance(value, tf.Tensor | tf.Variable)


def uses_any(node: ast.AST, names: set[str]) -> bool:
    """Whether the value of an expression comes from one of the names, and not from a size or shape only."""
    if isinstance(node, ast.Call) and name_of_function(node.func) in ONLY_SIZES:
        return False
    if isinstance(node, ast.Attribute) and node.attr in ONLY_SIZES:
        return False
    if isinstance(node, ast.Name):
        return node.id in names
    return any(uses_any(part, names) for part in ast.iter_child_nodes(node))


def calls_in(node: ast.AST) -> list[ast.Call]:
    return [part for part in ast.walk(node) if isinstance(part, ast.Call)]


def arguments_of(call: ast.Call) -> list[ast.expr]:
    return [*call.args, *(keyword.value for keyword in call.keywords)]


def name_of_function(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def code_of(block: Block, function: ast.expr) -> CodeType | None:
    """The code of a function that is called, where its name leads to one in Python."""
    return getattr(block.names.get(name_of_function(function)), "__code__", None)


def root_name(node: ast.AST) -> str:
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return getattr(node, "id", "")


def text_of(node: ast.AST) -> str:
    return line(ast.unparse(node))


def line(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
