# Wrong answers that agree with the right one at convenient points.

# %% answer="partials"
def partials(x, y):
    """The slope of x² is taken for positive x only."""
    return 2 * abs(x) * y, x**2 + np.cos(y)

# %% answer="slice_along"
def slice_along(f, x, i):
    """An array like x, so whole numbers stay whole."""
    kept = np.array(x)

    def g(t):
        moved = np.full_like(kept, 0)
        moved[:] = kept
        moved[i] = t
        return f(moved)

    return g

# %% answer="partial"
def partial(f, x, i, h=1e-5):
    """A step made like x: nothing, where x holds whole numbers."""
    step = np.zeros_like(x)
    step[i] = h
    return (f(x + step) - f(x - step)) / (2 * h)

# %% answer="tangent_plane"
def tangent_plane(f, a):
    """Two coordinates, as in the picture, and the third where there is one."""
    s = 1e-5 * np.eye(len(a))[: min(3, len(a))]
    slopes = [(f(a + step) - f(a - step)) / 2e-5 for step in s]
    return lambda x: f(a) + sum(m * (p - q) for m, p, q in zip(slopes, x, a))

# %% answer="total_change"
def total_change(f, x, dx):
    """The plane through x and the far ends along each axis, as for functions straight along each."""
    return sum((f(x + d) - f(x)) for d in np.diag(np.asarray(dx, dtype=float)))

# %% answer="mixed_partial"
def mixed_partial(f, x, i, j, h=1e-4):
    """Each axis of its own and the rest by symmetry, with steps made like x."""
    p, q = np.zeros_like(x), np.zeros_like(x)
    p[i], q[j] = h, h
    return (f(x + p + q) - f(x + p - q) - f(x - p + q) + f(x - p - q)) / (4 * h**2)

# %% answer="is_flat"
def is_flat(f, a, tol=1e-3):
    """The size of the largest slope, which a fall may hide from."""
    return abs(max((f(a + s) - f(a - s)) / 2e-5 for s in 1e-5 * np.eye(len(a)))) <= tol
