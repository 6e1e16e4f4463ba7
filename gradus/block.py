"""Reads the code of the `with ... as tape:` block that made a tape, for what the tape itself cannot tell.

It looks in the function or cell that asks, then in the cells that ran before. It follows names through
assignments and knows nothing of what functions do inside, so it speaks only where it sees a cause written down.
"""

import ast
import contextlib
import inspect
import linecache
import textwrap
from dataclasses import dataclass, field
from types import FrameType
from typing import Any, NamedTuple

LEAVING = {"float", "int", "complex"}  # built-in functions that make plain numbers
LEAVING_METHODS = {"numpy", "item", "tolist"}
COPYING = {"constant", "Variable"}
STATE = {"assign", "assign_add", "assign_sub"}
WITHOUT_GRADIENT = {
    "argmax", "argmin", "argsort", "ceil", "equal", "floor", "greater", "greater_equal", "less", "less_equal",
    "logical_not", "not_equal", "one_hot", "rint", "round", "stop_gradient",
}  # fmt: skip
INTEGERS = ("int", "bool")
ONLY_SIZES = {"len", "size", "shape", "rank", "zeros_like", "ones_like", "ndim", "dtype"}


SAY = {
    "rebound": "{0} was a tf.Variable once, and `{0} = {1}` made it a plain tensor, which the tape does not watch. "
    "Change the variable in place, with assign or assign_sub.",
    "replaced": "{0} was bound to a new tf.Variable after the block. The tape watched the old one: use assign.",
    "unwatched": "There is no tape.watch in the block.",
    "after": "{0} is computed outside the block, where the tape does not look. Move that line into the block.",
    "before": "{0} = {1} is computed before the block, where the tape does not look. Move that line into the block.",
    "late": "tape.watch comes after the source was used. What happened before it was not recorded: put it first.",
    "left": "`{0}` leaves TensorFlow: what comes back is plain numbers, without a past. Use tf operations there.",
    "copied": "`{0}` copies the numbers into something new, which has no past. Use the source itself.",
    "jumps": "`{0}` has no gradient, so the path ends there.",
    "compared": "`{0}` is true or false, which has no gradient, so the path ends there.",
    "state": "`{0}` stores the value, and a tape does not follow what goes through a variable's state.",
    "unused": "{0} is not made from {1}: no step on the way to it uses that.",
}


class Findings(NamedTuple):
    """Sentences about what stands in the code; empty where nothing was found."""

    outside: str = ""
    rebound: str = ""
    unwatched: str = ""
    unused: str = ""
    cause: str = ""


def find_block(frame: FrameType, tape: Any) -> "Block | None":
    """The last block that a frame's code, or an earlier cell, opened under one of the tape's names."""
    names = frame.f_globals | frame.f_locals
    tapes = {name for name, value in names.items() if value is tape}
    for tree, line in _trees(frame):
        found = [
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.With) and node.lineno < line and any(_opens(item, tapes) for item in node.items)
        ]
        if found:
            return Block(tree, max(found, key=lambda node: node.lineno), line, names, tapes)
    return None


def _opens(item: ast.withitem, tapes: set[str]) -> bool:
    name = item.optional_vars or item.context_expr
    return isinstance(name, ast.Name) and name.id in tapes


def _trees(frame: FrameType):
    """The code around the call, then earlier cells, latest first, each with the line up to which it counts."""
    texts = []
    with contextlib.suppress(OSError, TypeError, IndexError):
        if frame.f_code.co_name == "<module>":
            lines, first = linecache.getlines(frame.f_code.co_filename, frame.f_globals), 1
        else:
            lines, first = inspect.getsourcelines(frame)
        texts.append((textwrap.dedent("".join(lines)), frame.f_lineno - first + 1))
    cells = frame.f_globals.get("In")
    texts += [(cell, 10**9) for cell in reversed(cells[:-1])] if isinstance(cells, list) else []
    for text, line in texts:
        with contextlib.suppress(SyntaxError, ValueError, RecursionError):
            yield ast.parse(text), line


