# More wrong answers that once passed all checks.

# %% answer="slope"
def slope(f, x, h=1e-5):
    return (f(x + h / 1000) - f(x)) / (h / 1000)

# %% answer="best_step"
def best_step(f, df, x, steps):
    return min(h for h in steps if h > 1e-6)

# %% answer="has_kink"
def has_kink(f, x, h=1e-6, tol=1e-3):
    left, right = (f(x) - f(x - h)) / h, (f(x + h) - f(x)) / h
    return abs(right - left) > tol * (1 + abs(left) + abs(right))

# %% answer="steepest_climb"
def steepest_climb(f, xs, h=1e-5):
    return max(xs, key=lambda x: f(x + 1) - f(x))
