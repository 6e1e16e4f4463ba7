# Wrong answers that were blamed for something else, or not at all, at a second reading.

# %% answer="forward_difference"
def forward_difference(f, x, h=1e-6):
    """A step that grows with x."""
    return (f(x * (1 + h)) - f(x)) / (x * h)

# %% answer="best_step"
def best_step(f, df, x, steps):
    """The step that is nearest to what is usual."""
    return min(steps, key=lambda h: abs(np.log(h / 1e-5)))

# %% answer="tangent"
def tangent(f, x0):
    """Mirrored behind x0."""
    slope = (f(x0 + 1e-5) - f(x0 - 1e-5)) / 2e-5
    return lambda x: f(x0) + slope * abs(x - x0)

# %% answer="has_kink"
def has_kink(f, x, h=1e-6, tol=1e-3):
    """Measured by both slopes together."""
    left, right = (f(x) - f(x - h)) / h, (f(x + h) - f(x)) / h
    return abs(right - left) > tol * max(1, abs(left) + abs(right))

# %% answer="steepest_climb"
def steepest_climb(f, xs, h=1e-5):
    """The largest key, not the one with the largest value."""
    return max({x: f(x + h) - f(x - h) for x in xs})
