# Wrong answers that earlier checks let through, or took for another mistake.

# %% answer="steepest"
def steepest(g):
    n = np.sqrt(np.sum(g**2))
    return np.zeros(len(g)) if n < 1e-100 else g / n

# %% answer="directional"
def directional(f, x, u):
    n = np.linalg.norm(u)
    if n < 1e-100:
        raise ValueError("u points nowhere")
    return gradient(f, x) @ u / n

# %% answer="mse_gradient" unlike=["X.size counts all n times d entries of X. The"]
def mse_gradient(w, X, y):
    """With four weights the 2 below makes the same quarter as the number of all entries."""
    return X.T @ (X @ w - y) / (2 * len(y))
