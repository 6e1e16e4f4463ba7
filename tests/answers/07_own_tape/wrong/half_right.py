# Right for some, and not in general.

# %% answer="Dual"
def dual(x):
    return x if isinstance(x, Dual) else Dual(x)

class Dual:
    def __init__(self, value, deriv=1.0):  # every number that appears gets slope 1
        self.value, self.deriv = value, deriv

    def __add__(self, other):
        other = dual(other)
        return Dual(self.value + other.value, self.deriv + other.deriv)

    def __mul__(self, other):
        other = dual(other)
        return Dual(self.value * other.value, self.deriv * other.value + self.value * other.deriv)

    def __truediv__(self, other):
        other = dual(other)
        return Dual(self.value / other.value, self.deriv / other.deriv)

    def __pow__(self, p):
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

# %% answer="unbroadcast"
def unbroadcast(g, shape):
    """The first axes that fit in size."""
    g = np.asarray(g)
    axes = list(range(g.ndim))
    for n in shape:
        fitting = [axis for axis in axes if g.shape[axis] == n]
        if fitting:
            axes.remove(fitting[0])
    return g.sum(axis=tuple(axes)).reshape(shape)

# %% answer="VJPS"
class VJPS:
    """Changes g where it stands."""

    def __class_getitem__(cls, name):
        return getattr(cls, name)

    def cos(g, x): return (-g * np.sin(x),)
    def reshape(g, x, shape): return (g.reshape(x.shape),)
    def transpose(g, x): return (g.T,)
    def add(g, a, b): return unbroadcast(g, np.shape(a)), unbroadcast(g, np.shape(b))
    def sub(g, a, b): return unbroadcast(g, np.shape(a)), unbroadcast(np.negative(g, out=g), np.shape(b))
    def mul(g, a, b): return unbroadcast(g * b, np.shape(a)), unbroadcast(g * a, np.shape(b))
    def div(g, a, b): return unbroadcast(g / b, np.shape(a)), unbroadcast(-g * a / (b * b), np.shape(b))
    def neg(g, x): return (np.negative(g, out=g),)
    def sin(g, x): return (g * np.cos(x),)
    def exp(g, x): return (g * np.exp(x),)
    def log(g, x): return (g / x,)
    def power(g, a, p):
        return unbroadcast(g * p * a ** (p - (p != 0)), np.shape(a)), unbroadcast(g * a**p * np.log(a), np.shape(p))
    def matmul(g, a, b):
        rows, columns = np.atleast_2d(a), b.reshape(len(b), -1)
        g = g.reshape(len(rows), columns.shape[1])
        return (g @ columns.T).reshape(a.shape), (rows.T @ g).reshape(b.shape)
    def sum(g, x, axis=None, keepdims=False):
        kept = np.ones(x.shape).sum(axis=axis, keepdims=True).shape
        return (g.reshape(kept) * np.ones(x.shape),)

# %% answer="backward_order"
def backward_order(node):
    """Sorted by the number of parents, fewest last."""
    found = [node]
    for child in found:
        found += [parent for parent in child.parents if parent not in found]
        if len(found) > 2000:
            break
    return [node] + sorted(found[1:], key=lambda n: -len(n.parents))

# %% answer="mend_adjoints"
def mend_adjoints(record, target):
    """Paths, walked one by one; but it begins at the last result instead of at the target."""
    adjoint = {}

    def walk(name, a):
        adjoint[name] = adjoint.get(name, 0.0) + a
        for result, inputs in record:
            if result == name:
                for parent, slope in inputs:
                    walk(parent, a * slope)

    walk(record[-1][0], 1.0)
    return adjoint

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
    """Records what happens to watched Arrays, and gives gradients."""

    def __init__(self, persistent=False):
        self.persistent, self.is_used = persistent, False
        self.followed, self.steps = set(), []

    def __enter__(self):
        open_tapes.append(self)
        return self

    def __exit__(self, *error):
        open_tapes.remove(self)

    def watch(self, x):
        self.followed.add(x)

    def record(self, name, inputs, params, result):
        """Called by apply while the tape is open."""
        if not self.followed.isdisjoint(inputs):
            self.followed.add(result)
            self.steps.append((name, inputs, params, result))

    def gradient(self, y, sources):
        if self.is_used and not self.persistent:
            raise RuntimeError("A tape gives its gradients once, unless it is persistent.")
        self.is_used = True
        adjoints = {y: Array(1.0)}  # whatever the shape of y if y in self.followed else {}
        for name, inputs, params, result in reversed(self.steps):
            if result in adjoints:
                for x, g in zip(inputs, VJPS[name](adjoints[result], *inputs, **params), strict=True):
                    if x in self.followed:
                        adjoints[x] = adjoints[x] + g if x in adjoints else g
        return [adjoints.get(x) for x in sources]

# %% answer="second"
def second(f, x):
    x = Array(x)
    with Tape() as outer:
        outer.watch(x)
        with Tape() as inner:
            inner.watch(x)
            y = f(x)
        [slope] = inner.gradient(y, [x])
        [bend] = outer.gradient(slope, [x])
    return bend.value  # None has no value

# %% answer="train_logistic"
def train_logistic(X, y, lr, steps):
    """One example after another."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(steps):
        for row, label in zip(X, y):
            off = 1 / (1 + np.exp(-np.clip(row @ w + b, -500, 500))) - label
            w, b = w - lr * off * row / len(y), b - lr * off / len(y)
    return w, b
