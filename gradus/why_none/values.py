"""Small questions about tensors, tapes and expressions, which the explanation asks again and again."""

import ast
from typing import Any

from gradus.why_none.flow import handles_made, is_float, key_of, unwrapped, written
from gradus.why_none.rerun import Rerun
from gradus.why_none.tape_state import gradient_of
from gradus.why_none.with_block import Block, names_in


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


def ran_as_then(rerun: Rerun, block: Block, tape: Any, target: Any, source: Any) -> bool:
    """Whether what ran now is what ran then: the same value came out, and the tape watched the same variables.

    tape, target, source: those of then; the names of the block mean what they meant.
    """
    target_now, source_now = rerun.asked
    then, now, made = watched(tape), watched(rerun.tape), handles_made(rerun.operations)
    # Of the variables that are made in the block each run has its own.
    if (then & now if made else then) != now - made:
        return False
    is_source = source_now is None or key_of(source_now) == key_of(source)
    if close(target_now, target) and (is_source or close(source_now, source)):
        return True
    # Other values may come from other numbers in the same code: what it does must not hang on them.
    hangs = any(o.kind in ("bool", "int", "index") for o in rerun.operations)
    used = {*names_in(block.node), *(name for code in rerun.functions for name in code.co_names)}
    is_as_then = not hangs and not used & block.given_since()
    return is_as_then and is_source and getattr(target_now, "shape", None) == getattr(target, "shape", None)


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
