"""Runs a program of TensorFlow operations once, with a tape around it, and notes each operation, value and adjoint.

What the figure says of gradients, TensorFlow says: one persistent tape around all knows every adjoint, and a small tape
around each operation knows what that hands back to each of its operands.
"""

import sys
from collections.abc import Callable, Sequence
from types import CodeType, FunctionType, ModuleType
from typing import Any

import numpy as np

from gradus.errors import GradusError
from gradus.figures.kit.sampling import name_of, shortened
from gradus.figures.tape_player.instrument import is_a_library
from gradus.figures.tape_player.no_way_back import has_slopes, reason, unfollowed
from gradus.figures.tape_player.operations import is_layer
from gradus.figures.tape_player.recorder import Recorder
from gradus.figures.tape_player.recording import Node, Recording, name_the_rest, parameters_of
from gradus.figures.tape_player.tensor_node import TensorNode, is_numeric, numbers_of

UNREAD = "The source of {} is not to be found, so it is one box. "


def is_for_tensorflow(f: Any, inputs: Sequence[Any]) -> bool:
    """Whether an input is a tensor, or f a layer or a function that names something of TensorFlow's."""
    tf = sys.modules.get("tensorflow")
    if tf is None:
        return False
    function = getattr(f, "python_function", f)
    return any(map(_is_of_tensorflow, (f, *inputs))) or (_names_tensorflow(function, set()) if callable(f) else False)


def _is_of_tensorflow(x: Any) -> bool:
    name = x.__name__ if isinstance(x, ModuleType) else getattr(x, "__module__", None) or type(x).__module__
    bases = [base.__module__ for base in type(x).__mro__]
    return any(str(one).partition(".")[0] in ("tensorflow", "keras") for one in (name, *bases))


def _names_tensorflow(f: Any, seen: set[Any]) -> bool:
    f = getattr(f, "func", getattr(f, "__func__", f))  # of a functools.partial, of a method
    if not isinstance(f, FunctionType) or f in seen:
        return False
    seen.add(f)
    names = f.__globals__ | dict(zip(f.__code__.co_freevars, map(_content, f.__closure__ or ()), strict=True))
    used = [names[name] for name in _names_in(f.__code__) if name in names]
    return any(_is_of_tensorflow(x) or _names_tensorflow(x, seen) for x in used)


def _content(cell: Any) -> Any:
    try:
        return cell.cell_contents
    except ValueError:  # a name that has no value yet
        return None


def _names_in(code: CodeType) -> set[str]:
    inner = [_names_in(constant) for constant in code.co_consts if isinstance(constant, CodeType)]
    return {*code.co_names, *code.co_freevars}.union(*inner)


def record_tensorflow(f: Callable, inputs: Sequence[Any], watch: bool = True) -> Recording:
    """Run f once on the inputs; ask for the adjoint of every result.

    watch: whether the tape is told to watch the inputs that are tensors; variables it watches by itself.
    Raises GradusError if f raises, or does not return something made of its inputs.
    """
    import tensorflow as tf

    program, recorder = name_of(f, getattr(f, "name", "f")), Recorder()
    given = [recorder.nodes.leaf(_as_tensor(x), "", is_given=True) for x in inputs]
    for node, name in zip(given, parameters_of(_signature_of(f), len(given)), strict=True):
        node.name = name
        recorder.nodes.taken.add(name)
    with tf.GradientTape(persistent=True) as tape:
        if watch:
            tape.watch([x.tensor for x in given if has_slopes(x.tensor) and not isinstance(x.tensor, tf.Variable)])
        keywords = {"tape": tape} if wants_tape(f) else {}
        result = _run(recorder, f, program, [x.tensor for x in given], keywords)
    target = recorder.nodes.of(result)
    if target is None and _leads_to(tape, given, result):  # it was not seen how: the program is one operation
        pattern = f"{program}({', '.join('{}' for _ in given)})"
        target = recorder.nodes.result(program, pattern, given, result, tape)
    if target is None:
        raise GradusError(_nothing_made_of_inputs(program, result))
    is_own = isinstance(f, FunctionType) and not is_a_library(f.__code__)
    note = UNREAD.format(program) if is_own and not recorder.is_read else ""
    recording = Recording(program, list(given), recorder.nodes.in_order(target), target, note)
    name_the_rest(recording)
    for x in recording.nodes:
        if isinstance(x, TensorNode) and not x.operation and not x.is_of_a_layer:
            x.unfollowed = unfollowed(x, watch)
    _ask(tape, recording.nodes, target)
    return recording


