# Right answers by ways that the text does not show.

# %% answer="slice_along"
def slice_along(f, x, i):
    rest = np.delete(np.array(x, dtype=float), i)
    return lambda t: f(np.insert(rest, i, t))

# %% answer="partial"
def partial(f, x, i, h=1e-5):
    step = h * np.eye(len(x))[i]
    return np.gradient([f(x - step), f(x), f(x + step)], h)[1]

# %% answer="mixed_partial"
def mixed_partial(f, x, i, j, h=1e-4):
    """Seven points instead of four corners."""
    p, q = h * np.eye(len(x))[i], h * np.eye(len(x))[j]
    ahead = f(x + p + q) - f(x + p) - f(x + q) + f(x)
    behind = f(x - p - q) - f(x - p) - f(x - q) + f(x)
    return (ahead + behind) / (2 * h**2)
