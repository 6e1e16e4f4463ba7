"""Runs a program on a tape of any design, and notes each operation with its value and its adjoint.

The program gets tracers that do every operation on the tape's own Arrays. So nothing has to be known of how a tape
keeps its record, and an adjoint is what that tape says of the result.
"""

import contextlib
import operator
import sys
from collections.abc import Callable, Iterator, Sequence
from types import FrameType
from typing import Any

import numpy as np

from gradus.errors import GradusError
from gradus.figures.kit.sampling import name_of
from gradus.figures.tape_player.recording import (
    Constant,
    Node,
    Recording,
    check_room,
    free_name,
    name_the_rest,
    parameters_of,
)

OTHERWISE = " Where an input is a tf.Variable, TensorFlow's tape is played."


class Tracer:
    """Stands for an Array in the program, with NumPy's operators and the functions of `gradus.tape`."""

    __array_priority__ = 1000.0  # NumPy leaves array + Tracer to us

    def __init__(self, array: Any, node: Node, record: list["Tracer"]):
        self.array, self.node, self._record = array, node, record

    def _do(self, operation: str, do: Callable, *operands: Any, **params: Any) -> "Tracer":
        check_room(len(self._record))
        array = do(*[x.array if isinstance(x, Tracer) else x for x in operands], **params)
        program = sys._getframe(2)  # above the operator's frame
        nodes = tuple(x.node if isinstance(x, Tracer) else _constant(x, program) for x in operands)
        result = Tracer(array, Node(operation, nodes, params, numbers(array)), self._record)
        self._record.append(result)
        return result

    # fmt: off
    def __add__(self, other): return self._do("add", operator.add, self, other)
    def __radd__(self, other): return self._do("add", operator.add, other, self)
    def __sub__(self, other): return self._do("sub", operator.sub, self, other)
    def __rsub__(self, other): return self._do("sub", operator.sub, other, self)
    def __mul__(self, other): return self._do("mul", operator.mul, self, other)
    def __rmul__(self, other): return self._do("mul", operator.mul, other, self)
    def __truediv__(self, other): return self._do("div", operator.truediv, self, other)
    def __rtruediv__(self, other): return self._do("div", operator.truediv, other, self)
    def __pow__(self, other): return self._do("power", operator.pow, self, other)
    def __rpow__(self, other): return self._do("power", operator.pow, other, self)
    def __matmul__(self, other): return self._do("matmul", operator.matmul, self, other)
    def __rmatmul__(self, other): return self._do("matmul", operator.matmul, other, self)
    def __neg__(self): return self._do("neg", operator.neg, self)
    def sin(self): return self._do("sin", lambda x: x.sin(), self)
    def cos(self): return self._do("cos", lambda x: x.cos(), self)
    def exp(self): return self._do("exp", lambda x: x.exp(), self)
    def log(self): return self._do("log", lambda x: x.log(), self)
    def reshape(self, shape, **_): return self._do("reshape", lambda x, shape: x.reshape(shape), self, shape=shape)
    # fmt: on

    def sum(self, axis=None, keepdims=False, **_):
        return self._do("sum", lambda x, **params: x.sum(**params), self, axis=axis, keepdims=keepdims)

    def mean(self, axis=None, keepdims=False, **_):
        total = self.sum(axis, keepdims)
        return total / (self.node.value.size / total.node.value.size)

    @property
    def T(self) -> "Tracer":
        return self._do("transpose", lambda x: x.T, self)

    @property
    def value(self) -> Any:
        """Plain numbers: what is made of them has no way back."""
        return self.node.value

    @property
    def shape(self) -> tuple[int, ...]:
        return np.shape(self.node.value)

    @property
    def ndim(self) -> int:
        return len(self.shape)


def record(f: Callable, inputs: Sequence[Any], Tape: Callable, Array: Callable) -> Recording:
    """Run f on the inputs with a tape around it, and ask that tape for the adjoint of every result.

    Raises GradusError if f or the tape fails, or f does not return something made of its inputs.
    """
    if not callable(f):
        raise GradusError(f"The first argument is the program, a function of the inputs that follow it; got {f!r}.")
    program = name_of(f)
    results: list[Tracer] = []
    with _said("Array"):
        arrays = [Array(_as_numbers(value)) for value in inputs]
    given = [Tracer(array, Node("", (), {}, numbers(array)), results) for array in arrays]
    with _said("Tape"), Tape() as tape:
        for array in arrays:
            tape.watch(array)
        result = _run(f, program, given)
    everything = [*given, *results]
    recording = Recording(program, [x.node for x in given], [x.node for x in everything], result.node)
    name_the_rest(recording)
    with _said("gradient"):
        adjoints = tape.gradient(result.array, [x.array for x in everything])
        for x, adjoint in zip(everything, adjoints, strict=True):
            x.node.adjoint = None if adjoint is None else numbers(adjoint)
    return recording


def _constant(x: Any, program: FrameType) -> Constant:
    """A constant, by the name that the program or what is around it has for an array; a number speaks for itself."""
    value = numbers(x)
    if value.ndim == 0:
        return Constant(value)
    names = program.f_globals | program.f_locals
    return Constant(value, next((name for name, known in names.items() if known is x), "array"))


def numbers(array: Any) -> np.ndarray:
    """An Array, an array or a number as float64 numbers."""
    return np.array(getattr(array, "value", array), dtype=float)


def _as_numbers(value: Any) -> Any:
    try:
        np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        raise GradusError(f"An input is a number or an array of numbers; got {value!r}.") from None
    return value


def _run(f: Callable, program: str, given: list[Tracer]) -> Tracer:
    for x, name in zip(given, parameters_of(f, len(given)), strict=True):
        x.node.name = name
    taken = {x.node.name for x in given}
    try:
        with _seeing_locals_of(f, lambda names: _give_names(names, taken)):
            result = f(*given)
    except GradusError:
        raise
    except Exception as error:
        raise GradusError(
            f"{program} raised {type(error).__name__}: {error}. A program is made of + - * / ** @ and of "
            ".sin(), .cos(), .exp(), .log() and .sum()." + OTHERWISE * ("tensorflow" in sys.modules)
        ) from error
    if not isinstance(result, Tracer):
        raise GradusError(f"{program} returned {result!r}, which is not made of its inputs, so there is no way back.")
    return result


@contextlib.contextmanager
def _seeing_locals_of(f: Callable, see: Callable[[dict[str, Any]], None]) -> Iterator[None]:
    """Show the local variables of f after each of its lines: results are called what the program calls them."""
    code = getattr(f, "__code__", None)

    def in_f(frame: Any, event: str, _: Any) -> Any:
        see(frame.f_locals)
        return in_f

    before = sys.gettrace()  # a debugger's, or that of a tool that measures coverage
    sys.settrace(lambda frame, event, _: in_f if frame.f_code is code else None)
    try:
        yield
    finally:
        sys.settrace(before)


def _give_names(names: dict[str, Any], taken: set[str]) -> None:
    for name, value in names.items():
        if isinstance(value, Tracer) and not value.node.name:
            value.node.name = free_name(name, taken)


@contextlib.contextmanager
def _said(what: str) -> Iterator[None]:
    """Whatever a learner's own tape raises deserves a sentence."""
    try:
        yield
    except GradusError:
        raise
    except NotImplementedError:
        raise GradusError(f"{what} is not written yet. The player shows what it answers: write it first.") from None
    except Exception as error:
        raise GradusError(f"{what} raised {type(error).__name__}: {error}") from error
