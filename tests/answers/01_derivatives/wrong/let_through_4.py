# Wrong answers that earlier checks let through, or took for another mistake.

# %% answer="forward_difference" unlike=["steps_two_h_ahead"]
def forward_difference(f, x, h=1e-6):
    step = h * x if np.all(x) else h
    return (f(x + step) - f(x)) / step

# %% answer="observed_order" unlike=["forgets_the_logarithm"]
def observed_order(method, f, df, x, h=1e-2):
    """The order of the squares is twice that of the errors, and twice 2 is also 2 squared."""
    return np.log2((method(f, x, h) - df(x)) ** 2 / (method(f, x, h / 2) - df(x)) ** 2)

# %% answer="best_step"
def best_step(f, df, x, steps):
    return min(steps, key=lambda h: abs((f(x + h) - f(x - h)) / (2 * h) - df(x)) / h)

# %% answer="one_sided"
def one_sided(f, x, h=1e-6):
    """The right slope is that of the next step, from x + h on."""
    left = (f(x) - f(x - h)) / h
    x = x + h
    return left, (f(x + h) - f(x)) / h

# %% answer="has_kink" unlike=["adds_the_one"]
def has_kink(f, x, h=1e-6, tol=1e-3):
    l, r = one_sided(f, x, h)
    return bool(abs(r - l) / 2 > tol * max(1, abs(l), abs(r)))

# %% answer="steepest_climb" unlike=["compares_a_slope_with_a_place"]
def steepest_climb(f, xs, h=1e-5):
    """Each place is compared with its neighbour only."""
    best = xs[0]
    for a, b in zip(xs, xs[1:], strict=False):
        if f(b + h) - f(b - h) > f(a + h) - f(a - h):
            best = b
    return best
