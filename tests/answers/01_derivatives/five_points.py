# Right answers that ask f in more places than they must.

# %% answer="forward_difference"
def forward_difference(f, x, h=1e-6):
    """Three points ahead, the last one 2h away: order 2."""
    return (4 * f(x + h) - 3 * f(x) - f(x + 2 * h)) / (2 * h)

# %% answer="slope"
def slope(f, x, h=1e-5):
    """Five points: order 4."""
    return (8 * (f(x + h) - f(x - h)) - f(x + 2 * h) + f(x - 2 * h)) / (12 * h)

# %% answer="best_step"
def best_step(f, df, x, steps):
    """Begins with the first step, or with an infinite error."""
    least, best = np.inf, None
    for h in steps:
        error = abs((f(x + h) - f(x - h)) / (2 * h) - df(x))
        if error < least:
            least, best = error, h
    return best

# %% answer="one_sided"
def one_sided(f, x, h=1e-6):
    """The places first, from left to right."""
    low, middle, high = (f(place) for place in (x - h, x, x + h))
    return [(middle - low) / h, (high - middle) / h]

# %% answer="has_kink"
def has_kink(f, x, h=1e-6, tol=1e-3):
    left, right = one_sided(f, x, h)
    if abs(right - left) > tol * max(1, abs(left), abs(right)):
        return True
    return False

# %% answer="steepest_climb"
def steepest_climb(f, xs, h=1e-5):
    steepest, best = -np.inf, None
    for x in xs:
        rise = f(x + h) - f(x - h)
        if rise > steepest:
            steepest, best = rise, x
    return best
