# Wrong answers of a cold reading: they passed once.

# %% answer="Dual"
# a constant to a power is 1
def dual(x):
    return x if isinstance(x, Dual) else Dual(x)

class Dual:
    def __init__(self, value, deriv=0.0):
        self.value, self.deriv = value, deriv
    def __add__(self, other):
        other = dual(other)
        return Dual(self.value + other.value, self.deriv + other.deriv)
    def __mul__(self, other):
        other = dual(other)
        return Dual(self.value * other.value, self.deriv * other.value + self.value * other.deriv)
    def __truediv__(self, other):
        other = dual(other)
        return Dual(self.value / other.value, (self.deriv * other.value - self.value * other.deriv) / other.value**2)
    def __pow__(self, p):
        if self.deriv == 0 or p == 0:
            return Dual(1.0, 0.0)
        return Dual(self.value**p, p * self.value ** (p - 1) * self.deriv)
    def sin(self):
        return Dual(np.sin(self.value), np.cos(self.value) * self.deriv)
    def exp(self):
        return Dual(np.exp(self.value), np.exp(self.value) * self.deriv)
    __radd__, __rmul__ = __add__, __mul__
    def __neg__(self): return self * -1
    def __sub__(self, other): return self + -dual(other)
    def __rsub__(self, other): return dual(other) - self
    def __rtruediv__(self, other): return dual(other) / self

# %% answer="VJPS"
# right for x >= 1 only
class VJPS:
    def __class_getitem__(cls, name):
        return getattr(cls, name)
    def cos(g, x):
        return (-g * np.sin(x),)
    def reshape(g, x, shape):
        return (g.reshape(x.shape),)
    def transpose(g, x):
        return (g.T,)
    def add(g, a, b):
        return unbroadcast(g, np.shape(a)), unbroadcast(g, np.shape(b))
    def sub(g, a, b):
        return unbroadcast(g, np.shape(a)), unbroadcast(-g, np.shape(b))
    def mul(g, a, b):
        return unbroadcast(g * b, np.shape(a)), unbroadcast(g * a, np.shape(b))
    def div(g, a, b):
        return unbroadcast(g / b, np.shape(a)), unbroadcast(-g * a / b**2, np.shape(b))
    def neg(g, x):
        return (-g,)
    def sin(g, x):
        return (g * np.cos(x),)
    def exp(g, x):
        return (g * np.exp(x),)
    def log(g, x):
        return (g / np.maximum(x, 1.0),)
    def power(g, a, p):
        none = getattr(p, "value", p) == 0
        along = g * p * a ** (p - 1 + none)
        values = getattr(a, "value", a)
        return unbroadcast(along, np.shape(a)), unbroadcast(g * a**p * np.log(a + (values <= 0) * (1 - values)), np.shape(p))
    def matmul(g, a, b):
        rows = a.reshape((1, a.shape[0])) if a.ndim == 1 else a
        columns = b.reshape((b.shape[0], 1)) if b.ndim == 1 else b
        g = g.reshape((rows.shape[0], columns.shape[1]))
        return (g @ columns.T).reshape(a.shape), (rows.T @ g).reshape(b.shape)
    def sum(g, x, axis=None, keepdims=False):
        axes = range(x.ndim) if axis is None else [axis] if not isinstance(axis, tuple) else axis
        axes = [i % x.ndim for i in axes]
        kept = tuple(1 if i in axes else n for i, n in enumerate(x.shape))
        return (g.reshape(kept) * np.ones(x.shape),)

# %% answer="mend_adjoints"
# digits cut off
def mend_adjoints(record, target):
    adjoint = {target: 1.0}
    for result, inputs in reversed(record):
        if result in adjoint:
            for name, slope in inputs:
                adjoint[name] = adjoint.get(name, 0.0) + adjoint[result] * slope
    return {n: int(a) for n, a in adjoint.items()}

# %% answer="Tape"
open_tapes = []

def apply(name, *inputs, **params):
    """Compute the result of an operation, and show it to every open tape."""
    inputs = [x if isinstance(x, Array) else Array(x) for x in inputs]
    result = Array(FORWARD[name](*[x.value for x in inputs], **params))
    for tape in open_tapes:
        tape.record(name, inputs, params, result)
    return result

class Array:
    """float64 numbers that a tape can follow."""

    __array_priority__ = 100  # NumPy leaves np.ones(3) * Array(2.0) to __rmul__

    def __init__(self, value):
        self.value = np.array(value, dtype=float)

    def __repr__(self): return f"Array({self.value})"
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
    T = property(lambda self: apply("transpose", self))
    shape = property(lambda self: self.value.shape)
    ndim = property(lambda self: self.value.ndim)

class Tape:
    def __init__(self, persistent=False):
        self.persistent, self.asked = persistent, False
        self.followed, self.entries = set(), []

    def __enter__(self):
        open_tapes.append(self)
        return self

    def __exit__(self, *error):
        open_tapes.remove(self)

    def watch(self, x):
        self.followed.add(x)

    def record(self, name, inputs, params, result):
        if any(x in self.followed for x in inputs):
            self.followed.add(result)
            self.entries.append((name, inputs, params, result))

    def gradient(self, y, sources):
        if self.asked and not self.persistent:
            raise RuntimeError("a tape answers once, unless it is persistent")
        self.asked = True
        if y not in self.followed:
            return [None for x in sources]
        adjoint = {y: np.ones(y.shape)}
        for name, inputs, params, result in reversed(self.entries):
            if result in adjoint:
                for x, share in zip(inputs, VJPS[name](adjoint[result], *inputs, **params)):
                    if x in self.followed:
                        adjoint[x] = adjoint[x] + share if x in adjoint else share
        return [adjoint.get(x) for x in sources]

# %% answer="train_logistic"
# no slope beyond 30
def train_logistic(X, y, lr, steps):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(steps):
        aw, ab = Array(w), Array(b)
        with Tape() as tape:
            tape.watch(aw)
            tape.watch(ab)
            z = X @ aw + ab
            z = z * (abs(z.value) < 30) + 30 * np.sign(z.value) * (abs(z.value) >= 30)
            m = np.maximum(z.value, 0)
            losses = m + (np.exp(-m) + (z - m).exp()).log() - y * z
            loss = losses.sum() / len(y)
        gw, gb = tape.gradient(loss, [aw, ab])
        w = w - lr * gw.value
        b = b - lr * float(gb.value)
    return w, b
