# Wrong answers that earlier checks let through, or took for another mistake.

# %% answer="mse_gradient" unlike=["is a table of n×n: every prediction met every target. Make both"]
def mse_gradient(w, X, y):
    """The mean of the targets in the place of each."""
    return 2 / len(y) * X.T @ (X @ w - np.mean(y))

# %% answer="directional" unlike=["uses_u_as_it_comes"]
def directional(f, x, u):
    """The sum of all slopes, whatever u is."""
    if not np.any(u):
        raise ValueError("u points nowhere")
    return np.sum(gradient(f, x))
