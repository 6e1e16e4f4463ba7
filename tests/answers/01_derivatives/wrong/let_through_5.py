# Wrong answers that earlier checks let through, or took for another mistake.

# %% answer="observed_order" unlike=["forgets_the_logarithm"]
def observed_order(method, f, df, x, h=1e-2):
    return np.log2(abs(method(f, x, h) - df(x)) / abs(method(f, x, h / 4) - df(x)))

# %% answer="best_step" unlike=["makes_all_errors_equal"]
def best_step(f, df, x, steps):
    """The search ends where the error grows for the first time."""
    best, least = steps[0], float("inf")
    for h in steps:
        error = abs((f(x + h) - f(x - h)) / (2 * h) - df(x))
        if error > least:
            break
        best, least = h, error
    return best

# %% answer="one_sided"
def one_sided(f, x, h=1e-6):
    """Slopes that differ by little are averaged."""
    l, r = (f(x) - f(x - h)) / h, (f(x + h) - f(x)) / h
    if abs(l - r) < 1e-3:
        l = r = (l + r) / 2
    return l, r

# %% answer="has_kink" unlike=["adds_the_one"]
def has_kink(f, x, h=1e-6, tol=1e-3):
    l, r = one_sided(f, x, h)
    return bool(abs(r - l) > 2 * tol * max(1, abs(l), abs(r)))
