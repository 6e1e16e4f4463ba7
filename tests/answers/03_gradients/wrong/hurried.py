# Wrong answers of a student in a hurry.

# %% answer="gradient"
def gradient(f, x, h=1e-5):
    for i in range(len(x)):
        step = np.zeros(len(x))
        step[i] = h
        return (f(x + step) - f(x - step)) / (2 * h)

# %% answer="steepest"
def steepest(g):
    if np.all(g == 0):
        return 0
    return g / np.linalg.norm(g)

# %% answer="directional"
def directional(f, x, u):
    if not u.all():
        raise ValueError("zero")
    e = u / np.linalg.norm(u)
    return (f(x + 1e-5 * e) - f(x - 1e-5 * e)) / 2e-5

# %% answer="along_contour"
def along_contour(g):
    return np.array([-g[1], g[0]] / np.sum(g))

# %% answer="relative_error"
def relative_error(a, b):
    return np.max(np.abs(a - b) / np.max([1, np.max(a), np.max(b)]))

# %% answer="mse_gradient"
def mse_gradient(w, X, y):
    return 2 / X.size * X.T @ (X @ w - y)

# %% answer="mend_gradient"
def mend_gradient(x):
    e = np.exp(-x[0] * x[2])
    return [2 * x[0] * x[1] - x[2] * e, x[0] ** 2 + x[2] * np.cos(x[1]), x[1] * np.cos(x[1] * x[2]) - x[0] * e]

# %% answer="steepest_place"
def steepest_place():
    return "e is the steepest"

# %% answer="water_runs"
def water_runs():
    return {"P": "SW", "Q": "N"}

# %% answer="find_summit"
def find_summit(measure):
    x = y = 0
    measure(x, y)