def _leads_to(tape: Any, given: list[TensorNode], result: Any) -> bool:
    """Whether the tape knows a way from an input to what the program returned."""
    sources = [x.tensor for x in given if has_slopes(x.tensor)]
    if not has_slopes(result):
        return False
    return any(answer is not None for answer in tape.gradient(result, sources))


def _signature_of(f: Any) -> Any:
    """What names the inputs: of a tf.function the function in it, of a layer its `call`."""
    return getattr(f, "python_function", f.call if is_layer(f) else f)


def _as_tensor(value: Any) -> Any:
    import tensorflow as tf

    if not is_numeric(value) or isinstance(value, tf.RaggedTensor | tf.SparseTensor):
        said = shortened(repr(value))
        raise GradusError(f"An input is a number, an array of numbers or a tensor of numbers; got {said}.")
    if tf.is_tensor(value) or isinstance(value, tf.Variable):
        return value.value if type(value).__module__.startswith("keras") else value
    return tf.constant(value) if isinstance(value, np.ndarray | np.generic) else tf.constant(value, dtype=tf.float32)


def wants_tape(f: Any) -> bool:
    """Whether f has a parameter `tape` that is given by name only."""
    code = getattr(f, "__code__", None)
    return code is not None and "tape" in code.co_varnames[code.co_argcount :][: code.co_kwonlyargcount]


def _run(recorder: Recorder, f: Any, program: str, tensors: list[Any], keywords: dict[str, Any]) -> Any:
    try:
        return recorder.run(f, program, tensors, keywords)
    except GradusError:
        raise
    except Exception as error:  # whatever a learner's program raises deserves a sentence
        raise GradusError(f"{program} raised {type(error).__name__}: {_first_line(error)}") from error


def _first_line(error: Exception) -> str:
    said, *_ = str(error).strip().splitlines() or [""]
    return shortened(said, 200)


def _nothing_made_of_inputs(program: str, result: Any) -> str:
    if result is None:
        return f"{program} returned None. Is there a `return` in it? Or did it return a gradient that is None?"
    if isinstance(result, list | tuple | dict):
        return f"{program} returned a {type(result).__name__}. A tape begins its way back at one tensor: return that."
    said = shortened(repr(result), 80)
    if not has_slopes(result):
        return f"{program} returned {said}. A tape begins its way back at a tensor of floats: return that."
    return f"{program} returned {said}, and the tape knows no way to that from its inputs."


def _ask(tape: Any, recorded: Sequence[Node], target: TensorNode) -> None:
    """The adjoint of every node, and where nothing is handed back, why."""
    nodes = [node for node in recorded if isinstance(node, TensorNode)]
    if has_slopes(target.tensor):
        followed = [node for node in nodes if has_slopes(node.tensor)]
        try:
            adjoints = tape.gradient(target.tensor, [node.tensor for node in followed])
        except Exception as error:  # an operation without a gradient, or one of somebody's own
            raise GradusError(f"tape.gradient raised {type(error).__name__}: {_first_line(error)}") from error
        for node, adjoint in zip(followed, adjoints, strict=True):
            node.adjoint = numbers_of(adjoint)
    for node in nodes:
        node.slopes = node.hand_back(np.ones_like(node.value))
        for i, x in enumerate(node.operands):
            if not isinstance(x, TensorNode) or node.slopes[node.operands.index(x)] is not None:
                continue
            if not _is_linked(tape, node, x):
                node.broken[i] = reason(node, x)


def _is_linked(tape: Any, node: TensorNode, x: TensorNode) -> bool:
    """Whether the tape around all knows a way; an operation may have one that the tape around it alone does not see."""
    if not (has_slopes(node.tensor) and has_slopes(x.tensor)) or x.tensor is node.tensor:
        return False
    try:
        return tape.gradient(node.tensor, x.tensor) is not None
    except Exception:  # as in TensorNode.hand_back: then nothing is said of it
        return True
