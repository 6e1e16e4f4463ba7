# Right answers in a functional style: NumPy dispatches to Array, a table looks up pullbacks by ufunc, tapes are folds.

# %% answer="Dual"
from functools import partial
import operator

class Dual:
    __slots__ = ("value", "deriv")

    def __init__(self, value, deriv=0.0):
        object.__setattr__(self, "value", value)
        object.__setattr__(self, "deriv", deriv)

    def __setattr__(self, *_):
        raise AttributeError("a Dual does not change")

    def sin(self): return _dual1(np.sin, np.cos, self)
    def exp(self): return _dual1(np.exp, np.exp, self)
    def __neg__(self): return _dual1(operator.neg, lambda _: -1.0, self)

def _pair(x): return (x.value, x.deriv) if isinstance(x, Dual) else (x, 0.0)
def _dual1(f, df, x): return Dual(f(x.value), df(x.value) * x.deriv)
def _dual2(f, along_a, along_b, x, y):
    (a, da), (b, db) = _pair(x), _pair(y)
    slope = along_a(a, b) * da if da else 0.0
    return Dual(f(a, b), slope + (along_b(a, b) * db if db else 0.0))

for _name, _f, _da, _db in (
    ("add", operator.add, lambda a, b: 1.0, lambda a, b: 1.0),
    ("sub", operator.sub, lambda a, b: 1.0, lambda a, b: -1.0),
    ("mul", operator.mul, lambda a, b: b, lambda a, b: a),
    ("truediv", operator.truediv, lambda a, b: 1 / b, lambda a, b: -a / b**2),
    ("pow", operator.pow, lambda a, b: 0.0 if b == 0 else b * a ** (b - 1), lambda a, b: a**b * np.log(a)),
):
    _two = partial(_dual2, _f, _da, _db)
    setattr(Dual, f"__{_name}__", lambda self, other, two=_two: two(self, other))
    setattr(Dual, f"__r{_name}__", lambda self, other, two=_two: two(other, self))

# %% answer="unbroadcast"
def unbroadcast(g, shape):
    if shape == ():
        return np.sum(g)
    padded = (1,) * (np.ndim(g) - len(shape)) + shape
    return np.add.reduce(
        g, axis=tuple(i for i, (n, m) in enumerate(zip(padded, np.shape(g))) if n != m), keepdims=True
    ).reshape(shape)

# %% answer="VJPS"
class _Table(type):
    def __getitem__(cls, name):
        return cls.rules[name]

def _two(along_a, along_b):
    return lambda g, a, b: (unbroadcast(along_a(g, a, b), np.shape(a)), unbroadcast(along_b(g, a, b), np.shape(b)))

def _slope_of_power(a, p):
    p = np.asarray(p, float)
    return p * np.where(p == 0, 1.0, a) ** np.where(p == 0, 1.0, p - 1)

def _quiet_log(a):
    a = np.asarray(a, float)
    return np.log(a, out=np.zeros_like(a), where=a > 0)

class VJPS(metaclass=_Table):
    rules = {
        "add": _two(lambda g, a, b: g, lambda g, a, b: g),
        "sub": _two(lambda g, a, b: g, lambda g, a, b: -g),
        "mul": _two(lambda g, a, b: g * b, lambda g, a, b: g * a),
        "div": _two(lambda g, a, b: g / b, lambda g, a, b: -g * a / b / b),
        "power": _two(lambda g, a, p: g * _slope_of_power(a, p), lambda g, a, p: g * a**p * _quiet_log(a)),
        "neg": lambda g, x: (np.negative(g),),
        "sin": lambda g, x: (g * np.cos(x),),
        "exp": lambda g, x: (g * np.exp(x),),
        "log": lambda g, x: (np.divide(g, x),),
        "sum": lambda g, x, axis=None, keepdims=False: (
            np.broadcast_to(np.reshape(g, np.sum(x, axis=axis, keepdims=True).shape), np.shape(x)).copy(),
        ),
        "matmul": lambda g, a, b: (
            np.reshape(np.reshape(g, (-1, 1 if b.ndim == 1 else b.shape[1])) @ np.reshape(b, (b.shape[0], -1)).T, a.shape),
            np.reshape(np.atleast_2d(a).T @ np.reshape(g, (np.atleast_2d(a).shape[0], -1)), b.shape),
        ),
    }

# %% answer="backward_order"
import heapq

def backward_order(node):
    # the length of the longest way from the start puts every node behind all of its uses
    nodes, seen = [node], {node}
    for child in nodes:
        for parent in child.parents:
            if parent not in seen:
                seen.add(parent)
                nodes.append(parent)
    uses = dict.fromkeys(nodes, 0)
    for child in nodes:
        for parent in child.parents:
            uses[parent] += 1
    level = {node: 0}
    ready, place = [(0, 0)], {0: node}
    order = []
    while ready:
        depth, number = heapq.heappop(ready)
        child = place.pop(number)
        order.append(child)
        for parent in child.parents:
            level[parent] = max(level.get(parent, 0), depth + 1)
            uses[parent] -= 1
            if not uses[parent]:
                number = len(level) * 1_000_000 + len(order)
                while number in place:
                    number += 1
                place[number] = parent
                heapq.heappush(ready, (level[parent], number))
    return order

# %% answer="mend_adjoints"
from functools import reduce

def mend_adjoints(record, target):
    def play(adjoint, entry):
        result, inputs = entry
        if result not in adjoint:
            return adjoint
        return reduce(lambda so_far, i: {**so_far, i[0]: so_far.get(i[0], 0.0) + adjoint[result] * i[1]}, inputs, adjoint)
    return reduce(play, reversed(record), {target: 1.0})

