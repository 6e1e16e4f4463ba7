# Wrong answers that used to pass, or to pass the open checks only.

# %% answer="find_summit"
def find_summit(measure):
    """Three steps of one length, which is how far most summits lay."""
    p = np.zeros(2)
    for _ in range(3):
        here = measure(*p)
        g = np.array([measure(p[0] + 0.01, p[1]) - here, measure(p[0], p[1] + 0.01) - here])
        p += 0.52 * g / np.linalg.norm(g)
    return p

# %% answer="steepest"
def steepest(g):
    length = np.linalg.norm(g)
    return g / (length + 1e-16) if length else np.zeros(len(g))

# %% answer="along_contour"
def along_contour(g):
    slope = np.arctan(g[1] / g[0]) if g[0] else np.sign(g[1]) * np.pi / 2
    return np.array([-np.sin(slope), np.cos(slope)])

# %% answer="relative_error"
def relative_error(a, b):
    errors = [abs(a[i] - b[i]) / np.max([1, abs(a[i]), abs(b[i])]) for i in range(len(a))]
    return max(errors)

# %% answer="mse_gradient"
def mse_gradient(w, X, y):
    return 2 * X.T @ (X @ w - y) / (X.shape[0] - 1)

# %% answer="water_runs"
def water_runs():
    return {"P": "S", "Q": "NE", "R": "NE", "S": "S"}
