# Right answers of a second pair of eyes, written from the released text alone.

# %% answer="gradient"
def gradient(f, x, h=1e-5):
    x = np.asarray(x, float)
    directions = np.eye(x.size).reshape(-1, *x.shape)
    return np.array([(f(x + h * e) - f(x - h * e)) / (2 * h) for e in directions]).reshape(x.shape)


# %% answer="steepest"
def steepest(g):
    return g / (np.linalg.norm(g) or 1.0)


# %% answer="directional"
def directional(f, x, u):
    if not np.any(u):
        raise ValueError("u points nowhere")
    u = u / np.linalg.norm(u)
    return (f(x + 1e-5 * u) - f(x - 1e-5 * u)) / 2e-5


# %% answer="along_contour"
def along_contour(g):
    z = 1j * complex(*g)
    z /= abs(z)
    return np.array([z.real, z.imag])


# %% answer="relative_error"
def relative_error(a, b):
    return max(abs(p - q) / max(1, abs(p), abs(q)) for p, q in zip(np.ravel(a), np.ravel(b)))


# %% answer="mse_gradient"
def mse_gradient(w, X, y):
    return 2 * np.mean([(row @ w - t) * row for row, t in zip(X, y)], axis=0)


# %% answer="mend_gradient"
def mend_gradient(x):
    h = 1e-30
    return np.array([f(x + 1j * h * e).imag / h for e in np.eye(3)])
