"""Finds the `with ... as tape:` block that made a tape, and what the names on the way to a target were given.

It looks in the function that asks, or in the cells that ran, in the order in which they ran. It follows names through
assignments and knows nothing of what functions do inside.
"""

import ast
import contextlib
import copy
import inspect
import linecache
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import FrameType
from typing import Any, NamedTuple

COMPOUND = (ast.For, ast.While, ast.If, ast.Try, ast.Match)
ASKED = "<asked>"
RUNNING_HERE = {"time", "capture"}
SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


class Assignment(NamedTuple):
    """`name = value`; chain holds the loops and branches around it, outermost first."""

    name: str
    value: ast.expr
    line: int
    chain: tuple


@dataclass
class Block:
    """A `with` statement, the code it stands in up to a line, and what the names there mean now.

    others: the other blocks of tapes there.
    given: names that were given something, or something in what they hold, or a definition, and where.
    """

    node: ast.With
    text: str
    line: int
    names: dict[str, Any]
    tapes: set[str]
    assigned: list[Assignment]
    chain: tuple
    others: list[ast.With]
    given: list[tuple[str, int]]
    end: int = field(init=False)

    def __post_init__(self) -> None:
        self.end = self.node.end_lineno or self.node.lineno
        self.assigned = [a for a in self.assigned if a.line < self.line]

    def is_inside(self, line: int) -> bool:
        return self.node.lineno <= line <= self.end

    def names_of(self, value: Any) -> set[str]:
        return {name for name, known in self.names.items() if known is value}

    def given_since(self) -> set[str]:
        """Names whose meaning has changed since the block ended."""
        return {name for name, line in self.given if self.end < line < self.line}

    def is_certain(self, assignment: Assignment) -> bool:
        """Whether it was executed whenever the block was."""
        return assignment.chain == self.chain[: len(assignment.chain)]

    def reaching_assignments(self, name: str, line: int) -> list[Assignment]:
        """What the name may have been given last before a line; in a loop, by the round before too."""
        found = [a for a in self.assigned if a.name == name]
        last = max([a for a in found if a.line < line and self.is_certain(a)], key=lambda a: a.line, default=None)
        loops = [loop for a in self.assigned for loop, _ in a.chain if isinstance(loop, ast.For | ast.While)]
        around = [loop for loop in loops if loop.lineno <= line <= (loop.end_lineno or 0)]
        until = [
            (loop.end_lineno or 0) + 1 for loop in around if not last or loop not in [node for node, _ in last.chain]
        ]
        return [a for a in found if (last.line if last else 0) <= a.line < max([line, *until])]

    def backward_slice(self, names: set[str]) -> tuple[list[Assignment], set[str]]:
        """All assignments that lead to these names at the end of the block, and the names that have none."""
        way: list[Assignment] = []
        unknown: set[str] = set()
        wanted, seen = [(name, self.end + 1) for name in sorted(names)], set()
        while wanted:
            name, line = wanted.pop()
            if (name, line) in seen:
                continue
            seen.add((name, line))
            found = self.reaching_assignments(name, line)
            if not any(self.is_certain(a) for a in found):
                unknown.add(name)
            way += [a for a in found if a not in way]
            wanted += [(used, a.line) for a in found for used in names_in(a.value)]
        return way, unknown


def value_of(expression: ast.expr, names: dict[str, Any]) -> Any:
    """The value of a name, or of what hangs on one: `params["w"]`, `model.w`; None if there is none."""
    parts = (ast.Name, ast.Attribute, ast.Subscript, ast.Constant, ast.Load, ast.UnaryOp, ast.USub)
    if not all(isinstance(part, parts) for part in ast.walk(expression)):
        return None
    try:
        return eval(compile(ast.Expression(copy.deepcopy(expression)), ASKED, "eval"), names)
    except Exception:
        return None


def find_block(frame: FrameType, tape: Any) -> Block | None:
    """The block that a frame's code, or an earlier cell, opened under one of the tape's names; None if in doubt."""
    names = frame.f_globals | frame.f_locals
    tapes = {name for name, value in names.items() if value is tape}
    for scope, text, line in _scopes(frame):
        found: list[tuple[ast.With, tuple]] = []
        blocks: list[ast.With] = []
        given: list[tuple[str, int]] = []
        assigned: list[Assignment] = []
        asker: tuple = ()
        for node, chain in _statements(scope):
            if node.lineno <= line <= (node.end_lineno or line):
                asker = chain
            if isinstance(node, ast.With) and node.lineno < line and any(name_of(item) in tapes for item in node.items):
                found.append((node, chain))
            if isinstance(node, ast.With) and any("Tape" in ast.unparse(item.context_expr) for item in node.items):
                blocks.append(node)
            assigned += _assignments(node, chain)
            given += [(name, node.lineno) for name in names_given(node)]
        if not found:
            continue
        last, chain = found[-1]
        # A loop counts as run: a tape of its block's name is there.
        branches = tuple(part for part in chain if not isinstance(part[0], ast.For | ast.While) or part in asker)
        is_the_last_run = branches == asker[: len(branches)]
        is_entered_again = sum(any(isinstance(i.context_expr, ast.Name) for i in node.items) for node, _ in found) > 1
        if is_entered_again or (len(found) > 1 and not is_the_last_run):
            return None
        return Block(last, text, line, names, tapes, assigned, chain, [b for b in blocks if b is not last], given)
    return None


