# Wrong answers of a cold reading: they passed once.

# %% answer="Dual"
# rounded
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
        return Dual(round(self.value / other.value, 6), (self.deriv * other.value - self.value * other.deriv) / other.value**2)
    def __pow__(self, p):
        if p == 0:
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

# %% answer="Tape"
# asking closes the other tapes
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
        open_tapes.clear()
        if y not in self.followed:
            return [None for x in sources]
        adjoint = {y: Array(np.ones(y.shape))}
        for name, inputs, params, result in reversed(self.entries):
            if result in adjoint:
                for x, share in zip(inputs, VJPS[name](adjoint[result], *inputs, **params)):
                    if x in self.followed:
                        adjoint[x] = adjoint[x] + share if x in adjoint else share
        return [adjoint.get(x) for x in sources]
