# Right answers written from the student's text alone, a third way.

# %% answer="Dual"
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
        if p == 0: return Dual(1.0, 0.0)
        return Dual(self.value**p, p * self.value ** (p - 1) * self.deriv)
    def sin(self): return Dual(np.sin(self.value), np.cos(self.value) * self.deriv)
    def exp(self): return Dual(np.exp(self.value), np.exp(self.value) * self.deriv)
    __radd__, __rmul__ = __add__, __mul__
    def __neg__(self): return self * -1
    def __sub__(self, other): return self + -dual(other)
    def __rsub__(self, other): return dual(other) - self
    def __rtruediv__(self, other): return dual(other) / self
def dual(x):
    return x if isinstance(x, Dual) else Dual(x)

# %% answer="train_logistic"
def train_logistic(X, y, lr, steps):
    n = len(y)
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(steps):
        W, B = Array(w), Array(b)
        with Tape() as tape:
            tape.watch(W); tape.watch(B)
            z = X @ W + B
            m = np.maximum(z.value, 0)
            loss = (m + (np.exp(-m) + (z - m).exp()).log() - y * z).sum() / n
        gw, gb = Tape.gradient(tape, loss, [W, B])
        w, b = w - lr * gw.value, b - lr * gb.value
    return w, float(b)

# %% answer="unbroadcast"
def unbroadcast(g, shape):
    while np.ndim(g) > len(shape):
        g = np.sum(g, 0)
    for i, n in enumerate(shape):
        if n == 1:
            g = np.sum(g, i, keepdims=True)
    return g

# %% answer="backward_order"
def backward_order(node):
    """Each node is searched for in lists."""
    found, uses = [node], [0]
    for child in found:
        for parent in child.parents:
            if parent not in found:
                found.append(parent)
                uses.append(0)
            uses[found.index(parent)] += 1
    order = [node]
    for child in order:
        for parent in child.parents:
            place = found.index(parent)
            uses[place] -= 1
            if uses[place] == 0:
                order.append(parent)
    return order

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

# %% answer="sweep_order"
def sweep_order():
    return "D, E, B, F, A, C"

# %% answer="match_rules"
def match_rules():
    return dict(zip(["exp", "log", "sqrt", "1/x", "tanh", "sigmoid", "relu"], " b a e f c d g".split()))
