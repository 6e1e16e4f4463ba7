# Right answers that walk the graph by age: every Array knows when it was born and what it is made of.

# %% answer="Dual"
from dataclasses import dataclass
from functools import singledispatch

@singledispatch
def lifted(x):
    return Dual(x)

@dataclass(frozen=True)
class Dual:
    value: float
    deriv: float = 0.0

    def __add__(self, other, sign=1):
        other = lifted(other)
        return Dual(self.value + sign * other.value, self.deriv + sign * other.deriv)

    __radd__ = __add__

    def __sub__(self, other):
        return self.__add__(other, -1)

    def __rsub__(self, other):
        return (-1 * self) + other

    def __mul__(self, other):
        other = lifted(other)
        return Dual(self.value * other.value, self.value * other.deriv + other.value * self.deriv)

    __rmul__ = __mul__

    def __pos__(self):
        return self

    def __neg__(self):
        return 0 - self

    def __truediv__(self, other):
        quotient = self.value / lifted(other).value
        return Dual(quotient, (self.deriv - quotient * lifted(other).deriv) / lifted(other).value)

    def __rtruediv__(self, other):
        return lifted(other).__truediv__(self)

    def __pow__(self, p):
        if not p:
            return Dual(1.0 + 0 * self.value)
        return Dual(self.value**p, p * self.value ** (p - 1) * self.deriv)

    def sin(self):
        return Dual(np.imag(np.exp(1j * self.value)), np.real(np.exp(1j * self.value)) * self.deriv)

    def exp(self):
        grown = np.exp(self.value)
        return Dual(grown, grown * self.deriv)

@lifted.register
def _(x: Dual):
    return x

# %% answer="unbroadcast"
def unbroadcast(g, shape):
    """Let einsum name the axes; a stretched axis is not named in the result."""
    g = np.asarray(g)
    axes = "abcdefghijklmnop"[: g.ndim]
    kept = [axis for axis, n, m in zip(axes[g.ndim - len(shape):], g.shape[g.ndim - len(shape):], shape) if n == m]
    return np.einsum(f"{axes}->{''.join(kept)}", g).reshape(shape)

# %% answer="VJPS"
from types import MappingProxyType

def back_to(g, shape):
    in_front = len(np.shape(g)) - len(shape)
    longer = [i for i, n in enumerate(np.shape(g)) if i < in_front or n != shape[i - in_front]]
    return g.sum(axis=tuple(longer)).reshape(shape) if longer else g

def of_each(*partials):
    """A rule from one partial derivative an input, each a function of the inputs."""
    def rule(g, *inputs):
        return tuple([back_to(g * partial(*inputs), np.shape(x)) for partial, x in zip(partials, inputs)])
    return rule

class Matmul:
    def __call__(self, g, a, b):
        if np.ndim(a) == 1:
            along_a, along_b = self(g.reshape((1, -1)), a.reshape((1, -1)), b)
            return along_a.reshape(a.shape), along_b
        if np.ndim(b) == 1:
            along_a, along_b = self(g.reshape((-1, 1)), a, b.reshape((-1, 1)))
            return along_a, along_b.reshape(b.shape)
        return g.reshape((a.shape[0], b.shape[1])) @ b.T, a.T @ g.reshape((a.shape[0], b.shape[1]))

def lower(p):
    return p - np.sign(np.abs(getattr(p, "value", p)))

def log_of(a):
    with np.errstate(all="ignore"):
        return np.log(a)

def power(g, a, p):
    with np.errstate(all="ignore"):
        return of_each(lambda a, p: p * a ** lower(p), lambda a, p: a**p * log_of(a))(g, a, p)

def spread(g, x, axis=None, keepdims=False):
    sizes = list(x.shape)
    for i in range(len(sizes)) if axis is None else np.atleast_1d(axis):
        sizes[int(i)] = 1
    return (g.reshape(tuple(sizes)) * np.ones(x.shape),)

VJPS = MappingProxyType({
    "add": of_each(lambda a, b: np.ones(np.broadcast_shapes(np.shape(a), np.shape(b))), lambda a, b: 1.0),
    "sub": of_each(lambda a, b: 1.0, lambda a, b: -1.0),
    "mul": of_each(lambda a, b: b, lambda a, b: a),
    "div": of_each(lambda a, b: b**-1.0, lambda a, b: a * b**-2.0 * -1),
    "neg": of_each(lambda x: -1.0), "sin": of_each(lambda x: np.cos(x)), "cos": of_each(lambda x: -np.sin(x)),
    "exp": of_each(lambda x: np.exp(x)), "log": of_each(lambda x: x**-1.0), "power": power, "matmul": Matmul(), "sum": spread,
    "reshape": lambda g, x, shape: (g.reshape(x.shape),), "transpose": lambda g, x: (g.T,),
})

# %% answer="backward_order"
def backward_order(node):
    """Depth first, noted when a node is left for good; that list, backwards."""
    left, entered, stack = [], {node}, [(node, iter(node.parents))]
    while stack:
        child, parents = stack[-1]
        parent = next(parents, None)
        if parent is None:
            left.append(child)
            stack.pop()
        elif parent not in entered:
            entered.add(parent)
            stack.append((parent, iter(parent.parents)))
    left.reverse()
    return left

