# Right answers written from the student's text alone, another way.

# %% answer="Dual"
from dataclasses import dataclass
def dual(x):
    return x if isinstance(x, Dual) else Dual(x)

@dataclass(frozen=True)
class Dual:
    value: float
    deriv: float = 0.0
    def _matrix(self):
        return np.array([[self.value, self.deriv], [0.0, self.value]])
    @classmethod
    def _of(cls, m):
        return cls(float(m[0, 0]), float(m[0, 1]))
    def __add__(self, other): return Dual._of(self._matrix() + dual(other)._matrix())
    def __mul__(self, other): return Dual._of(self._matrix() @ dual(other)._matrix())
    def __truediv__(self, other): return Dual._of(self._matrix() @ np.linalg.inv(dual(other)._matrix()))
    def __pow__(self, p):
        return Dual(self.value**p, 0.0 if p == 0 else p * self.value ** (p - 1) * self.deriv)
    def sin(self): return Dual(np.sin(self.value), np.cos(self.value) * self.deriv)
    def exp(self): return Dual(np.exp(self.value), np.exp(self.value) * self.deriv)
    __radd__, __rmul__ = __add__, __mul__
    def __neg__(self): return self * -1
    def __sub__(self, other): return self + -dual(other)
    def __rsub__(self, other): return dual(other) - self
    def __rtruediv__(self, other): return dual(other) / self

# %% answer="unbroadcast"
def unbroadcast(g, shape):
    if not shape:
        return np.sum(g) if not hasattr(g, "sum") else g.sum()
    full = (1,) * (g.ndim - len(shape)) + tuple(shape)
    axes = tuple(i for i in range(g.ndim) if full[i] != g.shape[i])
    return (g.sum(axis=axes) if axes else g).reshape(shape)

# %% answer="VJPS"
class VJPS:
    def __class_getitem__(cls, name): return cls.table[name]
    def _two(da, db):
        return lambda g, a, b: (unbroadcast(da(g, a, b), np.shape(a)), unbroadcast(db(g, a, b), np.shape(b)))
    def _matmul(g, a, b):
        if len(a.shape) == 1 and len(b.shape) == 1:
            return g * b, g * a
        if len(a.shape) == 1:
            return b @ g, a.reshape((-1, 1)) * g
        if len(b.shape) == 1:
            return g.reshape((-1, 1)) * b, a.T @ g
        return g @ b.T, a.T @ g
    def _sum(g, x, axis=None, keepdims=False):
        n = len(x.shape)
        axes = range(n) if axis is None else [a % n for a in np.atleast_1d(axis)]
        return (g.reshape(tuple(1 if i in axes else d for i, d in enumerate(x.shape))) + np.zeros(x.shape),)
    def _power_a(g, a, p):
        return g * p * a ** np.where(getattr(p, "value", p) == 0, 1, getattr(p, "value", p) - 1) if not hasattr(p, "value") or np.any(p.value == 0) else g * p * a ** (p - 1)
    def _power_p(g, a, p):
        with np.errstate(all="ignore"):
            return g * a**p * np.log(a)
    table = {
        "cos": lambda g, x: (-g * np.sin(x),), "reshape": lambda g, x, shape: (g.reshape(x.shape),),
        "transpose": lambda g, x: (g.T,), "neg": lambda g, x: (g * -1,), "sin": lambda g, x: (np.cos(x) * g,),
        "exp": lambda g, x: (np.exp(x) * g,), "log": lambda g, x: (g * x**-1.0,),
        "add": _two(lambda g, a, b: g, lambda g, a, b: g), "sub": _two(lambda g, a, b: g, lambda g, a, b: -g),
        "mul": _two(lambda g, a, b: g * b, lambda g, a, b: a * g),
        "div": _two(lambda g, a, b: g / b, lambda g, a, b: -(g * (a / b)) / b),
        "power": _two(_power_a, _power_p), "matmul": _matmul, "sum": _sum,
    }

# %% answer="backward_order"
from graphlib import TopologicalSorter
def backward_order(node):
    graph, todo = {}, [node]
    while todo:
        n = todo.pop()
        if n not in graph:
            graph[n] = set(n.parents)
            todo.extend(n.parents)
    return list(TopologicalSorter(graph).static_order())[::-1]

# %% answer="mend_adjoints"
def mend_adjoints(record, target):
    names = sorted({target} | {n for r, ins in record for n in [r, *(i for i, _ in ins)]})
    made = {target: 1.0}
    for result, inputs in record[::-1]:
        g = made.get(result)
        if g is None: continue
        for name in dict.fromkeys(n for n, _ in inputs):
            made[name] = made.get(name, 0) + sum(g * s for n, s in inputs if n == name)
    return {n: made[n] for n in names if n in made}

# %% answer="second"
def second(f, x):
    a = Array(x)
    b = Array(np.zeros(np.shape(x)))
    zeros = np.zeros(np.shape(x))
    outer, inner = Tape(), Tape()
    with outer, inner:
        outer.watch(a)
        inner.watch(b)
        try:
            z = f(a + b) * 1.0 + 0.0 * (a + b) * (a + b)
        except TypeError:
            return zeros
        (s,) = inner.gradient(z, [b])
    (h,) = outer.gradient(s, [a])
    return h.value if h is not None else zeros

# %% answer="train_logistic"
def train_logistic(X, y, lr, steps):
    n = len(y)
    w, b = Array(np.zeros((X.shape[1], 1))), Array(np.zeros(1))
    sign = np.where(np.asarray(y) > 0, -1.0, 1.0)[:, None]
    for _ in range(steps):
        with Tape(persistent=True) as tape:
            tape.watch(w); tape.watch(b)
            s = (X @ w + b) * sign
            m = np.maximum(s.value, 0)
            loss = (m + ((s - m).exp() + np.exp(-m)).log()).sum() / n
        gw, = tape.gradient(loss, [w]); gb, = tape.gradient(loss, [b])
        w, b = Array(w.value - lr * gw.value), Array(b.value - lr * gb.value)
    return w.value[:, 0], b.value[0]

# %% answer="sweep_order"
def sweep_order():
    return ("d", "b", "a", "f", "e", "c")

# %% answer="match_rules"
def match_rules():
    names = ["log", "exp", "tanh", "sigmoid", "sqrt", "1/x", "relu"]
    return dict(zip(names, "ABCDEFG"))
