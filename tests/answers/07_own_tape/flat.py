# Right answers around one flat list of records, played backwards by places in the list; gradients in plain loops.

# %% answer="Dual"
from dataclasses import dataclass
import math

@dataclass(frozen=True)
class Dual:
    value: float
    deriv: float = 0.0

    def __add__(self, o): return Dual(self.value + v(o), self.deriv + d(o))
    def __sub__(self, o): return Dual(self.value - v(o), self.deriv - d(o))
    def __mul__(self, o): return Dual(self.value * v(o), self.deriv * v(o) + self.value * d(o))
    def __truediv__(self, o): return self * Dual(1 / v(o), -d(o) / v(o) / v(o))
    def __radd__(self, o): return Dual(o, 0) + self
    def __rsub__(self, o): return Dual(o, 0) - self
    def __rmul__(self, o): return Dual(o, 0) * self
    def __rtruediv__(self, o): return Dual(o, 0) / self
    def __neg__(self): return 0 - self
    def __pow__(self, p): return Dual(self.value**p, self.deriv * (p and p * self.value ** (p - 1)))
    def sin(self): return Dual(math.sin(self.value), self.deriv * math.cos(self.value))
    def exp(self): return Dual(math.exp(self.value), self.deriv * math.exp(self.value))

def v(o): return o.value if isinstance(o, Dual) else o
def d(o): return o.deriv if isinstance(o, Dual) else 0

# %% answer="unbroadcast"
def unbroadcast(g, shape):
    result = np.zeros(shape)
    g = np.asarray(g)
    for place in np.ndindex(g.shape):
        own = place[len(place) - len(shape):]
        result[tuple(0 if n == 1 else i for i, n in zip(own, shape))] += g[place]
    return result

# %% answer="VJPS"
class VJPS:
    @classmethod
    def __class_getitem__(cls, name):
        return lambda g, *inputs, **params: tuple(
            np.asarray(part) for part in getattr(cls, name + "_rule")(np.asarray(g), *map(np.asarray, inputs), **params)
        )

    def add_rule(g, a, b): return unbroadcast(g, a.shape), unbroadcast(g, b.shape)
    def sub_rule(g, a, b): return unbroadcast(g, a.shape), unbroadcast(-g, b.shape)
    def mul_rule(g, a, b): return unbroadcast(g * b, a.shape), unbroadcast(g * a, b.shape)
    def div_rule(g, a, b): return unbroadcast(g / b, a.shape), unbroadcast(g * a * -(b**-2.0), b.shape)
    def neg_rule(g, x): return [g * -1]
    def sin_rule(g, x): return [g * np.cos(x)]
    def exp_rule(g, x): return [g * np.exp(x)]
    def log_rule(g, x): return [g / x]

    def power_rule(g, a, p):
        a, p, g = np.broadcast_arrays(a, p, g)[:3] if False else (a, p, g)
        slope = np.zeros(g.shape)
        log = np.zeros(g.shape)
        big_a, big_p = np.broadcast_to(a, g.shape), np.broadcast_to(p, g.shape)
        for i in np.ndindex(g.shape):
            if big_p[i] != 0:
                slope[i] = big_p[i] * big_a[i] ** (big_p[i] - 1.0)
            if big_a[i] > 0:
                log[i] = big_a[i] ** big_p[i] * np.log(big_a[i])
        return unbroadcast(g * slope, a.shape), unbroadcast(g * log, p.shape)

    def matmul_rule(g, a, b):
        A, B = np.atleast_2d(a), b[:, None] if b.ndim == 1 else b
        G = np.reshape(g, (A.shape[0], B.shape[1]))
        return np.einsum("ik,jk->ij", G, B).reshape(a.shape), np.einsum("ki,kj->ij", A, G).reshape(b.shape)

    def sum_rule(g, x, axis=None, keepdims=False):
        axes = tuple(range(x.ndim)) if axis is None else axis
        if not keepdims:
            g = np.expand_dims(g, axes)
        return [g + 0 * x]

# %% answer="backward_order"
from graphlib import TopologicalSorter

def backward_order(node):
    graph, waiting = {}, [node]
    while waiting:
        child = waiting.pop()
        if child not in graph:
            graph[child] = set(child.parents)
            waiting.extend(child.parents)
    return list(TopologicalSorter(graph).static_order())[::-1]

# %% answer="mend_adjoints"
def mend_adjoints(record, target):
    adjoint = {target: 1.0}
    for i in range(len(record) - 1, -1, -1):
        result, inputs = record[i]
        if result not in adjoint:
            continue
        for name, slope in inputs:
            if name in adjoint:
                adjoint[name] += adjoint[result] * slope
            else:
                adjoint[name] = adjoint[result] * slope
    return adjoint

