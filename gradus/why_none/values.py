"""Small questions about tensors, tapes and expressions, which the explanation asks again and again."""

import ast
from typing import Any

from gradus.why_none.flow import is_float, key_of, unwrapped, written
from gradus.why_none.rerun import Rerun
from gradus.why_none.tape_state import gradient_of
from gradus.why_none.with_block import Block


def named(block: Block, value: Any) -> ast.expr | None:
    name = min((name for name in block.names_of(value) if not name.startswith("_")), default=None)
    return None if name is None else ast.Name(name, ast.Load())


def ask(tape: Any, target: Any, source: Any) -> Any:
    target, source = unwrapped(target), unwrapped(source)
    if not (is_float(target) and is_float(source)):
        return None
    try:
        return gradient_of(tape, target, source)
    except Exception:
        return None


def watched(tape: Any) -> set[int]:
    """The variables that a tape has seen, by their keys."""
    return {key_of(variable) for variable in tape.watched_variables()}


def close(one: Any, other: Any) -> bool:
    import numpy as np

    try:
        one, other = np.asarray(one), np.asarray(other)
        return one.shape == other.shape and bool(np.allclose(one, other, rtol=1e-5, atol=1e-8, equal_nan=True))
    except (TypeError, ValueError, NotImplementedError):
        return False


def is_a_key(expression: ast.expr, names: dict[str, Any]) -> bool:
    """`params["w"]` gets something out of a container: no new tensor is made."""
    root = expression.value if isinstance(expression, ast.Subscript) else None
    return isinstance(root, ast.Name) and isinstance(names.get(root.id), list | dict | tuple)


def is_written(rerun: Rerun, variable: Any) -> bool:
    return any(written(o) == key_of(variable) for o in rerun.operations)


def several(causes: list[str]) -> list[str]:
    return list(dict.fromkeys(cause for cause in causes if cause))[:4]
