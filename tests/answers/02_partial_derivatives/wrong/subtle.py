# Wrong answers that come close: each would pass a weaker check.

# %% answer="partials"
def partials(x, y):
    """Looks ahead only, with too large a step."""
    f = lambda x, y: x**2 * y + np.sin(y)
    return (f(x + 1e-5, y) - f(x, y)) / 1e-5, (f(x, y + 1e-5) - f(x, y)) / 1e-5

# %% answer="slice_along"
shared = None


def slice_along(f, x, i):
    """Keeps the point in a global: a second slice takes the first one's place."""
    global shared
    shared = np.array(x, dtype=float), i

    def g(t):
        kept, i = shared
        moved = kept.copy()
        moved[i] = t
        return f(moved)

    return g

# %% answer="partial"
def partial(f, x, i, h=1e-5):
    """A smaller step is better, is it not?"""
    e = np.eye(len(x))[i]
    return (f(x + h / 1000 * e) - f(x)) / (h / 1000)

# %% answer="tangent_plane"
def tangent_plane(f, a):
    """Right for two coordinates."""
    e, n = 1e-5 * np.eye(len(a))[:2], len(a)
    slopes = [(f(a + s) - f(a - s)) / 2e-5 for s in e] + [0.0] * (n - 2)
    return lambda x: f(a) + np.dot(slopes, x - a)

# %% answer="total_change"
def total_change(f, x, dx):
    """The change, halved and doubled: a small step, but of one side and not small enough."""
    return 100 * (f(x + dx / 100) - f(x))

# %% answer="mixed_partial"
def mixed_partial(f, x, i, j, h=1e-4):
    """Too small a step: the corners differ in their last digits only."""
    p, q = 1e-7 * np.eye(len(x))[i], 1e-7 * np.eye(len(x))[j]
    return (f(x + p + q) - f(x + p - q) - f(x - p + q) + f(x - p - q)) / 4e-14

# %% answer="is_flat"
def is_flat(f, a, tol=1e-3):
    """tol is ignored."""
    return all(abs(f(a + s) - f(a - s)) / 2e-5 < 0.01 for s in 1e-5 * np.eye(len(a)))
