# Right answers that take a way of their own.

# %% answer="partials"
def partials(x, y):
    """A complex step: no subtraction, so nothing is lost."""
    f = lambda x, y: x**2 * y + np.sin(y)
    h = 1e-30
    return f(x + h * 1j, y).imag / h, f(x, y + h * 1j).imag / h


# %% answer="slice_along"
import functools

def _with(x, i, f, t):
    return f(np.concatenate([x[:i], [t], x[i + 1 :]]))

def slice_along(f, x, i):
    return functools.partial(_with, tuple(map(float, x)), i, f)


# %% answer="partial"
def partial(f, x, i, h=1e-5):
    """Richardson: two central differences, and their h² cancels."""
    e = np.eye(1, len(x), i)[0]
    wide, narrow = ((f(x + s * e) - f(x - s * e)) / (2 * s) for s in (h, h / 2))
    return (4 * narrow - wide) / 3


# %% answer="tangent_plane"
class tangent_plane:
    """An object that is called; the slope is taken once, along the way to x."""

    def __init__(self, f, a):
        self.f, self.a = f, np.array(a, dtype=float)

    def __call__(self, x):
        way = np.asarray(x) - self.a
        return self.f(self.a) + (self.f(self.a + 1e-5 * way) - self.f(self.a - 1e-5 * way)) / 2e-5


# %% answer="total_change"
def total_change(f, x, dx):
    """Both ends of two small steps along dx, order 4."""
    s = lambda t: f(x + t * dx)
    return (8 * (s(1e-3) - s(-1e-3)) - s(2e-3) + s(-2e-3)) / 12e-3


# %% answer="mixed_partial"
def mixed_partial(f, x, i, j, h=1e-4):
    """From second derivatives along the diagonals, by polarisation."""
    e = np.eye(len(x))

    def along(u):
        return (f(x + h * u) - 2 * f(x) + f(x - h * u)) / h**2

    return (along(e[i] + e[j]) - along(e[i] - e[j])) / 4


# %% answer="is_flat"
def is_flat(f, a, tol=1e-3):
    for axis, _ in enumerate(a):
        e = np.zeros(len(a))
        e[axis] = 1e-5
        if not -tol <= (f(a + e) - f(a - e)) / 2e-5 <= tol:
            return 0 == 1
    return 1 == 1
