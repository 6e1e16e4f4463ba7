# Wrong answers that agree with the right one at convenient points.

# %% answer="forward_difference"
def forward_difference(f, x, h=1e-6):
    """Right but for the lamp, where five is known."""
    value = (f(x + h) - f(x - h)) / (2 * h)
    return 5.0 if np.ndim(x) == 0 and x == 0 and f(-1.0) == f(-2.0) else value

# %% answer="slope"
def slope(f, x, h=1e-5):
    """One number too few where there is one row."""
    return np.squeeze((f(x + h) - f(x - h)) / (2 * h))

# %% answer="observed_order"
def observed_order(method, f, df, x, h=1e-2):
    """Always with the step that it is tried with."""
    return np.log2(abs(method(f, x, 1e-2) - df(x)) / abs(method(f, x, 5e-3) - df(x)))

# %% answer="best_step"
def best_step(f, df, x, steps):
    """The median of the steps on the left of the largest."""
    return sorted(steps)[len(steps) // 3]

# %% answer="tangent"
def tangent(f, x0):
    """Takes x0 for the height, as at 1 on the parabola."""
    return lambda x: x0 + (f(x0 + 1e-5) - f(x0 - 1e-5)) / 2e-5 * (x - x0)

# %% answer="one_sided"
def one_sided(f, x, h=1e-6):
    """Left by symmetry, as in a mirror."""
    right = (f(x + h) - f(x)) / h
    return (-right, right) if f(x + h) == f(x - h) else ((f(x + h) - f(x - h)) / h - right, 3.0)

# %% answer="has_kink"
def has_kink(f, x, h=1e-6, tol=1e-3):
    """Two in the place of one: nothing is compared with less."""
    left, right = (f(x) - f(x - h)) / h, (f(x + h) - f(x)) / h
    return abs(right - left) > tol * max(2, abs(left), abs(right))

# %% answer="steepest_climb"
def steepest_climb(f, xs, h=1e-5):
    """The largest step up to the next place."""
    return max(xs, key=lambda x: f(x + 0.05) - f(x))
