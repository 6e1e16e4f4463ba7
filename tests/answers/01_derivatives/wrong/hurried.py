# Wrong answers of a student in a hurry.

# %% answer="forward_difference"
def forward_difference(f, x, h=1e-6):
    (f(x + h) - f(x)) / h

# %% answer="slope"
def slope(f, x, h=1e-5):
    return f(x + h) - f(x - h) / (2 * h)

# %% answer="observed_order"
def observed_order(method, f, df, x, h=1e-2):
    return round(float(np.log2(abs(method(f, x, h) - df(x)) / abs(method(f, x, h / 2) - df(x)))))

# %% answer="best_step"
def best_step(f, df, x, steps):
    return sorted(steps)[len(steps) // 2]

# %% answer="tangent"
def tangent(f, x0):
    def line(x):
        print(f(x0) + (f(x0 + 1e-5) - f(x0 - 1e-5)) / 2e-5 * (x - x0))

    return line

# %% answer="one_sided"
def one_sided(f, x, h=1e-6):
    return (f(x) - f(x - h)) / h

# %% answer="has_kink"
def has_kink(f, x, h=1e-6, tol=1e-3):
    return abs((f(x) - f(x - h)) / h - (f(x + h) - f(x)) / h) > tol * max(abs(x), 1)

# %% answer="steepest_climb"
def steepest_climb(f, xs, h=1e-5):
    return max(f(x + h) - f(x - h) for x in xs)
