# Wrong answers of a student who has not got the idea.

# %% answer="forward_difference"
def forward_difference(f, x, h=1e-6):
    return (f(x) + h - f(x)) / h

# %% answer="slope"
def slope(f, x, h=1e-5):
    return f(x) / x

# %% answer="observed_order"
def observed_order(method, f, df, x, h=1e-2):
    return np.log2(method(f, x, h) / method(f, x, h / 2))

# %% answer="best_step"
def best_step(f, df, x, steps):
    return min(steps, key=lambda h: abs(f(x + h) - f(x)))

# %% answer="tangent"
def tangent(f, x0):
    return lambda x: x0 + (f(x0 + 1e-5) - f(x0 - 1e-5)) / 2e-5 * (x - x0)

# %% answer="one_sided"
def one_sided(f, x, h=1e-6):
    return f(x - h), f(x + h)

# %% answer="has_kink"
def has_kink(f, x, h=1e-6, tol=1e-3):
    return (f(x + h) - f(x - h)) / (2 * h) == 0

# %% answer="steepest_climb"
def steepest_climb(f, xs, h=1e-5):
    heights = [f(x) for x in xs]
    return xs[int(np.argmax(np.diff(heights)))]
