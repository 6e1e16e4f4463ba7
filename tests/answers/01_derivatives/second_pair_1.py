# Right answers of a second pair of eyes, written from the released text alone.

# %% answer="forward_difference"
def forward_difference(f, x, h=1e-6):
    ahead = x + h
    return (f(ahead) - f(x)) / (ahead - x)


# %% answer="slope"
def slope(f, x, h=1e-5):
    return (forward_difference(f, x, h) + forward_difference(f, x, -h)) / 2


# %% answer="observed_order"
def observed_order(method, f, df, x, h=1e-2):
    steps = np.array([h, h / 2])
    errors = [abs(method(f, x, s) - df(x)) for s in steps]
    return np.polyfit(np.log(steps), np.log(errors), 1)[0]


# %% answer="best_step"
import functools


def best_step(f, df, x, steps):
    off = lambda h: abs((f(x + h) - f(x - h)) / (2 * h) - df(x))
    return functools.reduce(lambda a, b: b if off(b) < off(a) else a, steps)


# %% answer="tangent"
class Line:
    def __init__(self, height, rise):
        self.height, self.rise = height, rise

    def __call__(self, x):
        return np.multiply(self.rise, x) + self.height


def tangent(f, x0):
    m = slope(f, x0)
    return Line(f(x0) - m * x0, m)


# %% answer="one_sided"
def one_sided(f, x, h=1e-6):
    return forward_difference(f, x, -h), forward_difference(f, x, h)


# %% answer="has_kink"
def has_kink(f, x, h=1e-6, tol=1e-3):
    l, r = one_sided(f, x, h)
    return all(abs(r - l) > tol * s for s in (1, abs(l), abs(r)))


# %% answer="steepest_climb"
def steepest_climb(f, xs, h=1e-5):
    return sorted(xs, key=lambda x: slope(f, x, h))[-1]
