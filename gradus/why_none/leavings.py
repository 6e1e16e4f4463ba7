"""Where values left TensorFlow in a block that was run once more, among the statements that its target may hang on."""

import ast
import contextlib
import functools
import inspect
import textwrap
from collections.abc import Iterable
from types import CodeType
from typing import Any

from gradus.why_none.flow import Flow, has_values, is_float, key_of
from gradus.why_none.obstacles import SAY, arguments_of, calls_in, name_of_function, root_name, text_of
from gradus.why_none.recorder import Operation, Place
from gradus.why_none.rerun import FILE
from gradus.why_none.slice import relevant_part
from gradus.why_none.with_block import Block, names_in
from gradus.why_none.words import statement_of


class Leavings:
    """For a block, the expression of the target, and what the names mean in the functions that the block calls."""

    def __init__(self, block: Block, target: ast.expr, names: dict[str, Any]) -> None:
        self.block, self.target, self.names = block, target, names

    @functools.cached_property
    def relevant(self) -> tuple[set[int], set[str]]:
        """The lines of the block that the target may hang on, and the names in them."""
        kinds = (inspect.ismodule, inspect.isroutine, inspect.isclass)
        ignored = {n for n, v in self.block.names.items() if any(kind(v) for kind in kinds)} | self.block.tapes
        still = {n for n, v in self.block.names.items() if has_values(v) or isinstance(v, int | float | str)}
        return relevant_part(self.block.node, names_in(self.target), ignored, still)

    def is_relevant(self, places: tuple[Place, ...]) -> bool:
        at = next((p for p in places if p.file == FILE and p.function == "<module>"), None)
        return at is not None and at.line in self.relevant[0]

    def recorded(self, flow: Flow, is_confirmed: bool) -> list[str]:
        """What the recorder heard; if it is not confirmed that the target hangs on it, what seems to come back."""
        found = []
        whole = {o.places for o in flow.leavings() if o.kind in ("int", "index")}
        for operation in flow.leavings():
            is_plain = operation.kind != "text" and not decides(operation) and operation.places
            if not is_plain or not self.is_relevant(operation.places):
                continue
            if not is_confirmed and (operation.places in whole or not comes_back(flow, operation)):
                continue  # a whole number rather says how often, or where
            text = statement_of(self.block, operation.places[0])
            found.append(SAY["copied" if copies(text) else "left"].format(text))
        return found

    def arrays(self, functions: list[CodeType]) -> list[str]:
        """Calls of NumPy in the code that ran: it takes the memory of a tensor, and asks nobody."""
        found = [c for c in calls_in(self.block.node) if c.lineno in self.relevant[0]]
        texts = outermost(call for call in found if is_of_numpy(call, self.block.names))
        for code in functions:
            with contextlib.suppress(OSError, TypeError, SyntaxError, ValueError, IndentationError):
                tree = ast.parse(textwrap.dedent(inspect.getsource(code)))
                texts += outermost(call for call in calls_in(tree) if is_of_numpy(call, self.names))
        return [SAY["left"].format(text) for text in dict.fromkeys(texts)]


def decides(operation: Operation) -> bool:
    """Whether a value only became true or false, for an `if`."""
    dtype = getattr(operation.inputs[0], "dtype", None)
    return operation.kind == "bool" or getattr(dtype, "name", dtype) == "bool"


def comes_back(flow: Flow, leaving: Operation) -> bool:
    """Whether plain numbers, not written as such, go into what the target is made from, after a value has left."""
    import numpy as np

    after = flow.operations[next(i for i, o in enumerate(flow.operations) if o is leaving) + 1 :]
    outputs = {key_of(o) for op in flow.operations for o in op.outputs}
    behind = [op for op in after if any(key_of(o) in flow.behind for o in op.outputs)]
    return any(
        isinstance(v, np.ndarray | np.generic) or (has_values(v) and is_float(v) and key_of(v) not in outputs)
        for op in behind
        for v in op.inputs
    )


def copies(text: str) -> bool:
    return text.partition("(")[0].rpartition(".")[2] in ("constant", "Variable")


def outermost(calls: Iterable[ast.Call]) -> list[str]:
    """The calls as they are written, without those that are part of another."""
    calls = list(calls)
    inner = {id(part) for call in calls for part in ast.walk(call) if part is not call}
    return [text_of(call) for call in calls if id(call) not in inner]


def is_of_numpy(call: ast.Call, names: dict[str, Any]) -> bool:
    """A call of one of NumPy's functions with something in it that has a name; not of its random numbers."""
    module = names.get(root_name(call.func))
    if name_of_function(call.func) in ("numpy_function", "py_func"):
        return True
    is_numpy = inspect.ismodule(module) and module.__name__.partition(".")[0] in ("numpy", "scipy")
    return is_numpy and ".random" not in ast.unparse(call.func) and any(names_in(part) for part in arguments_of(call))
