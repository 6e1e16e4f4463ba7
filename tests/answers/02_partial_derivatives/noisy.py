# Right answers of a learner who prints, warns, restores what was moved, and returns other number types.

# %% answer="partials"
import sys
import warnings


def partials(x, y):
    warnings.warn("still experimental")
    x, y = np.float64(x), np.float64(y)
    return np.asarray(2 * x * y), np.asarray(x**2 + np.cos(y)) + 0j

# %% answer="slice_along"
def slice_along(f, x, i, verbose=True):
    moved = np.array(x, dtype=np.longdouble).astype(float)

    def g(t=0.0):
        if verbose:
            print("t is", t, file=sys.stderr)
        moved[i] = t
        return np.float64(f(moved))

    return g

# %% answer="partial"
def partial(f, x, i, h=1e-5):
    """Moves x itself where it can, and puts the old number back."""
    if x.dtype.kind == "i":
        x = x.astype(float)
    old = x[i]
    x[i] = old + h
    ahead = f(x)
    x[i] = old - h
    behind = f(x)
    x[i] = old
    return np.array((ahead - behind) / (2 * h))

# %% answer="tangent_plane"
def tangent_plane(f, a):
    height, n = f(a), len(a)

    def plane(x):
        print("asked at", x)
        return np.array(height + sum(partial(f, a, i) * (x[i] - a[i]) for i in range(n)))

    return plane

# %% answer="total_change"
def total_change(f, x, dx):
    p = tangent_plane(f, x)
    return np.float64(p(np.asarray(x) + dx)) - np.float64(f(x)) + 0j

# %% answer="mixed_partial"
def mixed_partial(f, x, i, j, h=1e-4):
    if i == j:
        g = slice_along(f, x, i, verbose=False)
        t = x[i]
        return (g(t + h) - 2 * g(t) + g(t - h)) / h**2
    first = lambda x: partial(f, x, j, h)
    return partial(first, x, i, h)

# %% answer="is_flat"
def is_flat(f, a, tol=1e-3):
    steep = [i for i in range(len(a)) if abs(partial(f, a, i)) > tol]
    print("steep along", steep)
    return np.bool_(len(steep) == 0)
