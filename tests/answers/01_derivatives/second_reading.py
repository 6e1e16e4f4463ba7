# Right answers by ways that the text does not show.

# %% answer="forward_difference"
def forward_difference(f, x, h=1e-6):
    """Divided by the step that x + h really makes, after rounding."""
    ahead = x + h
    return (f(ahead) - f(x)) / (ahead - x)

# %% answer="best_step"
def best_step(f, df, x, steps):
    errors = {abs((f(x + h) - f(x - h)) / (2 * h) - df(x)): h for h in steps}
    return errors[min(errors)]

# %% answer="tangent"
def tangent(f, x0):
    slope = (f(x0 + 1e-5) - f(x0 - 1e-5)) / 2e-5
    return np.poly1d([slope, f(x0) - slope * x0])

# %% answer="one_sided"
def one_sided(f, x, h=1e-6):
    return np.diff([f(x - h), f(x), f(x + h)]) / h
