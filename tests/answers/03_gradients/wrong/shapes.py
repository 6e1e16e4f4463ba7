# Wrong answers that take one shape for another.

# %% answer="gradient"
def gradient(f, x, h=1e-5):
    """Axes of length one are taken off."""
    result = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[place] = h
        result[place] = (f(x + step) - f(x - step)) / (2 * h)
    return np.squeeze(result) if x.size > 1 else result

# %% answer="steepest"
def steepest(g):
    """Zeros for two coordinates."""
    return g / np.linalg.norm(g) if np.any(g) else np.zeros(2)

# %% answer="directional"
def directional(f, x, u):
    """An array of one number."""
    if not np.any(u):
        raise ValueError
    step = 1e-5 * u / np.linalg.norm(u)
    return np.array([(f(x + step) - f(x - step)) / 2e-5])

# %% answer="along_contour"
def along_contour(g):
    """A row of a matrix."""
    return np.array([[-g[1], g[0]]]) / np.linalg.norm(g)

# %% answer="relative_error"
def relative_error(a, b):
    """The largest of the first row."""
    error = np.abs(a - b) / np.maximum(1, np.maximum(np.abs(a), np.abs(b)))
    return np.max(np.atleast_2d(error)[0])

# %% answer="mse_gradient"
def mse_gradient(w, X, y):
    """Rows and columns are told apart by which is longer."""
    X = X if X.shape[0] >= X.shape[1] else X.T
    return 2 / len(y) * X.T @ (X @ w - y)

# %% answer="mend_gradient"
def mend_gradient(x):
    """A column."""
    e, c = np.exp(-x[0] * x[2]), np.cos(x[1] * x[2])
    return np.array([[2 * x[0] * x[1] - x[2] * e], [x[0] ** 2 + x[2] * c], [x[1] * c - x[0] * e]])
