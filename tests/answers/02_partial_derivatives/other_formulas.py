# Right answers by other mathematics: a polynomial in x, higher order, slices, nested slopes.

# %% answer="partials"
def partials(x, y):
    """With y held still f is a polynomial in x."""
    return np.polyval(np.polyder([y, 0.0, np.sin(y)]), x), x**2 + np.cos(y)

# %% answer="slice_along"
class slice_along:
    """An object that can be called, with the coordinates before and after i kept apart."""

    def __init__(self, f, x, i):
        self.f, self.before, self.after = f, tuple(x[:i]), tuple(x[i + 1 :])

    def __call__(self, t):
        return self.f(np.array([*self.before, t, *self.after], dtype=float))

# %% answer="partial"
def partial(f, x, i, h=1e-5):
    """Five points, order 4."""
    g = slice_along(f, x, i)
    t = float(x[i])
    return (8 * (g(t + h) - g(t - h)) - g(t + 2 * h) + g(t - 2 * h)) / (12 * h)

# %% answer="tangent_plane"
def tangent_plane(f, a):
    """The plane through f(a) and one pair of points per axis, as a polynomial a0 + a1 x1 + ..."""
    a = np.asarray(a, dtype=float)
    points = np.array([a, *(a + s for s in 1e-4 * np.eye(len(a))), *(a - s for s in 1e-4 * np.eye(len(a)))])
    columns = np.column_stack([np.ones(len(points)), points - a])
    plane, *_ = np.linalg.lstsq(columns, np.array([f(p) for p in points]), rcond=None)
    shift = f(a) - plane[0]
    return lambda x: plane[0] + shift + float(plane[1:] @ (x - a))

# %% answer="total_change"
def total_change(f, x, dx):
    """One slope: along dx."""
    return (f(x + 1e-5 * dx) - f(x - 1e-5 * dx)) / 2e-5

# %% answer="mixed_partial"
def mixed_partial(f, x, i, j, h=1e-4):
    """The slope of a slope, by nested functions."""

    def slope_along(f, k):
        e = np.eye(len(x))[k]
        return lambda x: (f(x + h * e) - f(x - h * e)) / (2 * h)

    return slope_along(slope_along(f, j), i)(x)

# %% answer="is_flat"
def is_flat(f, a, tol=1e-3):
    """The steepest fall and the steepest climb are both small."""
    slopes = [total_change(f, a, e) for e in np.eye(len(a))]
    return bool(-tol <= min(slopes) and max(slopes) <= tol)
