"""The cells of the instructor's notebook that are neither answers nor checks, and whose names are whose."""

import ast
import functools
from collections.abc import Iterator

from IPython.core.inputtransformer2 import TransformerManager
from nbformat import NotebookNode
from nbgrader import utils

from gradus.judge.testable import body_of

CHANGING = {
    "add", "append", "clear", "discard", "extend", "fill", "insert", "pop", "popitem", "put", "remove", "resize",
    "reverse", "setdefault", "sort", "update", "assign", "assign_add", "assign_sub",
}  # fmt: skip
"""Methods by which an answer works on a thing that the course gave."""


def grade_id(cell: NotebookNode) -> str:
    """The name by which nbgrader knows a cell; "" if it has none."""
    return cell.metadata.get("nbgrader", {}).get("grade_id", "")


class Given:
    """Hands out the given cells in order as checks are reached."""

    def __init__(self, master: NotebookNode):
        self._cells = [cell for cell in master.cells if cell.cell_type == "code"]
        self._ids = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in self._cells]
        self._next = 0
        self.names = set().union(*(bound(c.source) for c in self._cells if not _is_checked(c)))
        self.modules = set().union(*(_modules(cell.source) for cell in self._cells))
        solutions = [cell.source for cell in self._cells if utils.is_solution(cell)]
        modules = set().union(*(_imported(c.source) for c in self._cells if not _is_checked(c)))
        self.imported_by_answers = {n: m for source in solutions for n, m in _imported_modules(source).items()}
        self._figures = set().union(*(_imported_from(cell.source, "gradus.figures") for cell in self._cells))
        self.answers = set().union(*(bound(source) | (_changed(source) - modules) for source in solutions))

    def is_check(self, cell: NotebookNode) -> bool:
        """Whether the instructor's notebook has this cell as a test; what a student's file says does not count."""
        name = grade_id(cell)
        if name not in self._ids:
            return False
        mine = self._cells[self._ids.index(name)]
        return utils.is_grade(mine) and not utils.is_solution(mine)

    def is_figure(self, statement: ast.stmt) -> bool:
        """Whether the statement does nothing but show a figure, which may call answers; nobody sees it in the judge."""
        call = statement.value if isinstance(statement, ast.Expr) else None
        return isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in self._figures

    def source(self, grade_id: str) -> str:
        """The instructor's version of a cell."""
        return self._cells[self._ids.index(grade_id)].source

    def before(self, grade_id: str) -> Iterator[str]:
        """The given cells before this check that were not handed out yet."""
        end = self._ids.index(grade_id)
        cells, self._next = self._cells[self._next : end], max(end, self._next)
        for cell in cells:
            if not _is_checked(cell):
                yield cell.source


@functools.lru_cache(1000)  # the instructor's cells are the same for all students
def parsed(code: str) -> ast.Module:
    """A cell's statements, magics and all; none if it is not Python. The tree is shared, and not to be changed."""
    try:
        return ast.parse(TransformerManager().transform_cell(body_of(code)))
    except SyntaxError:
        return ast.Module([], [])


def _is_checked(cell: NotebookNode) -> bool:
    return utils.is_grade(cell) or utils.is_solution(cell)


def bound(code: str) -> set[str]:
    """The names that a cell binds at its top level, by assignment, definition or import."""
    names = _imported(code)
    for statement in parsed(code).body:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(statement.name)
        elif not isinstance(statement, ast.Import | ast.ImportFrom):
            parts = (node for node in ast.walk(statement) if isinstance(node, ast.Name))
            names |= {part.id for part in parts if isinstance(part.ctx, ast.Store)}
    return names


def _imported(code: str) -> set[str]:
    """The names that a cell imports at its top level. `np.add` is not a change of np."""
    imports = [part for part in parsed(code).body if isinstance(part, ast.Import | ast.ImportFrom)]
    return {(alias.asname or alias.name).split(".")[0] for part in imports for alias in part.names}


def _imported_from(code: str, module: str) -> set[str]:
    """The names that a cell imports from this module at its top level."""
    imports = [part for part in parsed(code).body if isinstance(part, ast.ImportFrom) and part.module == module]
    return {alias.asname or alias.name for part in imports for alias in part.names}


def _imported_modules(code: str) -> dict[str, str]:
    """The modules that a cell imports as a whole at its top level, by the names that it gives them."""
    names = [alias for part in parsed(code).body if isinstance(part, ast.Import) for alias in part.names]
    return {a.asname or a.name.split(".")[0]: a.name if a.asname else a.name.split(".")[0] for a in names}


def _modules(code: str) -> set[str]:
    """The modules that a cell imports anywhere, whole or in part."""
    nodes = list(ast.walk(parsed(code)))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return names | {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}


def _changed(code: str) -> set[str]:
    """The names of things that a cell changes in place: `x[0] = 1`, `x.sort()`, `del x[0]`."""
    names: set[str] = set()
    for node in ast.walk(parsed(code)):
        changes = isinstance(node, ast.Subscript | ast.Attribute) and isinstance(node.ctx, ast.Store | ast.Del)
        calls = isinstance(node, ast.Attribute) and node.attr in CHANGING
        if changes or calls:
            base: ast.AST = node
            while isinstance(base, ast.Subscript | ast.Attribute):
                base = base.value
            names |= {base.id} if isinstance(base, ast.Name) else set()
    return names
