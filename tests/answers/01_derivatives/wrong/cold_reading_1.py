# Wrong answers of somebody who learns this, blamed for another mistake, or for none.


# %% answer="observed_order"
def observed_order(method, f, df, x, h=1e-2):
    """To two digits."""
    return round(np.log2(abs(method(f, x, h) - df(x)) / abs(method(f, x, h / 2) - df(x))), 2)


# %% answer="best_step" unlike=["uses_the_forward_difference"]
def best_step(f, df, x, steps):
    """Errors are compared with the best step."""
    best = np.inf
    for h in steps:
        error = abs((f(x + h) - f(x - h)) / (2 * h) - df(x))
        if error < best:
            best = h
    return best


# %% answer="tangent" unlike=["runs_through_the_origin"]
def tangent(f, x0):
    """Brackets around height and slope."""
    slope = (f(x0 + 1e-5) - f(x0 - 1e-5)) / 2e-5

    def line(x):
        return (f(x0) + slope) * (x - x0)

    return line


# %% answer="one_sided"
def one_sided(f, x, h=1e-6):
    """To both sides of its neighbours, with h."""

    def slope(f, x, h):
        return (f(x + h) - f(x - h)) / (2 * h)

    return slope(f, x - h, h), slope(f, x + h, h)


# %% answer="has_kink"
def has_kink(f, x, h=1e-6, tol=1e-3):
    """In quotes."""
    left, right = (f(x) - f(x - h)) / h, (f(x + h) - f(x)) / h
    return "True" if abs(right - left) > tol * max(1, abs(left), abs(right)) else "False"
