# What somebody handed in who learned unit 7 from its notebooks.

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
        return Dual(self.value / other.value, (self.deriv * other.value - self.value * other.deriv) / other.value**2)

    def __pow__(self, p):
        return Dual(self.value**p, p * self.value ** (p - 1) * self.deriv)

    def sin(self):
        return Dual(np.sin(self.value), np.cos(self.value) * self.deriv)

    def exp(self):
        return np.exp(self.value) * self.deriv

    __radd__, __rmul__ = __add__, __mul__
    def __neg__(self): return self * -1
    def __sub__(self, other): return self + -dual(other)
    def __rsub__(self, other): return dual(other) - self
    def __rtruediv__(self, other): return dual(other) / self

# %% answer="mend_adjoints"
def mend_adjoints(record, target):
    adjoint = {target: 1.0}
    for result, inputs in reversed(record):
        if result in adjoint:
            for name, slope in inputs:
                adjoint[name] = (adjoint.get(name, 0.0) + adjoint[result]) * slope
    return adjoint

# %% answer="second"
def second(f, x):
    with Tape() as outer:
        outer.watch(x)
        with Tape() as inner:
            inner.watch(x)
            y = f(x)
        [slope] = inner.gradient(y, [x])
    bend = None if slope is None else outer.gradient(slope, [x])[0]
    return np.zeros(x.shape) if bend is None else bend.value

# %% answer="train_logistic"
def train_logistic(X, y, lr, steps):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(steps):
        W, B = Array(w), Array(b)
        with Tape() as tape:
            tape.watch(W)
            z = X @ W + B
            m = np.maximum(z.value, 0)
            loss = (m + (np.exp(-m) + (z - m).exp()).log() - y * z).sum() / len(y)
        dw, db = tape.gradient(loss, [W, B])
        w, b = w - lr * dw.value, b - lr * db
    return w, b

# %% answer="match_rules" unlike=["turns_the_dict_round"]
def match_rules():
    return {"exp": "B", "log": "A", "sqrt": "E", "1/x": "F"}
