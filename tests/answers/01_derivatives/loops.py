# Right answers in plain Python: loops over elements, no array arithmetic.

# %% answer="forward_difference"
def forward_difference(f, x, h=1e-6):
    if np.ndim(x) == 0:
        return (f(x + h) - f(x)) / h
    return np.array([forward_difference(f, element, h) for element in x])

# %% answer="slope"
def slope(f, x, h=1e-5):
    if isinstance(x, np.ndarray):
        result = np.zeros(x.shape)
        for place in np.ndindex(x.shape):
            ahead, behind = x[place] + h, x[place] - h
            result[place] = (f(ahead) - f(behind)) / (ahead - behind)
        return result
    ahead, behind = x + h, x - h
    return (f(ahead) - f(behind)) / (ahead - behind)

# %% answer="observed_order"
import math


def observed_order(method, f, df, x, h=1e-2):
    errors = []
    for step in (h, h / 2):
        error = method(f, x, step) - df(x)
        if error < 0:
            error = -error
        errors.append(error)
    return math.log(errors[0] / errors[1]) / math.log(2)

# %% answer="best_step"
def best_step(f, df, x, steps):
    best, least = None, float("inf")
    for h in steps:
        error = abs((f(x + h) - f(x - h)) / (2 * h) - df(x))
        if error < least:
            best, least = h, error
    return best

# %% answer="tangent"
def tangent(f, x0):
    def line(x):
        if np.ndim(x) > 0:
            return [line(element) for element in x]
        return f(x0) + slope(f, x0) * (x - x0)

    return line

# %% answer="one_sided"
def one_sided(f, x, h=1e-6):
    slopes = []
    for step in (-h, h):
        slopes.append((f(x + step) - f(x)) / step)
    return slopes

# %% answer="has_kink"
def has_kink(f, x, h=1e-6, tol=1e-3):
    left, right = one_sided(f, x, h)
    largest = 1
    for side in (left, right):
        if abs(side) > largest:
            largest = abs(side)
    if abs(right - left) > tol * largest:
        return True
    else:
        return False

# %% answer="steepest_climb"
def steepest_climb(f, xs, h=1e-5):
    best = xs[0]
    for x in xs[1:]:
        if f(x + h) - f(x - h) > f(best + h) - f(best - h):
            best = x
    return best

# %% answer="matching_graphs"
def matching_graphs():
    pairs = {}
    for curve, graph in zip("ABCD", (5, 1, 2, 3)):
        pairs[curve] = graph
    return pairs