# %% answer="Tape"
from collections import namedtuple
from functools import reduce

Done = namedtuple("Done", "primitive inputs params result")
STACK = []

class Array(np.lib.mixins.NDArrayOperatorsMixin):  # its == compares numbers, so nothing here may be a key of a dict
    def __init__(self, value):
        self.value = np.array(value, np.float64)

    def __array_ufunc__(self, ufunc, method, *inputs, **params):
        return call(ufunc, inputs, params) if method == "__call__" else NotImplemented

    sin = lambda x: np.sin(x)
    exp = lambda x: np.exp(x)
    log = lambda x: np.log(x)

    def sum(self, axis=None, keepdims=False):
        return call(np.sum, (self,), {"axis": axis, "keepdims": keepdims})

def call(primitive, inputs, params):
    result = Array(primitive(*[getattr(x, "value", x) for x in inputs], **params))
    done = Done(primitive, inputs, params, result)
    for tape in STACK:
        tape.see(done)
    return result

def size(x):
    return np.shape(getattr(x, "value", x))

def shrink(g, x):
    extra = len(size(g)) - len(size(x))
    axes = (*range(extra), *(extra + i for i, n in enumerate(size(x)) if n == 1))
    return call(np.reshape, (g.sum(axis=axes),), {"shape": size(x)}) if axes else g

def shaped(x, *shape):
    return call(np.reshape, (x,), {"shape": shape})

def turned(x):
    return call(np.transpose, (x,), {})

def along_matmul(g, a, b):
    rows = shaped(a, *(size(a) if len(size(a)) == 2 else (1, -1)))
    columns = shaped(b, *(size(b) if len(size(b)) == 2 else (-1, 1)))
    g = shaped(g, size(rows)[0], size(columns)[1])
    return shaped(g @ turned(columns), *size(a)), shaped(turned(rows) @ g, *size(b))

def along_power(g, a, p):
    values = getattr(p, "value", p)
    lower = np.where(np.equal(values, 0), 0.0, np.subtract(values, 1.0))
    base = getattr(a, "value", a)
    yield shrink(g * p * a**lower, a)
    yield shrink(g * a**p * np.log(a), p) if np.all(np.greater(base, 0)) else g * np.nan

def along_sum(g, x, axis, keepdims):
    return (shaped(g, *np.sum(x.value, axis=axis, keepdims=True).shape) * np.ones(size(x)),)

PULLBACK = {
    np.add: lambda g, a, b: (shrink(g, a), shrink(g, b)),
    np.subtract: lambda g, a, b: (shrink(g, a), shrink(-g, b)),
    np.multiply: lambda g, a, b: (shrink(g * b, a), shrink(g * a, b)),
    np.divide: lambda g, a, b: (shrink(g / b, a), shrink(-g * a / b**2, b)),
    np.negative: lambda g, x: (-g,),
    np.sin: lambda g, x: (g * np.cos(x),),
    np.cos: lambda g, x: (-g * np.sin(x),),
    np.exp: lambda g, x: (g * np.exp(x),),
    np.log: lambda g, x: (g / x,),
    np.power: along_power,
    np.matmul: along_matmul,
    np.sum: along_sum,
    np.reshape: lambda g, x, shape: (shaped(g, *size(x)),),
    np.transpose: lambda g, x: (turned(g),),
}

class Tape:
    def __init__(self, persistent=False):
        self.known, self.story, self.asked, self.persistent = {}, [], False, persistent

    def __enter__(self):
        STACK.append(self)
        return self

    def __exit__(self, *_):
        STACK.remove(self)

    def watch(self, x):
        self.known[id(x)] = x  # the reference keeps the id from being used again

    def knows(self, x):
        return self.known.get(id(x)) is x

    def see(self, done):
        if any(map(self.knows, done.inputs)):
            self.watch(done.result)
            self.story.append(done)

    def gradient(self, y, sources):
        if self.asked and not self.persistent:
            raise RuntimeError("asked before")
        self.asked = True
        start = {id(y): Array(np.ones(size(y)))} if self.knows(y) else {}
        adjoint = reduce(self.step_back, reversed(self.story), start)
        return [adjoint.get(id(x)) for x in sources]

    def step_back(self, adjoint, done):
        g = adjoint.get(id(done.result))
        if g is not None:
            for x, part in zip(done.inputs, PULLBACK[done.primitive](g, *done.inputs, **done.params)):
                if self.knows(x):
                    adjoint[id(x)] = adjoint[id(x)] + part if id(x) in adjoint else part
        return adjoint

# %% answer="second"
def second(f, x):
    def slope(f):
        def df(x):
            with Tape() as tape:
                tape.watch(x)
                y = f(x)
            [g] = tape.gradient(y, [x]) if isinstance(y, Array) else [None]
            return 0 * x if g is None else g
        return df
    return slope(slope(f))(Array(x)).value

# %% answer="train_logistic"
from functools import reduce

def train_logistic(X, y, lr, steps):
    def loss(w, b):
        z = X @ w + b
        s = np.tanh(z.value / 2) / 2 + 0.5  # dL/dz is s - y: a loss with the same gradient, linear in z
        return (z * (s - y)).sum() / len(y)
    def step(at, _):
        w, b = map(Array, at)
        with Tape() as tape:
            tape.watch(w), tape.watch(b)
            value = loss(w, b)
        return tuple(a.value - lr * g.value for a, g in zip((w, b), tape.gradient(value, [w, b])))
    return reduce(step, range(steps), (np.zeros(X.shape[1]), np.float64(0.0)))
