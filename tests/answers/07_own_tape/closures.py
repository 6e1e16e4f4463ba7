# Right answers in the style of micrograd: every result keeps a closure that knows how to pass its adjoint on.

# %% answer="Dual"
class Dual:
    def __init__(self, value, deriv=0.0):
        self.value = value
        self.deriv = deriv

    def lift(f):
        def method(self, other):
            other = other if isinstance(other, Dual) else Dual(other)
            return Dual(*f(self.value, self.deriv, other.value, other.deriv))
        return method

    __add__ = __radd__ = lift(lambda a, da, b, db: (a + b, da + db))
    __sub__ = lift(lambda a, da, b, db: (a - b, da - db))
    __rsub__ = lift(lambda a, da, b, db: (b - a, db - da))
    __mul__ = __rmul__ = lift(lambda a, da, b, db: (a * b, da * b + a * db))
    __truediv__ = lift(lambda a, da, b, db: (a / b, (da - a / b * db) / b))
    __rtruediv__ = lift(lambda a, da, b, db: (b / a, (db - b / a * da) / a))

    def __neg__(self):
        return Dual(-self.value, -self.deriv)

    def __pow__(self, p):
        if isinstance(p, Dual):
            return (p * Dual(np.log(self.value), self.deriv / self.value)).exp()
        if p == 0:
            return Dual(1.0)
        return Dual(self.value**p, p * self.value ** (p - 1) * self.deriv)

    def __rpow__(self, other):
        return Dual(other) ** self

    def sin(self):
        return Dual(np.sin(self.value), np.cos(self.value) * self.deriv)

    def exp(self):
        e = np.exp(self.value)
        return Dual(e, e * self.deriv)

# %% answer="unbroadcast"
def unbroadcast(g, shape):
    while np.ndim(g) > len(shape):
        g = g.sum(axis=0)
    for axis, n in enumerate(shape):
        if n == 1:
            g = g.sum(axis=axis, keepdims=True)
    return g

# %% answer="VJPS"
VJPS = {
    "add": lambda g, a, b: (unbroadcast(g, np.shape(a)), unbroadcast(g, np.shape(b))),
    "sub": lambda g, a, b: (unbroadcast(g, np.shape(a)), -unbroadcast(g, np.shape(b))),
    "mul": lambda g, a, b: (unbroadcast(g * b, np.shape(a)), unbroadcast(a * g, np.shape(b))),
    "div": lambda g, a, b: (unbroadcast(g / b, np.shape(a)), unbroadcast(-g * a / b**2, np.shape(b))),
    "neg": lambda g, x: (-g,),
    "sin": lambda g, x: [np.cos(x) * g],
    "exp": lambda g, x: [np.exp(x) * g],
    "log": lambda g, x: [1 / x * g],
}

def matmul(g, a, b):
    if a.ndim == 1 and b.ndim == 1:
        return g * b, g * a
    if a.ndim == 1:
        return b @ g, np.outer(a, g)
    if b.ndim == 1:
        return np.outer(g, b), a.T @ g
    return g @ b.T, a.T @ g

def total(g, x, axis=None, keepdims=False):
    if axis is not None and not keepdims:
        g = np.expand_dims(g, axis)
    return (np.broadcast_to(g, np.shape(x)),)

def power(g, a, p):
    import warnings
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        along_a = np.where(np.asarray(p) == 0, 0.0, p * np.power(a, np.where(np.asarray(p) == 0, 1.0, np.asarray(p) - 1.0)))
        along_p = np.where(np.asarray(a) > 0, a**p * np.log(a), 0.0)
    return unbroadcast(g * along_a, np.shape(a)), unbroadcast(g * along_p, np.shape(p))

VJPS.update(matmul=matmul, sum=total, power=power)

# %% answer="backward_order"
def backward_order(node):
    seen, done, stack = {id(node)}, [], [(node, iter(node.parents))]
    while stack:
        child, parents = stack[-1]
        for parent in parents:
            if id(parent) not in seen:
                seen.add(id(parent))
                stack.append((parent, iter(parent.parents)))
                break
        else:
            done.append(child)
            stack.pop()
    return done[::-1]

# %% answer="mend_adjoints"
from collections import defaultdict

def mend_adjoints(record, target):
    adjoint = defaultdict(float)
    adjoint[target] = 1.0
    for result, inputs in record[::-1]:
        if result in adjoint:
            for name, slope in inputs:
                adjoint[name] += adjoint[result] * slope
    return adjoint

# %% answer="Tape"
TAPES = []

def fit(g, shape):
    while len(g.shape) > len(shape):
        g = g.sum(axis=0)
    for axis, n in enumerate(shape):
        if n == 1 and g.shape[axis] > 1:
            g = g.sum(axis=axis, keepdims=True)
    return g

def arr(x):
    return x if isinstance(x, Array) else Array(x)

