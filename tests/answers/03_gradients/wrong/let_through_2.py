# Wrong answers that earlier checks let through, or took for another mistake.

# %% answer="directional"
def directional(f, x, u):
    if not u.any():
        raise ValueError
    n = np.linalg.norm(u)
    return (f(x + 1e-5 * u) - f(x - 1e-5 * u)) / (2e-5 * n)


# %% answer="mend_gradient"
def mend_gradient(x):
    g = broken_gradient(x)
    g[1] = x[0] ** 2 + x[2] * np.cos(x[1] * x[2])
    return np.round(g, 10)