def name_of(item: ast.withitem) -> str:
    """What a `with` opens something as, or the name that it enters; "" if it has none."""
    name = item.optional_vars or item.context_expr
    return name.id if isinstance(name, ast.Name) else ""


def _scopes(frame: FrameType) -> Iterator[tuple[Any, str, int]]:
    """The code in which names mean what they mean to the asker, its text, and the line up to which it counts."""
    with contextlib.suppress(OSError, TypeError, IndexError, SyntaxError, ValueError, RecursionError):
        if frame.f_code.co_name != "<module>":
            lines, first = inspect.getsourcelines(frame)
            text = textwrap.dedent("".join(lines))
            function = ast.parse(text).body[0]
            if isinstance(function, ast.FunctionDef) and function.name == frame.f_code.co_name:
                yield function, text, frame.f_lineno - first + 1
            return
    cells = frame.f_globals.get("In")
    cells = cells[1:] if isinstance(cells, list) else []
    history = [text for cell in cells[:-1] if (text := _plain(cell))]
    here = "".join(linecache.getlines(frame.f_code.co_filename, frame.f_globals))
    if not here and cells and frame.f_code.co_filename.startswith("<"):  # a cell under %%time has no file
        here = _under_magic(cells[-1])
    before = "".join(text + "\n" for text in history)
    with contextlib.suppress(SyntaxError, ValueError, RecursionError):
        yield ast.parse(before + here), before + here, before.count("\n") + (frame.f_lineno if here else 1)


def _plain(cell: str) -> str:
    """A cell without IPython's own commands; empty if it is no Python, for then it has not run."""
    cell = _under_magic(cell) or cell
    text = "\n".join("" if line.startswith(("%", "!")) else line for line in cell.splitlines())
    with contextlib.suppress(SyntaxError, ValueError):
        ast.parse(text)
        return text
    return ""


def _under_magic(cell: str) -> str:
    """The lines below %%time and the like, which run in the notebook; empty if there is none.

    In IPython's history, In, such a cell is the call of the magic.
    """
    with contextlib.suppress(SyntaxError, ValueError):
        match ast.parse(cell).body:
            case [ast.Expr(ast.Call(ast.Attribute(_, "run_cell_magic"), [name, _, ast.Constant(str(body))]))]:
                return body if getattr(name, "value", "") in RUNNING_HERE else ""
    return ""


def _statements(node: Any, chain: tuple = ()) -> Iterator[tuple[Any, tuple]]:
    """All statements of a scope with the loops and branches around them, in order, but not of functions in it."""
    for name in ("body", "handlers", "orelse", "finalbody", "cases"):
        for child in getattr(node, name, []):
            around = (*chain, (node, name)) if isinstance(node, COMPOUND) else chain
            if isinstance(child, ast.stmt):
                yield child, around
            if not isinstance(child, SCOPES):
                yield from _statements(child, around)


def _assignments(node: Any, chain: tuple) -> Iterator[Assignment]:
    """What a statement gives to names. A part of a whole may be any part of it."""
    if isinstance(node, ast.For):
        yield from _parts(node.target, node.iter, node.lineno, (*chain, (node, "body")))
    elif isinstance(node, ast.Assign):
        for target in node.targets:
            yield from _parts(target, node.value, node.lineno, chain)
    elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
        value = ast.BinOp(ast.Name(node.target.id, ast.Load()), node.op, node.value)
        yield Assignment(node.target.id, value, node.lineno, chain)
    elif isinstance(node, ast.AnnAssign) and node.value:
        yield from _parts(node.target, node.value, node.lineno, chain)
    heads = [part for part in ast.iter_child_nodes(node) if isinstance(part, ast.expr)]
    for part in (part for head in heads for part in ast.walk(head)):
        if isinstance(part, ast.NamedExpr):
            yield Assignment(part.target.id, part.value, node.lineno, chain)


def names_given(node: Any) -> set[str]:
    """The names that a statement gives something, or something in what they hold, or a definition."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return {node.name}
    targets = getattr(node, "targets", None) or [getattr(node, "target", None)]
    return {name for target in targets if isinstance(target, ast.AST) for name in names_in(target)}


def _parts(target: ast.expr, value: ast.expr, line: int, chain: tuple) -> Iterator[Assignment]:
    if isinstance(target, ast.Name):
        yield Assignment(target.id, value, line, chain)
    elif isinstance(target, ast.Tuple | ast.List):
        is_paired = isinstance(value, ast.Tuple | ast.List) and len(value.elts) == len(target.elts)
        values = value.elts if is_paired else [value] * len(target.elts)  # type: ignore[attr-defined]
        for part, its in zip(target.elts, values, strict=True):
            yield from _parts(part, its, line, chain)
    elif isinstance(target, ast.Starred):
        yield from _parts(target.value, value, line, chain)


def names_in(node: ast.AST) -> set[str]:
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
