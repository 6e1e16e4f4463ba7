"""Small questions about tensors, operations and expressions, which the explanation asks again and again."""

import ast
import inspect
from collections.abc import Iterable
from typing import Any

from gradus.why_none.flow import Flow, is_float, is_of_keras, key_of, written
from gradus.why_none.obstacles import name_of_function, root_name
from gradus.why_none.recorder import Operation
from gradus.why_none.rerun import Rerun
from gradus.why_none.with_block import Block, names_in
from gradus.why_none.words import line


def named(block: Block, value: Any) -> ast.expr | None:
    name = min((n for n, v in block.names.items() if v is value and not n.startswith("_")), default=None)
    return None if name is None else ast.Name(name, ast.Load())


def ask(tape: Any, target: Any, source: Any) -> Any:
    import tensorflow as tf

    target, source = (v.value if is_of_keras(v) else v for v in (target, source))
    if not (is_float(target) and is_float(source)):
        return None
    try:
        found = tape.gradient(target, source)
        return None if found is None else tf.convert_to_tensor(found)
    except Exception:
        return None


def is_watched_now(rerun: Rerun, source: Any) -> bool:
    import tensorflow as tf

    with rerun.tape:
        copied = tf.identity(source)
    return rerun.tape.gradient(copied, source) is not None


def has_values(value: Any) -> bool:
    import tensorflow as tf

    return isinstance(value, tf.Tensor | tf.Variable) or is_of_keras(value)


def close(one: Any, other: Any) -> bool:
    import numpy as np

    try:
        one, other = np.asarray(one), np.asarray(other)
        return one.shape == other.shape and bool(np.allclose(one, other, rtol=1e-5, atol=1e-8, equal_nan=True))
    except (TypeError, ValueError, NotImplementedError):
        return False


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


def is_a_key(expression: ast.expr, names: dict[str, Any]) -> bool:
    """`params["w"]` gets something out of a container: no new tensor is made."""
    root = expression.value if isinstance(expression, ast.Subscript) else None
    return isinstance(root, ast.Name) and isinstance(names.get(root.id), list | dict | tuple)


def outermost(calls: Iterable[ast.Call]) -> list[str]:
    """The calls as they are written, without those that are part of another."""
    calls = list(calls)
    inner = {id(part) for call in calls for part in ast.walk(call) if part is not call}
    return [line(ast.unparse(call)) for call in calls if id(call) not in inner]


def is_of_numpy(call: ast.Call, names: dict[str, Any]) -> bool:
    """A call of one of NumPy's functions with something in it that has a name; not of its random numbers."""
    module = names.get(root_name(call.func))
    given = [*call.args, *(keyword.value for keyword in call.keywords)]
    if name_of_function(call.func) in ("numpy_function", "py_func"):
        return True
    is_numpy = inspect.ismodule(module) and module.__name__.partition(".")[0] in ("numpy", "scipy")
    return is_numpy and ".random" not in ast.unparse(call.func) and any(names_in(part) for part in given)


def is_written(rerun: Rerun, variable: Any) -> bool:
    return any(written(o) == key_of(variable) for o in rerun.operations)


def several(causes: list[str]) -> list[str]:
    return list(dict.fromkeys(cause for cause in causes if cause))[:4]