@dataclass
class Block:
    """A `with` statement, the code it stands in up to a line, and what the names there mean now."""

    tree: ast.Module
    node: ast.With
    line: int
    names: dict[str, Any]
    tapes: set[str]
    _assigned: list[tuple[str, ast.expr, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._assigned = list(_assignments(self.tree))

    def about(self, target: Any, source: Any) -> Findings:
        """What the code says about the way from source to target."""
        targets = {name for name, value in self.names.items() if value is target}
        sources = {name for name, value in self.names.items() if value is source}
        if not sources:
            return Findings()
        rebound, unwatched = self._rebound(sources), self._unwatched(sources, targets)
        if not targets:
            return Findings(rebound=rebound, unwatched=unwatched)
        outside = self._outside(sources, targets)
        made = self._way_to(targets)
        tainted = self._tainted(sources)
        cause = outside or self._broken(made, tainted, sources) or self._unused(made, tainted, sources, targets)
        return Findings(outside, rebound, unwatched, self._unused(made, tainted, sources, targets), cause)

    def _is_inside(self, line: int) -> bool:
        return self.node.lineno <= line <= (self.node.end_lineno or line)

    def _rebound(self, sources: set[str]) -> str:
        """The name once stood for a variable, and then was given to something else."""
        for name in sorted(sources):
            values = [(value, line) for assigned, value, line in self._assigned if assigned == name]
            variables = [line for value, line in values if _is_call_of(value, {"Variable"})]
            others = [value for value, line in values if line not in variables]
            later = [line for line in variables if line > (self.node.end_lineno or 0) and line < self.line]
            if others and variables and "Variable" not in type(self.names[name]).__name__:
                return SAY["rebound"].format(name, _text(others[-1]))
            if later:
                return SAY["replaced"].format(name)
        return ""

    def _unwatched(self, sources: set[str], targets: set[str]) -> str:
        calls = _calls(self.node)
        handed_on = any(isinstance(a, ast.Name) and a.id in self.tapes for call in calls for a in call.args)
        watching = [
            call
            for call in calls
            if isinstance(call.func, ast.Attribute)
            and call.func.attr == "watch"
            and isinstance(call.func.value, ast.Name)
            and call.func.value.id in self.tapes
        ]
        if handed_on or any(not _names(call) & sources and _names(call) - self.tapes for call in watching):
            return ""
        return "" if watching else SAY["unwatched"]

    def _outside(self, sources: set[str], targets: set[str]) -> str:
        """The target, or what it is made of, is computed where the tape does not look."""
        inside = {name for name, _, line in self._assigned if self._is_inside(line)}
        elsewhere = {name for name, _, line in self._assigned if not self._is_inside(line) and line < self.line}
        for name in sorted(targets):
            if name in elsewhere and name not in inside:
                return SAY["after"].format(name)
        for call in _calls(self.node):
            if _is_call_of(call, {"watch"}) and _names(call) & sources:
                uses = [line for _, value, line in self._assigned if self._is_inside(line) and _names(value) & sources]
                if uses and min(uses) < call.lineno:
                    return SAY["late"]
        before = {
            name: value
            for name, value, line in self._assigned
            if line < self.node.lineno and _names(value) & sources and not _is_call_of(value, COPYING)
        }
        way = set().union(*(_names(value) for value in self._way_to(targets)))
        for name in sorted(way & set(before) - inside - sources):
            if not way & sources:
                return SAY["before"].format(name, _text(before[name]))
        return ""

    def _way_to(self, targets: set[str]) -> list[ast.expr]:
        """All that the targets are made of, as far as it is assigned inside the block."""
        made: list[ast.expr] = []
        wanted, seen = set(targets), set[str]()
        while wanted - seen:
            name = (wanted - seen).pop()
            seen.add(name)
            values = [value for assigned, value, line in self._assigned if assigned == name and self._is_inside(line)]
            made += values
            wanted |= set().union(*(_names(value) for value in values))
        return made

    def _tainted(self, sources: set[str]) -> set[str]:
        """The names inside the block that are made from the source, somehow."""
        tainted, size = set(sources), 0
        while len(tainted) > size:
            size = len(tainted)
            tainted |= {name for name, value, line in self._assigned if self._is_inside(line) and _uses(value, tainted)}
        return tainted

    def _broken(self, made: list[ast.expr], tainted: set[str], sources: set[str]) -> str:
        """The step on the way that a gradient cannot pass."""
        for node in (node for value in made for node in reversed(list(ast.walk(value)))):  # the innermost first
            if isinstance(node, ast.Compare) and _uses(node, tainted):
                return SAY["compared"].format(_text(node))
            if not isinstance(node, ast.Call):
                continue
            on_the_way = any(_uses(argument, tainted) for argument in _arguments(node))
            if self._leaves(node, on_the_way, tainted):
                return SAY["left"].format(_text(node))
            if on_the_way and _is_call_of(node, COPYING):
                return SAY["copied"].format(_text(node))
            if on_the_way and (_is_call_of(node, WITHOUT_GRADIENT) or _casts_to_integers(node)):
                return SAY["jumps"].format(_text(node))
        for call in _calls(self.node):
            if _is_call_of(call, STATE) and any(_uses(argument, tainted) for argument in _arguments(call)):
                return SAY["state"].format(_text(call))
        return ""

    def _leaves(self, node: ast.Call, on_the_way: bool, tainted: set[str]) -> bool:
        function = node.func
        if isinstance(function, ast.Name):
            return on_the_way and function.id in LEAVING
        if not isinstance(function, ast.Attribute):
            return False
        if function.attr in LEAVING_METHODS:
            return _uses(function.value, tainted)
        if not on_the_way:
            return False
        root: ast.expr = function
        while isinstance(root, ast.Attribute):
            root = root.value
        module = getattr(self.names.get(root.id), "__name__", "") if isinstance(root, ast.Name) else ""
        return function.attr == "numpy_function" or str(module).partition(".")[0] in ("numpy", "math", "scipy")

    def _unused(self, made: list[ast.expr], tainted: set[str], sources: set[str], targets: set[str]) -> str:
        """Nothing on the way mentions the source, and no function is called that might know it."""
        if not made or any(_names(value) & tainted - targets for value in made):
            return ""
        calls = [call for value in made for call in _calls(value)]
        if all(getattr(self.names.get(_root(call.func)), "__name__", "").startswith("tensorflow") for call in calls):
            return SAY["unused"].format(min(targets), min(sources))
        return ""


def _assignments(tree: ast.AST):
    """(name, value, line) of every assignment, those in loops and branches too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            targets, value = node.targets, node.value
        elif isinstance(node, ast.AugAssign | ast.AnnAssign | ast.NamedExpr) and node.value is not None:
            targets, value = [node.target], node.value
        else:
            continue
        for part in (part for target in targets for part in ast.walk(target)):
            if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
                yield part.id, value, node.lineno
                if isinstance(node, ast.AugAssign):
                    yield part.id, ast.Name(part.id, ast.Load()), node.lineno


def _calls(node: ast.AST) -> list[ast.Call]:
    return [part for part in ast.walk(node) if isinstance(part, ast.Call)]


def _arguments(call: ast.Call) -> list[ast.expr]:
    return [*call.args, *(keyword.value for keyword in call.keywords)]


def _names(node: ast.AST) -> set[str]:
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


def _uses(node: ast.AST, names: set[str]) -> bool:
    """Whether the value of an expression comes from one of the names, and not from a size or shape only."""
    if isinstance(node, ast.Call) and _name(node.func) in ONLY_SIZES:
        return False
    if isinstance(node, ast.Attribute) and node.attr in ONLY_SIZES:
        return False
    if isinstance(node, ast.Name):
        return node.id in names
    return any(_uses(part, names) for part in ast.iter_child_nodes(node))


def _is_call_of(node: ast.AST, names: set[str]) -> bool:
    return isinstance(node, ast.Call) and _name(node.func) in names


def _casts_to_integers(node: ast.AST) -> bool:
    if not (isinstance(node, ast.Call) and _is_call_of(node, {"cast"})):
        return False
    kinds = [*node.args[1:], *(keyword.value for keyword in node.keywords)]
    return any(_text(kind).rpartition(".")[2].strip("'\"").startswith((*INTEGERS, "uint")) for kind in kinds)


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _root(function: ast.expr) -> str:
    while isinstance(function, ast.Attribute):
        function = function.value
    return getattr(function, "id", "")


def _text(node: ast.AST) -> str:
    text = ast.unparse(node)
    return text if len(text) <= 60 else text[:59] + "…"
