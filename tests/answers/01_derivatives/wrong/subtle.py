# Wrong answers that came close: each passed all checks once.

# %% answer="slope"
def slope(f, x, h=1e-5):
    """A forward difference with a tiny step: a smaller h is better, is it not?"""
    return forward_difference(f, x, 1e-8)

# %% answer="observed_order"
def observed_order(method, f, df, x, h=1e-2):
    """abs around the whole, because it came out negative."""
    return abs(np.log2(abs(method(f, x, h / 2) - df(x)) / abs(method(f, x, h) - df(x))))

# %% answer="best_step"
def best_step(f, df, x, steps):
    """A rule of thumb in the place of a measurement."""
    return min(steps, key=lambda h: abs(np.log(h / 1e-5)))

# %% answer="tangent"
def tangent(f, x0):
    """A line that changes the array it is given."""
    height, slope_there = f(x0), slope(f, x0)

    def line(x):
        x = np.asarray(x, dtype=float)
        x -= x0
        return height + slope_there * x

    return line

# %% answer="has_kink"
def has_kink(f, x, h=1e-6, tol=1e-3):
    """Only the right slope sets the scale."""
    left, right = (f(x) - f(x - h)) / h, (f(x + h) - f(x)) / h
    return abs(right - left) > tol * max(1, abs(right))

# %% answer="steepest_climb"
def steepest_climb(f, xs, h=1e-5):
    """The first place that rises."""
    for x in xs:
        if f(x + h) > f(x - h):
            return x
    return xs[-1]
