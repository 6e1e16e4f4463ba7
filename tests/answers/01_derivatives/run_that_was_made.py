# Right answers that divide by the run which was really made: x + h is rounded, and x + h - x is not quite h.

# %% answer="forward_difference"
def forward_difference(f, x, h=1e-6):
    ahead = x + h
    return (f(ahead) - f(x)) / (ahead - x)

# %% answer="slope"
def slope(f, x, h=1e-5):
    ahead, behind = x + h, x - h
    return (f(ahead) - f(behind)) / (ahead - behind)

# %% answer="best_step"
def best_step(f, df, x, steps):
    def error(h):
        ahead, behind = x + h, x - h
        return abs((f(ahead) - f(behind)) / (ahead - behind) - df(x))

    return min(steps, key=error)

# %% answer="tangent"
def tangent(f, x0):
    ahead, behind = x0 + 1e-5, x0 - 1e-5
    height, steepness = f(x0), (f(ahead) - f(behind)) / (ahead - behind)
    return lambda x: height + steepness * (x - x0)

# %% answer="one_sided"
def one_sided(f, x, h=1e-6):
    behind, ahead = x - h, x + h
    return (f(x) - f(behind)) / (x - behind), (f(ahead) - f(x)) / (ahead - x)

# %% answer="has_kink"
def has_kink(f, x, h=1e-6, tol=1e-3):
    behind, ahead = x - h, x + h
    left, right = (f(x) - f(behind)) / (x - behind), (f(ahead) - f(x)) / (ahead - x)
    return abs(right - left) > tol * max(1, abs(left), abs(right))
