# Wrong answers that come close: each would pass a weaker check.

# %% answer="gradient"
def gradient(f, x, h=1e-5):
    """A smaller step, and a look ahead."""
    g = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[place] = h / 1000
        g[place] = (f(x + step) - f(x)) / (h / 1000)
    return g

# %% answer="steepest"
def steepest(g):
    """Right in two dimensions."""
    length = np.hypot(g[0], g[1])
    return g / length if length else np.zeros(2)

# %% answer="directional"
def directional(f, x, u):
    """Right for two coordinates, and asks only the first of them whether u is zero."""
    if u[0] == u[1] == 0:
        raise ValueError
    return gradient(f, x)[:2] @ u[:2] / np.hypot(u[0], u[1])

# %% answer="along_contour"
def along_contour(g):
    """By the slope of the arrow, which does not know left from right."""
    slope = -g[0] / g[1] if g[1] else np.inf
    angle = np.arctan(slope)
    return np.array([np.cos(angle), np.sin(angle)])

# %% answer="relative_error"
def relative_error(a, b):
    """The entry with the largest difference, not the largest relative difference."""
    k = np.argmax(np.abs(a - b))
    p, q = a.flat[k], b.flat[k]
    return abs(p - q) / max(1, abs(p), abs(q))

# %% answer="mse_gradient"
def mse_gradient(w, X, y):
    """Changes y on the way."""
    y -= X @ w
    return -2 / len(y) * X.T @ y

# %% answer="mend_gradient"
def mend_gradient(x):
    """Measured with the best step there is."""
    g = broken_gradient(x)
    step = np.array([0.0, 6e-6, 0.0])
    g[1] = (f(x + step) - f(x - step)) / 1.2e-5
    return g
