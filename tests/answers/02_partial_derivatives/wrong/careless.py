# Wrong answers that work until the input changes its kind.

# %% answer="partials"
def partials(x, y):
    """Whole numbers only."""
    return 2 * int(x) * int(y), int(x) ** 2 + np.cos(int(y))


# %% answer="slice_along"
def slice_along(f, x, i):
    """Puts x back afterwards, but as it was when the slice was made."""
    old = x[i]

    def g(t):
        x[i] = t
        y = f(x)
        x[i] = old
        return y

    return g


# %% answer="partial"
def partial(f, x, i, h=1e-5):
    """x moves for good by a rounding error, and not at all where it holds whole numbers."""
    x[i] = x[i] + h
    ahead = f(x)
    x[i] = x[i] - 2 * h
    behind = f(x)
    x[i] = x[i] + h
    return (ahead - behind) / (2 * h)


# %% answer="tangent_plane"
def tangent_plane(f, a):
    """Takes the distance without its sign."""
    steps = 1e-5 * np.eye(len(a))
    slopes = np.array([(f(a + s) - f(a - s)) / 2e-5 for s in steps])
    return lambda x: f(a) + slopes @ np.abs(x - a)


# %% answer="total_change"
def total_change(f, x, dx):
    """Steps of dx along each axis: right for functions that are straight along each."""
    return sum((f(x + d) - f(x - d)) / 2 for d in np.diag(dx))


# %% answer="mixed_partial"
def mixed_partial(f, x, i, j, h=1e-4):
    """Along one axis by the three-point formula, with twice the run."""
    p, q = h * np.eye(len(x))[i], h * np.eye(len(x))[j]
    if i == j:
        return (f(x + p) - 2 * f(x) + f(x - p)) / (2 * h) ** 2
    return (f(x + p + q) - f(x + p - q) - f(x - p + q) + f(x - p - q)) / (4 * h**2)


# %% answer="is_flat"
def is_flat(f, a, tol=1e-3):
    """Compares with tol what is not a slope yet."""
    return all(abs(f(a + s) - f(a - s)) <= tol for s in 1e-5 * np.eye(len(a)))
