# Wrong answers that earlier checks let through, or took for another mistake.

# %% answer="directional" unlike=["returns_the_steepness"]
def directional(f, x, u):
    """Divided by the largest entry of u."""
    if not np.any(u):
        raise ValueError("u points nowhere")
    return gradient(f, x) @ u / np.max(np.abs(u))

# %% answer="mse_gradient" unlike=["This divides by 3."]
def mse_gradient(w, X, y):
    """The 2 is there twice, and 4 / 6 is 2 / 3."""
    return 4 / len(y) * X.T @ (X @ w - y)
