# Wrong answers of a second reading: rejected before, with a sentence that was not true of them, or with none.

# %% answer="gradient"
def gradient(f, x, h=1e-5):
    out = []
    for i in range(x.size):
        a = np.array(x, dtype=float).ravel(); b = a.copy()
        a[i] += h; b[i] -= h
        out.append((f(a.reshape(x.shape)) - f(b.reshape(x.shape))) / (2*h))
    return np.array(out).reshape(x.shape[::-1])

# %% answer="steepest"
def steepest(g):
    if np.linalg.norm(g) == 0: return np.zeros(2)
    return g / np.linalg.norm(g)

# %% answer="directional"
def directional(f, x, u):
    if np.linalg.norm(u) == 0:
        raise ValueError("zero")
    return gradient(f, u) @ x / np.linalg.norm(u)

# %% answer="along_contour"
def along_contour(g):
    return np.array([-g[1], abs(g[0])]) / np.linalg.norm(g)

# %% answer="relative_error"
def relative_error(a, b):
    s = np.maximum(1, np.maximum(np.abs(a), np.abs(b)))
    return max(np.abs(a - b) / s)

# %% answer="mse_gradient"
def mse_gradient(w, X, y):
    return 2 / len(y) * X.T @ (X * w - y)

# %% answer="mend_gradient"
def mend_gradient(x):
    along_0 = 2 * x[0] * x[1] - x[2] * np.exp(-x[0] * x[2])
    along_1 = x[0] ** 2 + np.cos(x[2])
    along_2 = x[1] * np.cos(x[1] * x[2]) - x[0] * np.exp(-x[0] * x[2])
    return np.array([along_0, along_1, along_2])

# %% answer="find_summit"
def find_summit(measure):
    """The last line forgets that x counts from the middle place."""
    def top(l, m, r):
        return (r - l) / (2 * (2 * m - l - r))
    x = top(measure(-1, 0), measure(0, 0), measure(1, 0))
    y = top(measure(x, -1), measure(x, 0), measure(x, 1))
    x = top(measure(x - 1, y), measure(x, y), measure(x + 1, y))
    return x, y
