# Right answers of a second pair of eyes, written from the released text alone.

# %% answer="forward_difference"
def forward_difference(f, x, h=1e-6):
    return np.diff([f(x), f(x + h)], axis=0)[0] / h


# %% answer="slope"
def slope(f, x, h=1e-5):
    return sum(s * f(x + s * h) for s in (1, -1)) / 2 / h


# %% answer="observed_order"
def observed_order(method, f, df, x, h=1e-2):
    def digits(step):
        return np.log2(abs(df(x) - method(f, x, step)))

    return digits(h) - digits(h / 2)


# %% answer="best_step"
def best_step(f, df, x, steps):
    h = np.array(list(steps), dtype=float)
    errors = np.array([(f(x + s) - f(x - s)) / (2 * s) - df(x) for s in h])
    return h[np.argsort(errors**2, kind="stable")[0]]


# %% answer="tangent"
def tangent(f, x0):
    m = (f(x0 + 1e-6) - f(x0 - 1e-6)) / 2e-6
    return np.poly1d([m, f(x0) - m * x0])


# %% answer="one_sided"
def one_sided(f, x, h=1e-6):
    return tuple(np.diff([f(x + k * h) for k in (-1, 0, 1)]) / h)


# %% answer="has_kink"
def has_kink(f, x, h=1e-6, tol=1e-3):
    pair = np.array(one_sided(f, x, h))
    return bool(np.ptp(pair) > tol * np.linalg.norm([1, *pair], np.inf))


# %% answer="steepest_climb"
def steepest_climb(f, xs, h=1e-5):
    rises = np.array([f(x + h) - f(x - h) for x in xs])
    return xs[int(rises.argmax())]
