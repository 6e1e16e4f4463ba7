# Wrong answers of a second reading: rejected before, with a sentence that was not true of them, or with none.

# %% answer="gradient"
def gradient(f, x, h=1e-5):
    out = np.zeros(x.shape)
    for place in x:
        out[place] = (f(x[place] + h) - f(x[place] - h)) / (2*h)
    return out

# %% answer="steepest"
def steepest(g):
    n = np.linalg.norm(g)
    return np.round(g / n, 6) if n else g

# %% answer="directional"
def directional(f, x, u):
    if np.linalg.norm(u) != 0:
        raise ValueError("zero")
    return gradient(f, x) @ steepest(u)

# %% answer="along_contour"
def along_contour(g):
    a = np.arctan2(g[0], g[1]) + np.pi/2
    return np.array([np.cos(a), np.sin(a)])

# %% answer="relative_error"
def relative_error(a, b):
    s = np.maximum(1, np.maximum(np.abs(a), np.abs(b)))
    return np.max(np.abs(np.abs(a) - np.abs(b)) / s)

# %% answer="mse_gradient"
def mse_gradient(w, X, y):
    return 2 / len(y) * X.T @ (w @ X - y)

# %% answer="mend_gradient"
def mend_gradient(x):
    along_0 = 2 * x[0] * x[1] - x[2] * np.exp(-x[0] * x[2])
    along_1 = 2 * x[0] + x[2] * np.cos(x[1] * x[2])
    along_2 = x[1] * np.cos(x[1] * x[2]) - x[0] * np.exp(-x[0] * x[2])
    return np.array([along_0, along_1, along_2])

# %% answer="find_summit"
def find_summit(measure):
    for x in range(-2, 3):
        print(x, measure(x, 0))
