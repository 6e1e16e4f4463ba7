# Right answers of a second reading.

# %% answer="steepest"
def steepest(g):
    return np.nan_to_num(g / np.linalg.norm(g))

# %% answer="along_contour"
def along_contour(g):
    return (-g[1] / np.linalg.norm(g), g[0] / np.linalg.norm(g))

# %% answer="mse_gradient"
def mse_gradient(w, X, y):
    return 2 / len(y) * (X @ w - y) @ X

# %% answer="mend_gradient"
def mend_gradient(x):
    g = broken_gradient(x)
    g[1] = x[0]**2 + np.cos(x[1]*x[2]) * x[2]
    return g