# %% answer="mend_adjoints"
from collections import defaultdict

def mend_adjoints(record, target):
    adjoint = defaultdict(int, {target: 1})  # whole numbers as long as they are whole
    for result, inputs in record[::-1]:
        if result in adjoint:
            for name, slope in inputs:
                adjoint[name] += slope * adjoint[result]
    return dict(adjoint)

# %% answer="Tape"
import heapq
import itertools
from functools import partial, partialmethod
from typing import NamedTuple

class Origin(NamedTuple):
    name: str
    inputs: tuple
    params: dict
    tapes: frozenset

births = itertools.count()

class WithOperators(type):
    def __new__(meta, name, bases, space):
        for short, of in dict(add="add", sub="sub", mul="mul", truediv="div", pow="power", matmul="matmul").items():
            space[f"__{short}__"] = lambda a, b, of=of: made(of, a, b)
            space[f"__r{short}__"] = lambda b, a, of=of: made(of, a, b)
        return super().__new__(meta, name, bases, space)

class Array(metaclass=WithOperators):
    __slots__ = ("value", "born", "origin", "watchers", "__weakref__")
    __array_priority__ = 1000

    def __init__(self, value):
        self.value, self.born, self.origin, self.watchers = np.asarray(value, np.float64).copy(), next(births), None, frozenset()

    def _one(self, name, **params):
        return made(name, self, **params)

    __neg__, sin, cos = partialmethod(_one, "neg"), partialmethod(_one, "sin"), partialmethod(_one, "cos")
    exp, log = partialmethod(_one, "exp"), partialmethod(_one, "log")

    def sum(self, axis=None, keepdims=False):
        return made("sum", self, axis=axis, keepdims=keepdims)

    def reshape(self, shape):
        return made("reshape", self, shape=shape)

    @property
    def T(self):
        return made("transpose", self)

    shape = property(lambda self: np.shape(self.value))
    ndim = property(lambda self: np.ndim(self.value))

    def knows(self):
        return self.watchers | (self.origin.tapes if self.origin else frozenset())

def made(name, *inputs, **params):
    inputs = tuple(x if isinstance(x, Array) else Array(x) for x in inputs)
    result = Array(FORWARD[name](*(x.value for x in inputs), **params))
    result.origin = Origin(name, inputs, params, frozenset().union(*(x.knows() for x in inputs)) & Tape.running)
    return result

class Tape:
    running = frozenset()

    def __init__(self, *, persistent=False):
        self.left = float("inf") if persistent else 1

    def __enter__(self):
        Tape.running |= {self}
        return self

    def __exit__(self, *_):
        Tape.running -= {self}

    def watch(self, x):
        x.watchers |= {self}
        return x

    @property
    def gradient(self):  # a callable without a name
        return partial(Tape._answer, self)

    def _answer(self, y, sources):
        self.left -= 1
        if self.left < 0:
            raise RuntimeError("nothing left to ask")
        found, youngest = {}, []

        def arrives(x, g):
            if self not in x.knows():
                return
            if x in found:
                found[x] = found[x] + g
            else:
                found[x] = g
                heapq.heappush(youngest, (-x.born, x))

        if isinstance(y, Array):
            arrives(y, Array(np.ones(y.shape)))
        while youngest:
            _, x = heapq.heappop(youngest)
            if x.origin and self in x.origin.tapes:
                for parent, g in zip(x.origin.inputs, VJPS[x.origin.name](found[x], *x.origin.inputs, **x.origin.params)):
                    arrives(parent, g)
        return [found.get(x) for x in sources]

# %% answer="second"
def second(f, x):
    x = Array(x)

    def slope_of(function):
        with Tape() as tape:
            tape.watch(x)
            y = function(x)
        [slope] = tape.gradient(y, [x])
        return slope

    bend = slope_of(lambda x: slope_of(f))
    return 0.0 * x.value if bend is None else np.array(bend.value)

# %% answer="train_logistic"
def train_logistic(X, y, lr, steps):
    """By the logarithm of the probability of what was seen, with signs for labels."""
    signs = np.where(np.asarray(y) > 0.5, 1.0, -1.0)
    parameters = [np.zeros(np.shape(X)[1]), np.zeros(())]
    for _ in range(steps):
        w, b = map(Array, parameters)
        with Tape() as tape:
            [tape.watch(p) for p in (w, b)]
            against = -(X @ w + b) * signs
            shift = np.clip(against.value, 0, None)
            loss = ((against - shift).exp() + np.exp(-shift)).log().sum() * len(signs) ** -1.0
        parameters = [p - lr * g.value for p, g in zip(parameters, tape.gradient(loss, [w, b]))]
    return tuple(parameters)

# %% answer="sweep_order"
def sweep_order():
    line = ["C"]  # from the end: u is last
    line[:0] = ["F", "A"]
    line[:0] = ["D", "B"]
    line.insert(-1, "E")
    return line

# %% answer="match_rules"
class match_rules(dict):
    def __init__(self):
        super().__init__({"exp": " B", "log": "A ", "sqrt": "E", "1/x": "F", "tanh": "C", "sigmoid": "D", "relu": "G"})