# %% answer="Tape"
class Array:
    __array_priority__ = 1000.0
    running = ()

    def __init__(self, value):
        self.value = np.asarray(value, dtype=np.float64) + 0.0

    def do(name, swapped=False):
        def method(self, *others):
            inputs = [self, *(x if isinstance(x, Array) else Array(x) for x in others)]
            return Array.play(name, inputs[::-1] if swapped else inputs, {})
        return method

    @staticmethod
    def play(name, inputs, params):
        result = Array(RULES[name][0](*[x.value for x in inputs], **params))
        for tape in Array.running:
            tape.note(name, inputs, params, result)
        return result

    __add__, __radd__ = do("add"), do("add", True)
    __sub__, __rsub__ = do("sub"), do("sub", True)
    __mul__, __rmul__ = do("mul"), do("mul", True)
    __truediv__, __rtruediv__ = do("div"), do("div", True)
    __pow__, __rpow__ = do("pow"), do("pow", True)
    __matmul__, __rmatmul__ = do("matmul"), do("matmul", True)
    __neg__, sin, cos, exp, log, turn = do("neg"), do("sin"), do("cos"), do("exp"), do("log"), do("turn")

    def sum(self, axis=None, keepdims=False):
        return Array.play("sum", [self], {"axis": axis, "keepdims": keepdims})

    def spread(self, shape):
        return Array.play("spread", [self], {"shape": shape})

    def shaped(self, shape):
        return Array.play("shaped", [self], {"shape": shape})

def back(g, x):
    shape = np.shape(x.value)
    extra = np.ndim(g.value) - len(shape)
    axes = tuple(range(extra)) + tuple(extra + i for i, n in enumerate(shape) if n == 1)
    return g.sum(axes).shaped(shape) if axes else g

def flat2(x, row):
    return x if np.ndim(x.value) == 2 else x.shaped((1, -1) if row else (-1, 1))

def matmul_back(g, a, b):
    A, B = flat2(a, True), flat2(b, False)
    G = g.shaped((A.value.shape[0], B.value.shape[1]))
    return (G @ B.turn()).shaped(a.value.shape), (A.turn() @ G).shaped(b.value.shape)

def sum_back(g, x, axis, keepdims):
    return (g.shaped(np.sum(x.value, axis=axis, keepdims=True).shape).spread(x.value.shape),)

def pow_back(g, a, p):
    lower = Array(p.value - 1) if not np.any(p.value == 0) else Array(np.where(p.value == 0, 0, p.value - 1))
    along_p = back(g * a**p * a.log(), p) if np.all(a.value > 0) else Array(np.zeros(p.value.shape))
    return back(g * p * a**lower, a), along_p

RULES = {
    "add": (np.add, lambda g, a, b: (back(g, a), back(g, b))),
    "sub": (np.subtract, lambda g, a, b: (back(g, a), back(-g, b))),
    "mul": (np.multiply, lambda g, a, b: (back(g * b, a), back(g * a, b))),
    "div": (np.divide, lambda g, a, b: (back(g / b, a), back(-g * a / b / b, b))),
    "neg": (np.negative, lambda g, x: (-g,)),
    "sin": (np.sin, lambda g, x: (g * x.cos(),)),
    "cos": (np.cos, lambda g, x: (-g * x.sin(),)),
    "exp": (np.exp, lambda g, x: (g * x.exp(),)),
    "log": (np.log, lambda g, x: (g / x,)),
    "pow": (np.power, pow_back),
    "matmul": (np.matmul, matmul_back),
    "turn": (np.transpose, lambda g, x: (g.turn(),)),
    "sum": (np.sum, sum_back),
    "spread": (np.broadcast_to, lambda g, x, shape: (back(g, x),)),
    "shaped": (np.reshape, lambda g, x, shape: (g.shaped(x.value.shape),)),
}

class Tape:
    def __init__(self, persistent=False):
        self.may_answer = float("inf") if persistent else 1
        self.place, self.kept, self.lines = {}, [], []

    def __enter__(self):
        Array.running = (*Array.running, self)
        return self

    def __exit__(self, kind, error, trace):
        Array.running = tuple(tape for tape in Array.running if tape is not self)
        return False

    def watch(self, x):
        if id(x) not in self.place:
            self.place[id(x)] = len(self.kept)
            self.kept.append(x)

    def note(self, name, inputs, params, result):
        places = [self.place.get(id(x)) for x in inputs]
        if any(place is not None for place in places):
            self.watch(result)
            self.lines.append((name, places, inputs, params, self.place[id(result)]))

    def gradient(self, y, sources):
        if self.may_answer < 1:
            raise RuntimeError("this tape is used up")
        self.may_answer -= 1
        slopes = [None] * len(self.kept)
        if id(y) in self.place:
            slopes[self.place[id(y)]] = Array(np.ones_like(y.value))
        for name, places, inputs, params, out in self.lines[::-1]:
            if slopes[out] is not None:
                for place, g in zip(places, RULES[name][1](slopes[out], *inputs, **params)):
                    if place is not None:
                        slopes[place] = g if slopes[place] is None else slopes[place] + g
        return [slopes[self.place[id(x)]] if id(x) in self.place else None for x in sources]

# %% answer="second"
def second(f, x):
    x, one = Array(x), Array(1.0)
    with Tape() as outer:
        outer.watch(x)
        with Tape() as inner:
            inner.watch(x)
            y = f(x) * one
        slope = inner.gradient(y, [x])[0]
    bend = None
    if slope is not None:
        bend = outer.gradient(slope, [x])[0]
    if bend is None:
        return x.value * 0
    return bend

# %% answer="train_logistic"
def train_logistic(X, y, lr, steps):
    n, d = X.shape
    X1 = np.hstack([X, np.ones((n, 1))])
    theta = np.zeros(d + 1)
    for _ in range(steps):
        both = Array(theta)
        with Tape() as tape:
            tape.watch(both)
            z = X1 @ both
            top = np.maximum(0, z.value)
            loss = (top - y * z + ((z - top).exp() + np.exp(-top)).log()).sum()
        theta = theta - lr / n * tape.gradient(loss, [both])[0].value
    return theta[:d], theta[d]
