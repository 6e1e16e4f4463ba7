# Right answers as NumPy one-liners and small functions without a def.

# %% answer="forward_difference"
forward_difference = lambda f, x, h=1e-6: np.subtract(f(np.add(x, h)), f(np.asarray(x, dtype=float))) / h

# %% answer="slope"
def slope(f, x, h=1e-5):
    points = np.asarray(x, dtype=float)[..., np.newaxis] + np.array([-h, h])
    return np.diff(f(points), axis=-1)[..., 0] / (2 * h)

# %% answer="observed_order"
def observed_order(method, f, df, x, h=1e-2):
    errors = np.abs([method(f, x, h) - df(x), method(f, x, h / 2) - df(x)])
    return -np.diff(np.log2(errors))[0]

# %% answer="best_step"
def best_step(f, df, x, steps):
    h = np.asarray(steps)
    errors = np.abs((f(x + h) - f(x - h)) / (2 * h) - df(x))
    return h[errors.argmin()]

# %% answer="tangent"
from functools import partial


def tangent(f, x0):
    return partial(np.polyval, [slope(f, x0), f(x0) - slope(f, x0) * x0])

# %% answer="one_sided"
def one_sided(f, x, h=1e-6):
    return np.diff([f(x - h), f(x), f(x + h)]) / h

# %% answer="has_kink"
def has_kink(f, x, h=1e-6, tol=1e-3):
    sides = one_sided(f, x, h)
    return np.ptp(sides) > tol * np.max(np.abs([1, *sides]))

# %% answer="steepest_climb"
def steepest_climb(f, xs, h=1e-5):
    return xs[np.argmax([slope(f, x, h) for x in xs])]

# %% answer="matching_graphs"
def matching_graphs():
    return dict(zip("ABCD", np.array([5, 1, 2, 3])))
