# Right answers of a second pair of eyes, written from the released text alone.

# %% answer="partials"
def partials(x, y):
    return [x * y + y * x, x**2 + np.exp(1j * y).real]


# %% answer="slice_along"
def slice_along(f, x, i):
    frozen = 1.0 * np.asarray(x)
    axis = np.eye(len(frozen))[i]
    return lambda t: f(frozen * (1 - axis) + t * axis)


# %% answer="partial"
def partial(f, x, i, h=1e-5):
    points = np.tile(np.asarray(x, dtype=float), (2, 1))
    points[:, i] += (-h, h)
    low, high = map(f, points)
    return (high - low) / h / 2


# %% answer="tangent_plane"
import functools


def tangent_plane(f, a):
    slopes, at, height = [partial(f, a, i) for i in range(len(a))], tuple(a), f(a)
    return lambda x: functools.reduce(lambda s, p: s + p[0] * (p[1] - p[2]), zip(slopes, x, at), height)


# %% answer="total_change"
def total_change(f, x, dx):
    return float(np.einsum("i,i->", np.array([partial(f, x, i) for i, _ in enumerate(x)]), dx))


# %% answer="mixed_partial"
def mixed_partial(f, x, i, j, h=1e-4):
    e = h * np.eye(len(x))
    grid = np.array([[f(x + s * e[i] + t * e[j]) for t in (-1, 1)] for s in (-1, 1)])
    return np.diff(np.diff(grid, axis=0), axis=1).item() / 4 / h**2


# %% answer="is_flat"
def is_flat(f, a, tol=1e-3):
    def look(i):
        return i == len(a) or (-tol <= partial(f, a, i) <= tol and look(i + 1))

    return look(0)
