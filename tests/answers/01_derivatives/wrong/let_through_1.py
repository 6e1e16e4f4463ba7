# Wrong answers that earlier checks let through, or took for another mistake.

# %% answer="forward_difference"
def forward_difference(f, x, h=1e-6):
    h = 1e-6
    return (f(x + h) - f(x)) / h


# %% answer="slope"
def slope(f, x, h=1e-5):
    return (f(x + 1e-5) - f(x - 1e-5)) / 2e-5


# %% answer="observed_order"
def observed_order(method, f, df, x, h=1e-2):
    e = lambda s: abs(method(f, x, s) - slope(f, x))
    return np.log2(e(h) / e(h / 2))


# %% answer="best_step"
def best_step(f, df, x, steps):
    return steps[int(np.argmin([abs(slope(f, x, h) / df(x) - 1) for h in steps]))]


# %% answer="one_sided"
def one_sided(f, x, h=1e-6):
    h = 1e-6
    return (f(x) - f(x - h)) / h, (f(x + h) - f(x)) / h


# %% answer="has_kink"
def has_kink(f, x, h=1e-6, tol=1e-3):
    l, r = one_sided(f, x, h)
    return bool(np.sign(round(l, 3)) != np.sign(round(r, 3)))
