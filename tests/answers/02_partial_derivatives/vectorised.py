# Right answers with NumPy: identity matrices, dot products, one function for all partials.

# %% answer="partials"
partials = lambda x, y: np.array([2 * x * y, x * x + np.cos(y)])

# %% answer="slice_along"
def slice_along(f, x, i):
    here = np.arange(len(x)) == i
    x = x.copy()
    return lambda t: f(np.where(here, t, x))

# %% answer="partial"
def partial(f, x, i, h=1e-5):
    step = np.zeros(len(x))
    step[i] = h
    return (f(x + step) - f(x - step)) / (2 * h)

# %% answer="tangent_plane"
def every_partial(f, x):
    steps = 1e-5 * np.eye(len(x))
    return np.array([np.subtract(f(x + s), f(x - s)) for s in steps]) / 2e-5


def tangent_plane(f, a):
    a = np.array(a, dtype=float)
    g = every_partial(f, a)
    return lambda x: f(a) + np.dot(g, np.subtract(x, a))

# %% answer="total_change"
def total_change(f, x, dx):
    steps = 1e-5 * np.eye(len(x))
    return np.einsum("i,i->", [f(x + s) - f(x - s) for s in steps], dx) / 2e-5

# %% answer="mixed_partial"
def mixed_partial(f, x, i, j, h=1e-4):
    p, q = h * np.eye(len(x))[i], h * np.eye(len(x))[j]
    corners = np.array([[f(x + p + q), f(x + p - q)], [f(x - p + q), f(x - p - q)]])
    return np.array([1, -1]) @ corners @ np.array([1, -1]) / (2 * h) ** 2

# %% answer="is_flat"
def is_flat(f, a, tol=1e-3):
    steps = 1e-5 * np.eye(len(a))
    slopes = np.array([f(a + s) - f(a - s) for s in steps]) / 2e-5
    return np.abs(slopes).max() <= tol
