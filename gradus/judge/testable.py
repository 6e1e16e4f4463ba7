"""Says of a test whether it can be run here and whether anything in it could fail. If not, it must earn no points."""

import ast
import functools
import re
from collections.abc import Sequence

from IPython.core.inputtransformer2 import TransformerManager

SURROUNDING = re.compile(r"\s*%%(time|capture)[ \t]*(?=\n)")  # these run the rest of the cell as it is
LOOKS = {
    "%matplotlib",
    "%config",
    "%precision",
    "%autosave",
    "%load_ext",
    "%reload_ext",
    "%autoreload",
    "%xmode",
    "%colors",
}
"""Magics that change how things look, and no result."""
SWALLOWING = {"Exception", "BaseException", "AssertionError"}


def body_of(code: str) -> str:
    """A cell without a first line that only surrounds it, such as %%time; its lines keep their numbers."""
    return SURROUNDING.sub(lambda mark: "\n" * mark[0].count("\n"), code, count=1)


@functools.lru_cache(1000)  # the instructor's cells are the same for all students
def problem_of(code: str) -> str:
    """Why a test cannot be believed, as the end of a sentence; "" if nothing is seen."""
    try:
        tree = ast.parse(TransformerManager().transform_cell(body_of(code)))
    except SyntaxError as error:
        return f"it is not Python: {error.msg} in line {error.lineno}"
    magics = [name for node in ast.walk(tree) if (name := _magic(node)) and name not in LOOKS]
    if magics:
        return f"it has the magic {magics[0]}, which is not run here. Write it in plain Python"
    tree.body = [part for part in tree.body if not isinstance(part, ast.Expr) or not _magic(part.value)]
    if not _can_fail(tree.body) and not _is_points(tree.body):
        return "nothing in it can fail, so anyone would have its points. Let it call the answer, and assert something"
    return ""


def _magic(node: ast.AST) -> str:
    """The name of a magic, as IPython has turned it into Python; "" if it is none."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return ""
    shell = node.func.value
    if not (isinstance(shell, ast.Call) and isinstance(shell.func, ast.Name) and shell.func.id == "get_ipython"):
        return ""
    what = str(node.args[0].value) if node.args and isinstance(node.args[0], ast.Constant) else ""
    marks = {"run_line_magic": "%", "run_cell_magic": "%%", "system": "!", "getoutput": "!"}
    return (marks[node.func.attr] + what)[:40] if node.func.attr in marks else ""


def _is_points(body: list[ast.stmt]) -> bool:
    """Whether the last expression is computed: it is the points, and shows what is missing."""
    last = body[-1].value if body and isinstance(body[-1], ast.Expr) else ast.Constant(None)
    return _calls(last) if isinstance(last, ast.Call) else not isinstance(last, ast.Constant)


def _can_fail(body: list[ast.stmt]) -> bool:
    return any(map(_statement_can_fail, body))


def _statement_can_fail(statement: ast.stmt) -> bool:
    """Whether a statement raises, asserts or calls, and is not inside of what is never run or swallows all errors."""
    match statement:
        case ast.Raise():
            return True
        case ast.Assert(test=test):
            return not (isinstance(test, ast.Constant) and test.value or isinstance(test, ast.Tuple) and test.elts)
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return any(_calls(decorator) for decorator in statement.decorator_list)
        case ast.If(test=ast.Constant(value=value)):
            return _can_fail(statement.body if value else statement.orelse)
        case ast.While(test=ast.Constant(value=value)) if not value:
            return False
        case ast.Try() | ast.TryStar():
            tried = not any(map(_swallows, statement.handlers)) and _can_fail(statement.body)
            others = [part for handler in statement.handlers for part in handler.body]
            return tried or _can_fail([*others, *statement.orelse, *statement.finalbody])
        case ast.With(items=items) | ast.AsyncWith(items=items) if any(map(_suppresses, items)):
            return False
    parts = [node for node in ast.iter_child_nodes(statement) if not isinstance(node, ast.stmt)]
    inner = [node for node in ast.iter_child_nodes(statement) if isinstance(node, ast.stmt)]
    cases = [part for case in getattr(statement, "cases", []) for part in case.body]
    return any(map(_calls, parts)) or _can_fail([*inner, *cases])


def _calls(node: ast.AST) -> bool:
    """Whether something is called there, and not only print."""
    calls = [part.func for part in ast.walk(node) if isinstance(part, ast.Call)]
    return any(not (isinstance(function, ast.Name) and function.id == "print") for function in calls)


def _swallows(handler: ast.ExceptHandler) -> bool:
    """Whether a failed assertion ends here without a word."""
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return (handler.type is None or _are_swallowing(kinds)) and not _can_fail(handler.body)


def _suppresses(item: ast.withitem) -> bool:
    """The same of `with suppress(AssertionError)`."""
    call = item.context_expr
    if not isinstance(call, ast.Call):
        return False
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return name == "suppress" and _are_swallowing(call.args)


def _are_swallowing(kinds: Sequence[ast.expr | None]) -> bool:
    return bool({kind.id for kind in kinds if isinstance(kind, ast.Name)} & SWALLOWING)
