# Ideas that are wrong in ways of their own.

# %% answer="Dual"
class Dual:
    def __init__(self, value, deriv=0.0):
        self.value, self.deriv = value, deriv

    def __add__(self, other):
        return self.value + getattr(other, "value", other)  # a plain number, the slope is lost

    __radd__ = __mul__ = __rmul__ = __add__

# %% answer="unbroadcast"
def unbroadcast(g, shape):
    return np.resize(g, shape)

# %% answer="VJPS"
class VJPS:
    def __class_getitem__(cls, name):
        return lambda g, *inputs, **params: tuple(g * x for x in inputs)

# %% answer="backward_order"
def backward_order(node):
    return [node, *node.parents]

# %% answer="mend_adjoints"
def mend_adjoints(record, target):
    return {name: slope for _, inputs in record for name, slope in inputs} | {target: 1.0}

# %% answer="Tape"
class Array:
    """Keyed by id, and nothing keeps what the ids belong to."""

    __array_priority__ = 100

    def __init__(self, value):
        self.value = np.array(value, float)

class Tape:
    def __init__(self, persistent=False):
        self.known = {}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def watch(self, x):
        self.known[id(x)] = 1.0

    def gradient(self, y, sources):
        return [self.known.get(id(x)) for x in sources]

# %% answer="second"
def second(f, x):
    return x - x

# %% answer="train_logistic"
def train_logistic(X, y, lr, steps):
    X1 = np.column_stack([X, np.ones(len(y))])
    theta = np.linalg.lstsq(X1, y, rcond=None)[0]  # a straight line through the labels
    return theta[:-1], theta[-1]

# %% answer="sweep_order"
def sweep_order():
    return ["A", "B", "C", "D", "E", "F"]

# %% answer="match_rules"
def match_rules():
    return {"exp": "A", "log": "B", "sqrt": "C", "1/x": "D", "tanh": "E", "sigmoid": "F", "relu": "G"}
