# Right answers of a learner who prints, warns, uses globals, and returns other number types.

# %% answer="forward_difference"
import logging
import sys
import warnings

calls = 0


def forward_difference(f, x, h=1e-6):
    global calls
    calls += 1
    warnings.warn("still experimental")
    print("x is", x, file=sys.stderr)
    logging.warning("about to divide by %s", h)
    x = np.array(x, dtype=np.longdouble)
    return np.float64((f(np.float64(x + h)) - f(np.float64(x))) / h)

# %% answer="slope"
def slope(f, x, h=1e-5):
    """A complex number with zero imaginary part is a real one."""
    x = np.asarray(x) * 1.0
    return (f(x + h) - f(x - h)) / (2 * h) + 0j

# %% answer="observed_order"
def observed_order(method, f, df, x, h=1e-2, verbose=True):
    e1, e2 = abs(method(f, x, h) - df(x)), abs(method(f, x, h * 0.5) - df(x))
    if verbose:
        print(e1, e2)
    return np.array(np.log2(e1) - np.log2(e2))

# %% answer="best_step"
def best_step(f, df, x, steps):
    table = {}
    for h in steps:
        table[abs((f(x + h) - f(x - h)) / 2 / h - df(x))] = h
    return np.float64(table[min(table)])

# %% answer="tangent"
def tangent(f, x0):
    m = slope(f, x0).real
    return np.vectorize(lambda x: f(x0) + m * (x - x0), otypes=[float])

# %% answer="one_sided"
def one_sided(f, x, h=1e-6):
    right = lambda f, x: (f(x + h) - f(x)) / h
    mirrored = lambda t: f(-t)
    return (-right(mirrored, -x), right(f, x))

# %% answer="has_kink"
def has_kink(f, x, h=1e-6, tol=1e-3):
    l, r = np.array([f(x) - f(x - h), f(x + h) - f(x)], dtype=float) / h
    return not np.isclose(l, r, rtol=0, atol=tol * max(1, abs(l), abs(r)))

# %% answer="steepest_climb"
def steepest_climb(f, xs, h=1e-5):
    climbs = sorted((f(x + h) - f(x - h), i) for i, x in enumerate(xs))
    return np.float64(xs[climbs[-1][1]])

# %% answer="matching_graphs"
def matching_graphs():
    print("read off the pictures")
    return dict(A="5", B="1", C="2", D="3")
