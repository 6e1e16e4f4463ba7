# Wrong answers of beginners who leave a case out, or lose a name on the way.

# %% answer="forward_difference"
def forward_difference(f, x, h=1e-6):
    return (f(x + h / 2) - f(x)) / (h / 2)

# %% answer="slope"
def slope(f, x, h=1e-5):
    return (f(x + 1.5 * h) - f(x - 1.5 * h)) / (3 * h)

# %% answer="best_step"
def best_step(f, df, x, steps):
    def central(f, x, h=1e-5):
        return (f(x + h) - f(x - h)) / (2 * h)

    return min(steps, key=lambda h: central(f, x, h))

# %% answer="one_sided"
def one_sided(f, x, h=1e-6):
    return (f(x) - f(x - 2 * h)) / (2 * h), (f(x + 2 * h) - f(x)) / (2 * h)

# %% answer="has_kink"
def has_kink(f, x, h=1e-6, tol=1e-3):
    l, r = (f(x) - f(x - h)) / h, (f(x + h) - f(x)) / h
    return l * r < 0 and abs(r - l) > tol

# %% answer="steepest_climb"
def steepest_climb(f, xs, h=1e-5):
    def slope(f, x, h):
        return (f(x + h) - f(x - h)) / (2 * h)

    return max(xs, key=lambda x: slope(f, abs(x), h))

# %% answer="matching_graphs"
def matching_graphs():
    return {"A": 4, "B": 2, "C": 5, "D": 6}
