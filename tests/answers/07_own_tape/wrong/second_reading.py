# Wrong answers from a second reading.

# %% answer="Dual"
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
        top = self.deriv * other.value - self.value * other.deriv
        return Dual(self.value / other.value, top / other.value**2)
    def __pow__(self, p):
        slope = p * self.value ** (p - 1) if p != 0 else 0.0
        return Dual(self.value**p, slope * self.deriv)
    def sin(self):
        return np.sin(self.value), np.cos(self.value) * self.deriv
    def exp(self):
        return Dual(np.exp(self.value), self.deriv)
    __radd__, __rmul__ = __add__, __mul__
    def __neg__(self): return self * -1
    def __sub__(self, other): return self + -dual(other)
    def __rsub__(self, other): return dual(other) - self
    def __rtruediv__(self, other): return dual(other) / self

# %% answer="unbroadcast"
def unbroadcast(g, shape):
    if np.shape(g) == shape: return g
    if len(shape) == 0: return g.sum()
    if len(shape) == 1: return g.sum(axis=0)
    return g.sum(axis=1, keepdims=True)

# %% answer="backward_order"
def backward_order(node):
    order = []
    stack = [node]
    while stack:
        n = stack.pop(0)
        if n in order: continue
        order.append(n)
        stack.extend(n.parents)
    return order

# %% answer="mend_adjoints"
def mend_adjoints(record, target):
    adjoint = {target: 1.0}
    for result, inputs in reversed(record):
        if result in adjoint:
            for name, slope in inputs:
                if name in adjoint:
                    adjoint[name] += adjoint[result] * slope
    return adjoint

# %% answer="second"
def second(f, x, h=1e-4):
    def slope(x):
        x = Array(x)
        with Tape() as tape:
            tape.watch(x)
            y = f(x)
        [g] = tape.gradient(y, [x])
        return 0 * x.value if g is None else g.value
    return (slope(x + h) - slope(x - h)) / (2 * h)

# %% answer="train_logistic"
def train_logistic(X, y, lr, steps):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(steps):
        W, B = Array(w), Array(b)
        with Tape() as tape:
            tape.watch(W); tape.watch(B)
            z = X @ W + B
            loss = (z.exp() + 1).log().sum() / len(y) - (y * z).sum()
        dw, db = tape.gradient(loss, [W, B])
        w, b = w - lr * dw.value, b - lr * db.value
    return w, b

# %% answer="match_rules"
def match_rules():
    return {"exp": "B", "log": "F", "sqrt": "B", "1/x": "F", "tanh": "G", "sigmoid": "G", "relu": "C"}