class Array:
    __array_ufunc__ = None

    def __init__(self, value, inputs=(), pull=None):
        self.value = np.array(value, dtype=float)
        self.inputs, self.pull = inputs, pull
        self.tapes = {tape for tape in TAPES if any(tape in x.tapes for x in inputs)}

    @property
    def shape(self):
        return self.value.shape

    def __add__(self, other):
        a, b = self, arr(other)
        return Array(a.value + b.value, (a, b), lambda g: (fit(g, a.shape), fit(g, b.shape)))

    def __mul__(self, other):
        a, b = self, arr(other)
        return Array(a.value * b.value, (a, b), lambda g: (fit(g * b, a.shape), fit(g * a, b.shape)))

    def __truediv__(self, other):
        a, b = self, arr(other)
        return Array(a.value / b.value, (a, b), lambda g: (fit(g / b, a.shape), fit(-g * a / (b * b), b.shape)))

    def __pow__(self, other):
        a, p = self, arr(other)
        lower = p if np.any(p.value == 0) else p - 1
        if np.any(p.value == 0):
            lower = Array(np.where(p.value == 0, 0.0, p.value - 1))
        def pull(g):
            along_p = fit(g * a**p * a.log(), p.shape) if np.all(a.value > 0) else Array(np.zeros(p.shape))
            return fit(g * p * a**lower, a.shape), along_p
        return Array(a.value**p.value, (a, p), pull)

    def __matmul__(self, other):
        a, b = self, arr(other)
        rows = a.reshape((1, -1)) if a.value.ndim == 1 else a
        columns = b.reshape((-1, 1)) if b.value.ndim == 1 else b
        if rows is not a or columns is not b:
            return (rows @ columns).reshape((a.value @ b.value).shape)
        return Array(a.value @ b.value, (a, b), lambda g: (g @ b.T, a.T @ g))

    def __neg__(self):
        return Array(-self.value, (self,), lambda g: (-g,))

    def __sub__(self, other):
        return self + -arr(other)

    __radd__, __rmul__ = __add__, __mul__

    def __rsub__(self, other):
        return arr(other) + -self

    def __rtruediv__(self, other):
        return arr(other) / self

    def __rpow__(self, other):
        return arr(other) ** self

    def __rmatmul__(self, other):
        return arr(other) @ self

    def sin(self):
        return Array(np.sin(self.value), (self,), lambda g: (g * self.cos(),))

    def cos(self):
        return Array(np.cos(self.value), (self,), lambda g: (-g * self.sin(),))

    def exp(self):
        out = Array(np.exp(self.value), (self,), lambda g: (g * out,))
        return out

    def log(self):
        return Array(np.log(self.value), (self,), lambda g: (g / self,))

    def sum(self, axis=None, keepdims=False):
        kept = self.value.sum(axis=axis, keepdims=True).shape
        return Array(
            self.value.sum(axis=axis, keepdims=keepdims), (self,),
            lambda g: (g.reshape(kept) * Array(np.ones(self.shape)),),
        )

    def reshape(self, shape):
        return Array(self.value.reshape(shape), (self,), lambda g: (g.reshape(self.shape),))

    @property
    def T(self):
        return Array(self.value.T, (self,), lambda g: (g.T,))

class Tape:
    def __init__(self, persistent=False):
        self.persistent, self.calls, self.cut = persistent, 0, {}

    def __enter__(self):
        TAPES.append(self)
        return self

    def __exit__(self, *error):
        TAPES.remove(self)

    def watch(self, x):
        if self not in x.tapes:
            x.tapes.add(self)
            self.cut[x] = True  # what x was made of is not on this tape

    def gradient(self, y, sources):
        self.calls += 1
        if self.calls > 1 and not self.persistent:
            raise RuntimeError("called twice")
        grads = {}
        if isinstance(y, Array) and self in y.tapes:
            grads[y] = Array(np.ones(y.shape))
            for node in self.order(y):
                for x, g in zip(self.parents(node), node.pull(grads[node]) if self.parents(node) else ()):
                    if self in x.tapes:
                        grads[x] = grads[x] + g if x in grads else g
        return [grads[x] if x in grads else None for x in sources]

    def parents(self, node):
        return () if node in self.cut else node.inputs

    def order(self, y):
        seen, done, stack = {y}, [], [(y, iter(self.parents(y)))]
        while stack:
            child, parents = stack[-1]
            for parent in parents:
                if parent not in seen and self in parent.tapes:
                    seen.add(parent)
                    stack.append((parent, iter(self.parents(parent))))
                    break
            else:
                done.append(child)
                stack.pop()
        return done[::-1]

# %% answer="second"
def second(f, x):
    x = Array(x)
    with Tape() as outer:
        outer.watch(x)
        with Tape() as inner:
            inner.watch(x)
            y = x.sum() * 0 + f(x)
        [slope] = inner.gradient(y, [x])
        slope = slope + x * 0
    [bend] = outer.gradient(slope, [x])
    return bend

# %% answer="train_logistic"
def train_logistic(X, y, lr, steps):
    w, b = Array(np.zeros(np.shape(X)[1])), Array(0.0)
    for _ in range(steps):
        with Tape() as tape:
            tape.watch(w)
            tape.watch(b)
            z = X @ w + b
            side = np.where(z.value > 0, 1.0, -1.0)
            # log(1 + e^z) = max(z, 0) + log(1 + e^-|z|)
            loss = (z * (side > 0) + (1 + (-z * side).exp()).log() - z * y).sum() / len(y)
        dw, db = tape.gradient(loss, [w, b])
        w, b = Array((w - lr * dw).value), Array((b - lr * db).value)
    return w.value, b.value
