# Wrong answers of a student who has the idea, and one thing wrong.

# %% answer="partials"
def partials(x, y):
    """The product rule where nothing asks for it, and degrees for radians."""
    return 2 * x * y, x**2 + np.cos(np.radians(y))


# %% answer="slice_along"
def slice_along(f, x, i):
    """The copy is made once: what f does to it stays."""
    moved = np.array(x, dtype=float)

    def g(t):
        moved[i] += t - x[i]
        return f(moved)

    return g


# %% answer="partial"
def partial(f, x, i, h=1e-5):
    """A step in proportion to the coordinate: none at all where it is 0."""
    ahead, behind = np.array(x, dtype=float), np.array(x, dtype=float)
    ahead[i] *= 1 + h
    behind[i] *= 1 - h
    with np.errstate(all="ignore"):
        return (f(ahead) - f(behind)) / (ahead[i] - behind[i])


# %% answer="tangent_plane"
def tangent_plane(f, a):
    """One slope for all axes: their mean."""
    steps = 1e-5 * np.eye(len(a))
    slope = np.mean([(f(a + s) - f(a - s)) / 2e-5 for s in steps])
    return lambda x: f(a) + slope * np.sum(x - a)


# %% answer="total_change"
def total_change(f, x, dx):
    """The slopes halfway, which predict better, and are not the slopes at x."""
    middle = x + dx / 2
    return (f(middle + 1e-5 * dx) - f(middle - 1e-5 * dx)) / 2e-5


# %% answer="mixed_partial"
def mixed_partial(f, x, i, j, h=1e-4):
    """Ahead only, both times."""
    p, q = h * np.eye(len(x))[i], h * np.eye(len(x))[j]
    return (f(x + p + q) - f(x + p) - f(x + q) + f(x)) / h**2


# %% answer="is_flat"
def is_flat(f, a, tol=1e-3):
    """The mean slope is small."""
    return np.mean([abs(f(a + s) - f(a - s)) / 2e-5 for s in 1e-5 * np.eye(len(a))]) <= tol
