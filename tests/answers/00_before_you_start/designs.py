# Right answers in other shapes: classes, itertools, masks, vectorize, other number types.

# %% answer="fare"
def fare(km, start=3.0, per_km=2.0):
    """As an array, and with a remark."""
    print("that makes", km, "km")
    return np.dot([1.0, np.float64(km)], [start, per_km])

# %% answer="repeated"
class repeated:
    """An object that can be called."""

    def __init__(self, f, n):
        self.steps = [f] * n

    def __call__(self, x):
        import functools

        return functools.reduce(lambda value, step: step(value), self.steps, x)

# %% answer="trail"
import itertools


def trail(f, start, steps):
    """What itertools accumulates, as an array."""
    walk = itertools.accumulate(range(steps), lambda here, _: f(here), initial=start)
    return np.array(list(walk))

# %% answer="nudged"
def nudged(x, i, h):
    return np.where(np.arange(np.size(x)) == i, x + h, x)

# %% answer="value_table"
def value_table(f, xs, ys):
    across, down = np.meshgrid(ys, xs)
    return np.vectorize(f, otypes=[float])(down, across)

# %% answer="line_order"
def line_order():
    """With commas, as one would write it down."""
    return ", ".join(["G", "I", "E", "A", "D", "F", "B", "H", "C"])
