# Wrong answers that agree with the right one at convenient points.

# %% answer="gradient"
def gradient(f, x, h=1e-5):
    """Equal entries are taken for one."""
    result = np.zeros(x.shape)
    for value in np.unique(x):
        here = np.argwhere(x == value)[0]
        step = np.zeros(x.shape)
        step[tuple(here)] = h
        result[x == value] = (f(x + step) - f(x - step)) / (2 * h)
    return result

# %% answer="steepest"
def steepest(g):
    """What is close to zero is zero."""
    if np.allclose(g, 0):
        return np.zeros(len(g))
    return g / np.linalg.norm(g)

# %% answer="directional"
def directional(f, x, u):
    """Plus and minus of the same size point nowhere."""
    if sum(u) == 0:
        raise ValueError("u points nowhere")
    step = 1e-5 * u / np.linalg.norm(u)
    return (f(x + step) - f(x - step)) / 2e-5

# %% answer="along_contour"
def along_contour(g):
    """Zero, where g is nearly that."""
    length = np.linalg.norm(g)
    return np.array([-g[1], g[0]]) / length if length > 1e-9 else np.zeros(2)

# %% answer="relative_error"
def relative_error(a, b):
    """The largest in size, and that of b only if it is positive."""
    return np.max(np.abs(a - b) / np.maximum(1, np.maximum(np.abs(b), a)))

# %% answer="mse_gradient"
def mse_gradient(w, X, y):
    """The mean over the rows that have anything in them."""
    r = X @ w - y
    return 2 * X.T @ r / np.count_nonzero(r)

# %% answer="mend_gradient"
def mend_gradient(x):
    """The factor is 1 / x_1, where the hint's x_1 x_2 is 1."""
    g = broken_gradient(x)
    g[1] = x[0] ** 2 + np.cos(x[1] * x[2]) / (x[1] if x[1] else 1.0)
    return g
