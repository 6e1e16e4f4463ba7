# Right at the points that come to mind first.

# %% answer="unbroadcast"
def unbroadcast(g, shape):
    g = np.asarray(g)
    extra = g.ndim - len(shape)
    return g.sum(axis=tuple({*range(extra), *(i for i, n in enumerate(shape) if n == 1)})).reshape(shape)

# %% answer="backward_order"
def backward_order(node):
    found, uses = [node], {node: 0}
    for child in found:
        for parent in set(child.parents):
            found += [parent] if parent not in uses else []
            uses[parent] = uses.get(parent, 0) + 1
    order = [node]
    for child in order:
        for parent in child.parents:
            uses[parent] -= 1
            order += [parent] if uses[parent] == 0 else []
    return order

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

    def __add__(self, other): return apply("add", self, other)
    def __radd__(self, other): return apply("add", other, self)
    def __sub__(self, other): return apply("sub", self, other)
    __rsub__ = __sub__
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
    def sum(self, axis=None, keepdims=False): return apply("sum", self, axis=axis, keepdims=keepdims)
    def reshape(self, shape): return apply("reshape", self, shape=shape)
    T = property(lambda self: apply("transpose", self))
    shape = property(lambda self: self.value.shape)
    ndim = property(lambda self: self.value.ndim)

class Tape:
    """Records what happens to watched Arrays, and gives gradients."""

    def __init__(self, persistent=False):
        self.persistent, self.is_used = persistent, False
        self.followed, self.steps = set(), []

    def __enter__(self):
        open_tapes.append(self)
        return self

    def __exit__(self, *error):
        open_tapes.remove(self)

    def watch(self, x):
        self.followed.add(x)

    def record(self, name, inputs, params, result):
        if not self.followed.isdisjoint(inputs):
            self.followed.add(result)
            self.steps.append((name, inputs, params, result))

    def gradient(self, y, sources):
        if self.is_used and not self.persistent:
            raise RuntimeError("once only")
        self.is_used = True
        adjoints = {y: Array(np.ones(y.shape))} if y in self.followed else {}
        for name, inputs, params, result in reversed(self.steps):
            if result in adjoints:
                for x, g in zip(inputs, VJPS[name](adjoints[result], *inputs, **params), strict=True):
                    if x in self.followed:
                        adjoints[x] = adjoints[x] + g if x in adjoints else g
        return [adjoints.get(x) for x in sources]
