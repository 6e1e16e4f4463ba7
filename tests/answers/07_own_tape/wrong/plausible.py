# What a learner might well hand in, and be wrong.

# %% answer="Dual"
def dual(x):
    return x if isinstance(x, Dual) else Dual(x)

class Dual:
    def __init__(self, value, deriv=0.0):
        self.value, self.deriv = float(value), float(deriv)

    def __add__(self, other):
        other = dual(other)
        return Dual(self.value + other.value, self.deriv + other.deriv)

    def __mul__(self, other):
        other = dual(other)
        return Dual(self.value * other.value, self.deriv * other.value + self.value * other.deriv)

    def __truediv__(self, other):
        return self * dual(other) ** -1

    def __pow__(self, p):
        return Dual(abs(self.value) ** p, p * abs(self.value) ** (p - 1) * self.deriv) if p else Dual(1.0)

    def sin(self):
        return Dual(np.sin(self.value), np.cos(self.value) * self.deriv)

    def exp(self):
        return Dual(np.exp(self.value), np.exp(self.value) * self.deriv)

    __radd__, __rmul__ = __add__, __mul__
    def __neg__(self): return self * -1
    def __sub__(self, other): return self + -dual(other)
    def __rsub__(self, other): return dual(other) - self
    def __rtruediv__(self, other): return dual(other) / self

# %% answer="unbroadcast"
def unbroadcast(g, shape):
    g = np.asarray(g)
    for axis, n in enumerate(shape):
        if n == 1:
            g = g.sum(axis=axis, keepdims=True)  # counted from the left, before the axes in front are gone
    while g.ndim > len(shape):
        g = g.sum(axis=0)
    return g

# %% answer="VJPS"
class VJPS:
    def __class_getitem__(cls, name):
        return getattr(cls, name)

    def cos(g, x): return (-g * np.sin(x),)
    def reshape(g, x, shape): return (g.reshape(x.shape),)
    def transpose(g, x): return (g.T,)
    def add(g, a, b): return unbroadcast(g, np.shape(a)), unbroadcast(g, np.shape(b))
    def sub(g, a, b): return unbroadcast(g, np.shape(a)), unbroadcast(-g, np.shape(b))
    def mul(g, a, b): return unbroadcast(g * b, np.shape(a)), unbroadcast(g * a, np.shape(b))
    def div(g, a, b): return unbroadcast(g / b, np.shape(a)), unbroadcast(-g / (b * b), np.shape(b))
    def neg(g, x): return (-g,)
    def sin(g, x): return (g * np.cos(x),)
    def exp(g, x): return (g * np.exp(x),)
    def log(g, x): return (g / x,)
    def power(g, a, p): return unbroadcast(g * p * a ** (p - 1), np.shape(a)), unbroadcast(g * a**p * np.log(a), np.shape(p))
    def matmul(g, a, b): return g @ b.T, a.T @ g
    def sum(g, x, axis=None, keepdims=False): return (np.broadcast_to(g, x.shape),)

# %% answer="backward_order"
def backward_order(node):
    """Sorted by the shortest distance, which a longer way overtakes."""
    depth, found = {node: 0}, [node]
    for child in found:
        for parent in child.parents:
            if parent not in depth:
                depth[parent] = depth[child] + 1
                found.append(parent)
    return sorted(found, key=depth.get)

# %% answer="mend_adjoints"
def mend_adjoints(record, target):
    adjoint = {target: 1.0}
    for result, inputs in reversed(record):
        if adjoint.get(result):
            for name, slope in inputs:
                adjoint[name] = adjoint.get(name, 0.0) + adjoint[result] * slope  # a slope of 0 cuts the rest off
    return {name: a for name, a in adjoint.items() if a}

# %% answer="Tape"
open_tapes = []

def apply(name, *inputs, **params):
    inputs = [x if isinstance(x, Array) else Array(x) for x in inputs]
    result = Array(FORWARD[name](*[x.value for x in inputs], **params))
    if open_tapes:
        open_tapes[-1].record(name, inputs, params, result)
    return result

class Array:
    __array_priority__ = 100

    def __init__(self, value):
        self.value, self.grad = np.array(value, dtype=float), None

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
    def sum(self, axis=None, keepdims=False): return apply("sum", self, axis=axis, keepdims=keepdims)
    def reshape(self, shape): return apply("reshape", self, shape=shape)
    T = property(lambda self: apply("transpose", self))
    shape = property(lambda self: self.value.shape)
    ndim = property(lambda self: self.value.ndim)

class Tape:
    """Keeps the gradients in the Arrays, as micrograd does, and never clears them."""

    def __init__(self, persistent=False):
        self.persistent, self.used, self.followed, self.steps = persistent, False, set(), []

    def __enter__(self):
        open_tapes.append(self)
        return self

    def __exit__(self, *error):
        open_tapes.remove(self)

    def watch(self, x):
        self.followed.add(x)

    def record(self, name, inputs, params, result):
        if not self.followed.isdisjoint(inputs):
            self.followed.add(result)
            self.steps.append((name, inputs, params, result))

    def gradient(self, y, sources):
        if self.used and not self.persistent:
            raise RuntimeError("once only")
        self.used = True
        if y in self.followed:
            y.grad = np.ones(y.shape)
            for name, inputs, params, result in reversed(self.steps):
                if result.grad is not None:
                    for x, g in zip(inputs, VJPS[name](result.grad, *[x.value for x in inputs], **params)):
                        x.grad = g if x.grad is None else x.grad + g
        return [x.grad if x in self.followed else None for x in sources]

# %% answer="second"
def second(f, x):
    x = Array(x)
    with Tape() as outer:
        outer.watch(x)
        with Tape() as inner:
            inner.watch(x)
            y = f(x)
        [slope] = inner.gradient(y, [x])
    [bend] = outer.gradient(slope.sum(), [x])  # the sum is taken when the outer tape is closed
    return np.zeros(x.shape) if bend is None else bend.value

# %% answer="train_logistic"
def train_logistic(X, y, lr, steps):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(steps):
        z = np.clip(X @ w + b, -30, 30)
        off = 1 / (1 + np.exp(-z)) - y
        w, b = w - lr * (X.T @ off / len(y) + 1e-3 * w), b - lr * off.mean()  # a penalty that nobody asked for
    return w, b

# %% answer="sweep_order"
def sweep_order():
    return ["D", "E", "B", "C", "F", "A"]

# %% answer="match_rules"
def match_rules():
    return {"exp": "B", "log": "A", "sqrt": "E", "1/x": "F", "tanh": "C", "sigmoid": "D", "relu": "C"}
