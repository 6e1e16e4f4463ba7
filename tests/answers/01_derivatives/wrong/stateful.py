# Wrong answers that remember what they should forget, or depend on the kind of number they get.

# %% answer="forward_difference"
def forward_difference(f, x, h=1e-6, seen={}):
    """The value at x is kept from the last call, for whatever function."""
    here = seen.setdefault(float(np.sum(x)), f(x))
    return (f(x + h) - here) / h

# %% answer="slope"
def slope(f, x, h=1e-5):
    """Whole numbers get a step of one, as they cannot hold less."""
    if np.asarray(x).dtype.kind == "i":
        return (f(x + 1) - f(x - 1)) / 2
    return (f(x + h) - f(x - h)) / (2 * h)

# %% answer="observed_order"
def observed_order(method, f, df, x, h=1e-2):
    """The slope itself in the place of its function."""
    return np.log2(abs(method(df, x, h) - df(x)) / abs(method(df, x, h / 2) - df(x)))

# %% answer="best_step"
def best_step(f, df, x, steps):
    """The first is skipped: one that is best is compared with nothing."""
    def error(h):
        return abs((f(x + h) - f(x - h)) / (2 * h) - df(x))

    best = steps[-1]
    for h in steps[1:]:
        if error(h) < error(best):
            best = h
    return best

# %% answer="tangent"
height = steepness = place = 0.0


def tangent(f, x0):
    """All lines share one point and one slope, those of the last."""
    global height, steepness, place
    height, steepness, place = f(x0), (f(x0 + 1e-5) - f(x0 - 1e-5)) / 2e-5, x0
    return lambda x: height + steepness * (x - place)

# %% answer="one_sided"
def one_sided(f, x, h=1e-6):
    """The side that is steeper comes last."""
    return tuple(sorted([(f(x) - f(x - h)) / h, (f(x + h) - f(x)) / h]))

# %% answer="has_kink"
def has_kink(f, x, h=1e-6, tol=1e-3):
    """Minus is forgotten on the right."""
    left, right = (f(x) - f(x - h)) / h, (f(x + h) - f(x)) / h
    return abs(right - left) > tol * max(1, abs(left), right)

# %% answer="steepest_climb"
def steepest_climb(f, xs, h=1.0):
    """Steps as long as a person's."""
    return max(xs, key=lambda x: f(x + h) - f(x - h))
