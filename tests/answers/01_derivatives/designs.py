# Right answers in other shapes: classes, decorators, generators, reduce, vectorize, polynomials.

# %% answer="forward_difference"
class Probe:
    """Where a function is looked at: here, and a little ahead."""

    def __init__(self, f, h):
        self.f, self.h = f, h

    def __call__(self, x):
        here = np.asarray(x, dtype=float)
        return np.divide(np.subtract(self.f(here + self.h), self.f(here)), self.h)


def forward_difference(f, x, h=1e-6):
    return Probe(f, h)(x)

# %% answer="slope"
def elementwise(function):
    """One number at a time, whatever the shape."""
    import functools

    @functools.wraps(function)
    def wrapped(f, x, h=1e-5):
        if np.ndim(x) == 0:
            return function(f, float(x), h)
        return np.array([wrapped(f, part, h) for part in x])

    return wrapped


@elementwise
def slope(f, x, h=1e-5):
    low, high = x - h, x + h
    return float(f(high) - f(low)) / (high - low)

# %% answer="observed_order"
def observed_order(method, f, df, x, h=1e-2):
    """How many times the error of h/2 can be doubled until it is that of h, by changing the base."""
    errors = map(lambda step: np.abs(np.subtract(method(f, x, step), df(x))), (h, 0.5 * h))
    large, small = errors
    return np.log(large / small) / np.log(2.0) + 0.0

# %% answer="best_step"
def best_step(f, df, x, steps):
    """By reduce: of two steps the better one stays."""
    import functools

    def off(h):
        return np.hypot(0.0, (f(x + h) - f(x - h)) / (h + h) - df(x))

    return functools.reduce(lambda kept, h: h if off(h) < off(kept) else kept, steps)

# %% answer="tangent"
def tangent(f, x0):
    """A polynomial in x - x0, as NumPy keeps them."""
    start = float(x0)
    slope_there = (f(start + 2e-5) - f(start - 2e-5)) / 4e-5
    line = np.polynomial.Polynomial([f(start), slope_there])
    return lambda x: line(np.asarray(x) - start)

# %% answer="one_sided"
def one_sided(f, x, h=1e-6):
    """A generator of both, left first, as an array."""
    places = (x - h, x), (x, x + h)
    return np.fromiter(((f(b) - f(a)) / h for a, b in places), dtype=float)

# %% answer="has_kink"
class has_kink:
    """A judgement that is a truth value as soon as it is made."""

    def __new__(cls, f, x, h=1e-6, tol=1e-3):
        before, here, after = f(x - h), f(x), f(x + h)
        left, right = (here - before) / h, (after - here) / h
        limit = tol * max([1.0, left, -left, right, -right])
        return not (-limit <= right - left <= limit)

# %% answer="steepest_climb"
def steepest_climb(f, xs, h=1e-5):
    """Sorted by slope; the last is the steepest."""
    order = np.argsort([(f(x + h) - f(x - h)) / (2 * h) for x in xs])
    return xs[order[-1]]
