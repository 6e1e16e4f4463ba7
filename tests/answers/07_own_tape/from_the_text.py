# Right answers written from the student's text alone, one way.

# %% answer="Dual"
import math
def dual(x):
    return x if isinstance(x, Dual) else Dual(x)

class Dual:
    __slots__ = ("value", "deriv")
    def __init__(self, value, deriv=0.0):
        self.value, self.deriv = value, deriv
    def _chain(self, value, slope):
        return Dual(value, slope * self.deriv)
    def __add__(self, other):
        o = dual(other)
        return Dual(self.value + o.value, self.deriv + o.deriv)
    def __mul__(self, other):
        if not isinstance(other, Dual):
            return self._chain(self.value * other, other)
        return Dual(self.value * other.value, self.value * other.deriv + other.value * self.deriv)
    def __truediv__(self, other):
        return self * dual(other) ** -1
    def __pow__(self, p):
        return self._chain(self.value**p, p * self.value ** (p - 1) if p else 0.0)
    def sin(self): return self._chain(math.sin(self.value), math.cos(self.value))
    def exp(self):
        e = math.exp(self.value)
        return self._chain(e, e)
    __radd__, __rmul__ = __add__, __mul__
    def __neg__(self): return self * -1
    def __sub__(self, other): return self + -dual(other)
    def __rsub__(self, other): return dual(other) - self
    def __rtruediv__(self, other): return dual(other) / self

# %% answer="unbroadcast"
def unbroadcast(g, shape):
    while np.ndim(g) > len(shape):
        g = g.sum(axis=0)
    for i, n in enumerate(shape):
        if n == 1:
            g = g.sum(axis=i, keepdims=True)
    return g

# %% answer="VJPS"
class VJPS:
    def __class_getitem__(cls, name): return getattr(cls, name)
    def cos(g, x): return (-g * np.sin(x),)
    def reshape(g, x, shape): return (g.reshape(x.shape),)
    def transpose(g, x): return (g.T,)
    def add(g, a, b): return unbroadcast(g, np.shape(a)), unbroadcast(g, np.shape(b))
    def sub(g, a, b): return unbroadcast(g, np.shape(a)), unbroadcast(-g, np.shape(b))
    def mul(g, a, b): return unbroadcast(g * b, np.shape(a)), unbroadcast(g * a, np.shape(b))
    def div(g, a, b): return unbroadcast(g / b, np.shape(a)), unbroadcast(-g * a / b / b, np.shape(b))
    def neg(g, x): return (-g,)
    def sin(g, x): return (g * np.cos(x),)
    def exp(g, x): return (g * np.exp(x),)
    def log(g, x): return (g / x,)
    def power(g, a, p):
        zero = getattr(p, "value", p) == 0
        with np.errstate(all="ignore"):
            return unbroadcast(g * p * a ** (p - 1 + 1.0 * zero), np.shape(a)), unbroadcast(g * a**p * np.log(a), np.shape(p))
    def matmul(g, a, b):
        A = a if len(a.shape) == 2 else a.reshape((1, -1))
        B = b if len(b.shape) == 2 else b.reshape((-1, 1))
        G = g.reshape((A.shape[0], B.shape[1]))
        return (G @ B.T).reshape(a.shape), (A.T @ G).reshape(b.shape)
    def sum(g, x, axis=None, keepdims=False):
        shape = np.sum(np.ones(x.shape), axis=axis, keepdims=True).shape
        return (g.reshape(shape) * np.ones(x.shape),)

# %% answer="backward_order"
def backward_order(node):
    seen, post, stack = {id(node)}, [], [(node, iter(node.parents))]
    while stack:
        top, rest = stack[-1]
        for parent in rest:
            if id(parent) not in seen:
                seen.add(id(parent))
                stack.append((parent, iter(parent.parents)))
                break
        else:
            post.append(top)
            stack.pop()
    return post[::-1]

# %% answer="mend_adjoints"
def mend_adjoints(record, target):
    from collections import Counter
    out = Counter()
    todo = [(target, len(record), 1.0)]
    while todo:
        name, before, g = todo.pop()
        out[name] += g
        for i in range(before - 1, -1, -1):
            if record[i][0] == name:
                todo += [(n, i, g * s) for n, s in record[i][1]]
                break
    return dict(out)

# %% answer="second"
def second(f, x):
    def derivative(g):
        def d(z):
            with Tape() as t:
                t.watch(z)
                y = g(z)
            if not isinstance(y, Array):
                return None
            return t.gradient(y, [z])[0]
        return d
    r = derivative(lambda z: derivative(f)(z))(Array(x))
    return np.zeros(np.shape(x)) if r is None else r.value

# %% answer="train_logistic"
def train_logistic(X, y, lr, steps):
    X, y = np.asarray(X, float), np.asarray(y, float)
    A = np.c_[X, np.ones(len(X))]
    theta = np.zeros(A.shape[1])
    for _ in range(steps):
        t = Array(theta)
        with Tape() as tape:
            tape.watch(t)
            z = A @ t
            top = np.maximum(z.value, 0)
            loss = (top + (np.exp(-top) + (z - top).exp()).log() - y * z).sum()
        theta = theta - lr / len(y) * tape.gradient(loss, [t])[0].value
    return theta[:-1], float(theta[-1])

# %% answer="sweep_order"
def sweep_order():
    return "D E B F A C"

# %% answer="match_rules"
def match_rules():
    return dict(exp="b", log="a", sqrt="e", tanh="c", sigmoid="d", relu="g") | {"1/x": "f"}
