r"""A gradient tape in NumPy: what `tf.GradientTape` does, and the answer key of unit 7.

    x = Array([1.0, 2.0])
    with Tape() as tape:
        tape.watch(x)
        y = (x * x).sin().sum()
    [slope] = tape.gradient(y, [x])        # an Array, 2 x cos(x²)

An operation computes its value and shows itself to every open tape. A tape writes down those that descend from what
it watches. `gradient` reads the record backwards: an operation's adjoint $g$, the slope of the target along its result,
goes to each input as a vector-Jacobian product. When another tape is open meanwhile, these products are recorded in
turn, which gives second derivatives.
"""

from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any, NamedTuple, Self

import numpy as np


def unbroadcast(g: Any, shape: tuple[int, ...]) -> Any:
    """Sum g over the axes along which an array of this shape was repeated to get the shape of g."""
    if np.shape(g) == shape:
        return g
    new = g.ndim - len(shape)  # axes that broadcasting put in front
    stretched = [new + i for i, n in enumerate(shape) if n == 1 and g.shape[new + i] != 1]
    return g.sum(axis=(*range(new), *stretched)).reshape(shape)


class Rule(NamedTuple):
    """An operation: how its value is computed, and the adjoint of each input from that of the result, g."""

    forward: Callable
    backward: tuple[Callable, ...]

    def vjps(self, g: Any, *inputs: Any, **params: Any) -> tuple:
        """All vector-Jacobian products, each in the shape of its input."""
        pairs = zip(self.backward, inputs, strict=True)
        return tuple(unbroadcast(vjp(g, *inputs, **params), np.shape(x)) for vjp, x in pairs)


def _rule(forward: Callable, *backward: Callable) -> Rule:
    return Rule(forward, backward)


# The rules use only what arrays and Arrays have in common, so that they can be recorded too.
RULES = {
    "add": _rule(np.add, lambda g, a, b: g, lambda g, a, b: g),
    "sub": _rule(np.subtract, lambda g, a, b: g, lambda g, a, b: -g),
    "mul": _rule(np.multiply, lambda g, a, b: g * b, lambda g, a, b: g * a),
    "div": _rule(np.divide, lambda g, a, b: g / b, lambda g, a, b: -g * a / (b * b)),
    "neg": _rule(np.negative, lambda g, x: -g),
    "sin": _rule(np.sin, lambda g, x: g * np.cos(x)),
    "cos": _rule(np.cos, lambda g, x: -g * np.sin(x)),
    "exp": _rule(np.exp, lambda g, x: g * np.exp(x)),
    "log": _rule(np.log, lambda g, x: g / x),
    "power": _rule(np.power, lambda g, a, p: g * p * a ** _less_one(p), lambda g, a, p: _exponent(g, a, p)),
    "matmul": _rule(np.matmul, lambda g, a, b: _left(g, a, b), lambda g, a, b: _right(g, a, b)),
    "sum": _rule(np.sum, lambda g, x, axis=None, keepdims=False: _spread(g, x, axis)),
    "reshape": _rule(np.reshape, lambda g, x, shape: g.reshape(x.shape)),
    "transpose": _rule(np.transpose, lambda g, x: g.T),
}

VJPS = {name: rule.vjps for name, rule in RULES.items()}


def _less_one(p: Any) -> Any:
    """p - 1; but 0 stays 0, so that the slope of $a^0$ is 0 at a = 0 too."""
    return p - (getattr(p, "value", p) != 0)


def _exponent(g: Any, a: Any, p: Any) -> Any:
    """The adjoint of p in a ** p, NaN in silence where a has no logarithm: p is mostly a constant nobody asks about."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return g * a**p * np.log(a)


def _left(g: Any, a: Any, b: Any) -> Any:
    """The adjoint of a in a @ b: $g\\,b^T$, a vector taken as a matrix of one row or column."""
    columns = _columns(b)
    return (g.reshape((-1, columns.shape[1])) @ columns.T).reshape(a.shape)


def _right(g: Any, a: Any, b: Any) -> Any:
    """The adjoint of b in a @ b: $a^T g$."""
    rows = a if len(a.shape) == 2 else a.reshape((1, a.shape[0]))
    return (rows.T @ g.reshape((rows.shape[0], -1))).reshape(b.shape)


def _columns(b: Any) -> Any:
    return b if len(b.shape) == 2 else b.reshape((b.shape[0], 1))


def _spread(g: Any, x: Any, axis: int | tuple[int, ...] | None) -> Any:
    """The adjoint of x in x.sum(axis): each entry of x got into one sum, and takes that sum's g."""
    axes = range(len(x.shape)) if axis is None else (axis if isinstance(axis, tuple) else (axis,))
    summed = {i % len(x.shape) for i in axes}
    return g.reshape(tuple(1 if i in summed else n for i, n in enumerate(x.shape))) * np.ones(x.shape)


open_tapes: list = []  # the tapes that are recording, outermost first


def apply(name: str, *inputs: Any, **params: Any) -> "Array":
    """Do an operation, and show it to the open tapes. Inputs are Arrays, arrays or numbers."""
    result = Array.__new__(Array)
    result.value = RULES[name].forward(*[x.value if isinstance(x, Array) else x for x in inputs], **params)
    for tape in open_tapes:
        tape.record(name, inputs, params, result)
    return result


