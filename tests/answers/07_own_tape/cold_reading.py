# Right answers of a cold reading.

# %% answer="Dual"
def _lift(f):
    def method(self, other):
        if not isinstance(other, Dual):
            other = Dual(other, 0.0)
        return Dual(*f(self.value, self.deriv, other.value, other.deriv))
    return method
class Dual:
    __array_priority__ = 10
    def __init__(self, value, deriv=0.0):
        self.value = value
        self.deriv = deriv
    __add__ = __radd__ = _lift(lambda a, da, b, db: (a + b, da + db))
    __mul__ = __rmul__ = _lift(lambda a, da, b, db: (a * b, b * da + a * db))
    __sub__ = _lift(lambda a, da, b, db: (a - b, da - db))
    __rsub__ = _lift(lambda a, da, b, db: (b - a, db - da))
    __truediv__ = _lift(lambda a, da, b, db: (a / b, da / b - a / b * db / b))
    __rtruediv__ = _lift(lambda a, da, b, db: (b / a, db / a - b / a * da / a))
    def __neg__(self):
        return Dual(-self.value, -self.deriv)
    def __pow__(self, p):
        slope = 0.0 if p == 0 else p * self.value ** (p - 1)
        return Dual(self.value ** p, slope * self.deriv)
    def sin(self):
        return Dual(value=np.sin(self.value), deriv=self.deriv * np.sin(self.value + np.pi / 2))
    def exp(self):
        e = np.exp(self.value)
        return Dual(e, deriv=e * self.deriv)

# %% answer="VJPS"
def _both(rule_a, rule_b):
    return lambda g, a, b: (unbroadcast(rule_a(g, a, b), np.shape(a)), unbroadcast(rule_b(g, a, b), np.shape(b)))
def _values(x):
    return np.asarray(getattr(x, "value", x))
def _matmul(g, a, b):
    if a.ndim == b.ndim == 1:
        return g * b, g * a
    if b.ndim == 1:
        return g.reshape((g.shape[0], 1)) * b, a.T @ g
    if a.ndim == 1:
        return b @ g, a.reshape((a.shape[0], 1)) * g
    return g @ b.T, a.T @ g
def _sum(g, x, axis=None, keepdims=False):
    gone = {i % x.ndim for i in (range(x.ndim) if axis is None else np.atleast_1d(axis))}
    return (g.reshape([1 if i in gone else n for i, n in enumerate(x.shape)]) + np.zeros(x.shape),)
def _slope_p(g, a, p):
    positive = _values(a) > 0
    return g * a**p * np.log(a * positive + ~positive)
VJPS = {
    "cos": lambda g, x: (-g * np.sin(x),),
    "reshape": lambda g, x, shape: (g.reshape(x.shape),),
    "transpose": lambda g, x: (g.T,),
    "add": _both(lambda g, a, b: g, lambda g, a, b: g),
    "sub": _both(lambda g, a, b: g, lambda g, a, b: -g),
    "mul": _both(lambda g, a, b: b * g, lambda g, a, b: a * g),
    "div": _both(lambda g, a, b: g / b, lambda g, a, b: g * a / -(b * b)),
    "neg": lambda g, x: (g * -1,),
    "sin": lambda g, x: (np.cos(x) * g,),
    "exp": lambda g, x: (np.exp(x) * g,),
    "log": lambda g, x: (g * x**-1,),
    "power": _both(lambda g, a, p: g * p * a ** (p - (_values(p) != 0)), _slope_p),
    "matmul": _matmul,
    "sum": _sum,
}

# %% answer="mend_adjoints"
def mend_adjoints(record, target):
    users = {}
    for result, inputs in record:
        for name, slope in inputs:
            users.setdefault(name, []).append((result, slope))
    names = [r for r, _ in record] + [n for _, i in record for n, _ in i]
    from functools import cache
    @cache
    def of(name):
        if name == target: return 1.0
        parts = [of(r) * s for r, s in users.get(name, []) if of(r) is not None]
        return sum(parts) if parts else None
    return {n: of(n) for n in dict.fromkeys([*names, target]) if of(n) is not None}

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
    """The adjoint of x is asked of those who use it, latest first; memoised, no recursion."""
    def __init__(self, persistent=False):
        self.persistent, self.used, self.number, self.entries = persistent, 0, {}, []
    def __enter__(self):
        open_tapes.append(self)
        return self
    def __exit__(self, *_):
        open_tapes.remove(self)
    def watch(self, x):
        if x not in self.number:
            self.number[x] = len(self.number)
    def record(self, name, inputs, params, result):
        if not self.number.keys().isdisjoint(inputs):
            self.watch(result)
            self.entries.append((name, tuple(inputs), params, result))
    def gradient(self, y, sources):
        self.used += 1
        if self.used > 1 and not self.persistent:
            raise RuntimeError("once only")
        shares = {}
        if y in self.number:
            shares[y] = [Array(np.ones(y.shape))]
        def total(x):
            if x not in shares:
                return None
            while len(shares[x]) > 1:
                shares[x].append(shares[x].pop() + shares[x].pop())
            return shares[x][0]
        for name, inputs, params, result in reversed(self.entries):
            if (bar := total(result)) is not None:
                for x, share in zip(inputs, VJPS[name](bar, *inputs, **params)):
                    if x in self.number:
                        shares.setdefault(x, []).append(share)
        return [total(x) for x in sources]

# %% answer="second"
def second(f, x):
    values = np.asarray(x, dtype=float)
    out = np.zeros(values.shape)
    for place in np.ndindex(values.shape):
        a = Array(values[place])
        with Tape() as outer, Tape() as inner:
            outer.watch(a)
            inner.watch(a)
            y = f(a) * 1.0 + a * 0.0
            [slope] = inner.gradient(y, [a])
            slope = slope + a * 0
        [bend] = outer.gradient(slope, [a])
        out[place] = bend.value
    return out

# %% answer="train_logistic"
def train_logistic(X, y, lr, steps):
    A = np.column_stack([X, np.ones(len(X))])
    theta = np.zeros(A.shape[1])
    sign = 1 - 2 * np.asarray(y, dtype=float)
    for _ in range(steps):
        t = Array(theta)
        tape = Tape()
        with tape:
            tape.watch(t)
            z = (A @ t) * sign
            top = np.where(z.value > 0, z.value, 0.0)
            loss = (top + ((z - top).exp() + np.exp(-top)).log()).sum() / len(A)
        theta = theta - lr * np.asarray(tape.gradient(loss, [t])[0].value)
    return theta[:-1], float(theta[-1])
