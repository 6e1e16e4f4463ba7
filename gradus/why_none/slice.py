"""Which statements of a block may have to do with a name at its end: rather one too many than one too few."""

import ast
import builtins

from gradus.why_none.obstacles import calls_in
from gradus.why_none.with_block import names_given, names_in

IDLE = {"print", "display", "repr", "str", "format"}


def relevant_part(block: ast.With, names: set[str], ignored: set[str], still: set[str]) -> tuple[set[int], set[str]]:
    """The lines of the statements that may have given these names their value, and the names in them.

    ignored: names of modules and functions. still: names of tensors and numbers, which no call changes.
    """
    statements = [node for node in ast.walk(block) if isinstance(node, ast.stmt) and node is not block]
    wanted, size = set(names), -1
    found: list[ast.stmt] = []
    while size < len(wanted) + len(found):
        size = len(wanted) + len(found)
        for node in statements:
            if node not in found and (_gives(node, still) & wanted - ignored or _calls_alone(node, ignored)):
                found.append(node)
                wanted |= _uses(node)
    return {line for node in found for line in range(node.lineno, (_head_end(node) or node.lineno) + 1)}, wanted


def _calls_alone(node: ast.stmt, functions: set[str]) -> bool:
    """`step()`, a statement that calls a function: it may give any name a value."""
    call = node.value if isinstance(node, ast.Expr) else None
    name = getattr(getattr(call, "func", None), "id", "")
    return name in functions and name not in IDLE


def _head_end(node: ast.stmt) -> int | None:
    body = getattr(node, "body", None)
    if isinstance(body, list) and body:
        return max(node.lineno, body[0].lineno - 1)
    return node.end_lineno


def _gives(node: ast.stmt, still: set[str]) -> set[str]:
    """The names that a statement may give another value, also by changing what they hold."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return names_given(node)
    if isinstance(node, ast.Expr):
        calls = calls_in(node)
        if calls and getattr(calls[0].func, "id", "") in IDLE:
            return set()
        return {name for call in calls for name in names_in(call)} - set(dir(builtins)) - still
    if isinstance(node, ast.If | ast.For | ast.While | ast.With | ast.Try):
        inner = [child for child in ast.walk(node) if isinstance(child, ast.stmt) and child is not node]
        given = {name for child in inner for name in _gives(child, still)}
        return given | names_given(node)
    walrus = [part.target.id for part in ast.walk(node) if isinstance(part, ast.NamedExpr)]
    called = [name for call in calls_in(node) for name in names_in(call.func)]
    holders = {name for name in called if not hasattr(builtins, name)}
    return names_given(node) | set(walrus) | (holders - still)


def _uses(node: ast.stmt) -> set[str]:
    if isinstance(node, ast.If | ast.While):
        return names_in(node.test)
    if isinstance(node, ast.For):
        return names_in(node.iter)
    if isinstance(node, ast.With):
        return {name for item in node.items for name in names_in(item.context_expr)}
    return names_in(node)