class Array:
    """float64 numbers that a tape can follow: `.value`, with NumPy's operators and some of its functions.

    Two Arrays with equal numbers are two Arrays: tapes tell them apart by identity.
    """

    __slots__ = ("value",)
    __array_priority__ = 100.0  # NumPy leaves array + Array to us

    def __init__(self, value: Any):
        self.value: Any = np.array(value, dtype=float)

    def __repr__(self) -> str:
        return f"Array({self.value})"

    # fmt: off
    def __add__(self, other): return apply("add", self, other)
    def __radd__(self, other): return apply("add", other, self)
    def __sub__(self, other): return apply("sub", self, other)
    def __rsub__(self, other): return apply("sub", other, self)
    def __mul__(self, other): return apply("mul", self, other)
    def __rmul__(self, other): return apply("mul", other, self)
    def __truediv__(self, other): return apply("div", self, other)
    def __rtruediv__(self, other): return apply("div", other, self)
    def __pow__(self, other): return apply("power", self, other)
    def __rpow__(self, other): return apply("power", other, self)
    def __matmul__(self, other): return apply("matmul", self, other)
    def __rmatmul__(self, other): return apply("matmul", other, self)
    def __neg__(self): return apply("neg", self)
    def sin(self): return apply("sin", self)
    def cos(self): return apply("cos", self)
    def exp(self): return apply("exp", self)
    def log(self): return apply("log", self)
    def sum(self, axis=None, keepdims=False, **_): return apply("sum", self, axis=axis, keepdims=keepdims)
    def reshape(self, shape, **_): return apply("reshape", self, shape=shape)  # **_ is for what np.reshape adds
    # fmt: on

    def mean(self, axis=None, keepdims=False, **_):  # without it np.mean takes an Array for one thing, and returns it
        total = self.sum(axis, keepdims)
        return total / (self.value.size / total.value.size)

    @property
    def T(self) -> "Array":
        return apply("transpose", self)

    @property
    def shape(self) -> tuple[int, ...]:
        return self.value.shape

    @property
    def ndim(self) -> int:
        return self.value.ndim


class Step(NamedTuple):
    """One line of a tape's record: `result = name(*inputs, **params)`."""

    name: str
    inputs: tuple
    params: dict[str, Any]
    result: Array


class Tape:
    """Records operations, and gives gradients of their results by reading the record backwards.

    What was made before the tape opened, after it closed, or from `.value` is not connected. Tapes may overlap and
    nest, and know nothing of each other.
    """

    def __init__(self, persistent: bool = False):
        self.persistent = persistent
        self._followed: set[Array] = set()  # by identity; being in it keeps them alive, so no identity is used twice
        self._record: list[tuple] = []
        self._is_used = False

    def __enter__(self) -> Self:
        open_tapes.append(self)
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        open_tapes.remove(self)

    def watch(self, x: Array) -> None:
        """Follow x and what is made of it from now on."""
        self._followed.add(x)

    def record(self, name: str, inputs: tuple, params: dict[str, Any], result: Array) -> None:
        """Called by every operation: write it down if an input is followed, and follow its result."""
        followed = self._followed
        for x in inputs:
            if isinstance(x, Array) and x in followed:
                followed.add(result)
                self._record.append((name, inputs, params, result))
                return

    @property
    def steps(self) -> list[Step]:
        """The record, for those who draw it."""
        return [Step(*step) for step in self._record]

    def gradient(self, target: Array, sources: Sequence[Array]) -> list[Array | None]:
        """The gradient of target (of its sum, if it is no scalar) along each source; None if it is not connected.

        Raises RuntimeError if it was called before, unless the tape is persistent.
        """
        if self._is_used and not self.persistent:
            raise RuntimeError("A tape gives its gradients once. Ask for all sources at once, or use persistent=True.")
        self._is_used = True
        adjoints = self.adjoints(target)
        if not self.persistent:
            self._record = []
        found = [adjoints.get(x) for x in sources]
        return [g if g is None or isinstance(g, Array) else Array(g) for g in found]

    def adjoints(self, target: Array) -> dict[Array, Any]:
        """The gradient of target along everything it is made of that the tape follows, the last made first."""
        followed, is_recorded = self._followed, bool(open_tapes)
        if not isinstance(target, Array) or target not in followed:
            return {}
        adjoints: dict[Array, Any] = {target: np.ones(target.shape)}
        if is_recorded:
            adjoints[target] = Array(adjoints[target])
        for name, inputs, params, result in reversed(self._record):
            g = adjoints.get(result)
            if g is None:
                continue
            values = inputs if is_recorded else [x.value if isinstance(x, Array) else x for x in inputs]
            for x, vjp in zip(inputs, RULES[name].backward, strict=True):
                if isinstance(x, Array) and x in followed:
                    part = unbroadcast(vjp(g, *values, **params), x.value.shape)
                    adjoints[x] = adjoints[x] + part if x in adjoints else part  # paths add up, never in place
        return adjoints
