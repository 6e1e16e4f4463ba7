# Wrong answers that work until the input changes its kind.

# %% answer="gradient"
def gradient(f, x, h=1e-5):
    """For vectors and matrices, and for nothing with three axes."""
    result = np.zeros(x.shape)
    rows = np.atleast_2d(result)
    for i in range(rows.shape[0]):
        for j in range(rows.shape[1]):
            step = np.zeros(rows.shape)
            step[i, j] = h
            step = step.reshape(x.shape)
            rows[i, j] = (f(x + step) - f(x - step)) / (2 * h)
    return result


# %% answer="steepest"
def steepest(g):
    """Divides the caller's arrow."""
    length = np.linalg.norm(g)
    if length:
        g[:] = g / length
    return g


# %% answer="directional"
def directional(f, x, u):
    """Says None, where an error is asked for."""
    length = np.linalg.norm(u)
    if length > 0:
        return (f(x + 1e-5 * u / length) - f(x - 1e-5 * u / length)) / 2e-5
    print("u points nowhere")


# %% answer="along_contour"
def along_contour(g):
    """Always to the side where y grows."""
    u = np.array([-g[1], g[0]]) / np.linalg.norm(g)
    return u if u[1] >= 0 else -u


# %% answer="relative_error"
def relative_error(a, b):
    """Largest over the rows only."""
    e = np.abs(a - b) / np.maximum(1, np.maximum(np.abs(a), np.abs(b)))
    return max(e) if e.ndim == 1 else e[:, 0].max()


# %% answer="mse_gradient"
def mse_gradient(w, X, y):
    """Divides by the number of weights."""
    return 2 / len(w) * X.T @ (X @ w - y)


# %% answer="mend_gradient"
def mend_gradient(x):
    """Single precision on the way."""
    x0, x1, x2 = np.asarray(x, dtype=np.float32)
    e, c = np.exp(-x0 * x2), np.cos(x1 * x2)
    return np.array([2 * x0 * x1 - x2 * e, x0**2 + x2 * c, x1 * c - x0 * e])

# %% answer="steepest_place"
def steepest_place():
    return ["E"]

# %% answer="water_runs"
def water_runs():
    return ["SW", "N", "E", "W"]

# %% answer="find_summit"
def find_summit(measure):
    """Steps that are far too short."""
    x = y = 0.0
    for _ in range(3):
        here = measure(x, y)
        x, y = x + 0.001 * (measure(x + 0.1, y) - here) / 0.1, y + 0.001 * (measure(x, y + 0.1) - here) / 0.1
    return x, y
