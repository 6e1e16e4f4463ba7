# Nearly right, and handed in too soon.

# %% answer="Dual"
class Dual:
    def __init__(self, value, deriv=0.0):
        self.value, self.deriv = value, deriv

    def __add__(self, other):
        return Dual(self.value + other.value, self.deriv + other.deriv)  # no plain numbers

    def __mul__(self, other):
        return Dual(self.value * other.value, self.deriv * other.value + self.value * other.deriv)

# %% answer="unbroadcast"
def unbroadcast(g, shape):
    return g.sum(axis=0) if g.ndim > len(shape) else g

# %% answer="VJPS"
class VJPS:
    def __class_getitem__(cls, name):
        return getattr(cls, name)

    def add(g, a, b): return g, g
    def sub(g, a, b): return g, -g
    def mul(g, a, b): return g * b, g * a
    def div(g, a, b): return g / b, -g * a / b**2
    def neg(g, x): return (-g,)
    def sin(g, x): return (g * np.cos(x),)
    def exp(g, x): return (g * np.exp(x),)
    def log(g, x): return (g / x,)
    def power(g, a, p): return g * p * a ** (p - 1), g * a**p * np.log(a)
    def matmul(g, a, b): return np.dot(g, np.transpose(b)), np.dot(np.transpose(a), g)
    def sum(g, x, axis=None, keepdims=False): return (np.ones_like(x) * g,)

# %% answer="backward_order"
import sys

def backward_order(node):
    sys.setrecursionlimit(200_000)
    order, seen = [], set()

    def visit(child):
        if child not in seen:
            seen.add(child)
            for parent in child.parents:
                visit(parent)
            order.append(child)

    visit(node)
    return order[::-1]

# %% answer="mend_adjoints"
def mend_adjoints(record, target):
    adjoint = {target: 1.0}
    for result, inputs in reversed(record):
        for name, slope in inputs:
            adjoint[name] = adjoint.get(name, 0.0) + adjoint[result] * slope  # KeyError where nothing leads to the target
    return adjoint

# %% answer="second"
def second(f, x):
    x = Array(x)
    with Tape(persistent=True) as tape:
        tape.watch(x)
        y = f(x)
        [slope] = tape.gradient(y, [x])
    return tape.gradient(slope, [x])[0]

# %% answer="train_logistic"
def train_logistic(X, y, lr, steps):
    w, b = np.zeros((X.shape[1], 1)), 0.0
    for _ in range(steps):
        p = 1 / (1 + np.exp(-(X @ w + b)))  # (n, 1) minus (n,) is (n, n)
        w, b = w - lr * X.T @ (p - y) / len(y), b - lr * (p - y).mean()
    return w, b

# %% answer="sweep_order"
def sweep_order():
    return ["D", "B", "E", "F", "C"]  # one is missing

# %% answer="match_rules"
def match_rules():
    return {"exp": "B", "log": "A", "sqrt": "F", "1/x": "E", "tanh": "C", "sigmoid": "D", "relu": "G"}
