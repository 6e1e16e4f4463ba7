# Wrong answers that earlier checks let through, or took for another mistake.

# %% answer="gradient"
def gradient(f, x, h=1e-5):
    out = np.zeros(x.shape)
    for p in np.ndindex(x.shape):
        old = x[p]
        x[p] = old + h
        a = f(x)
        x[p] = old - h
        out[p] = (a - f(x)) / (2 * h)
        x[p] = old
    return out


# %% answer="steepest"
def steepest(g):
    return g / np.linalg.norm(g) if g[0] != 0 else np.sign(g) * 1.0


# %% answer="directional"
def directional(f, x, u):
    if np.linalg.norm(u) < 1e-12:
        raise ValueError
    return gradient(f, x) @ u / np.linalg.norm(u)


# %% answer="mend_gradient"
def mend_gradient(x):
    g = broken_gradient(x)
    g[1] = x[0] ** 2 + x[2] * np.cos(x[1] * x[2])
    g[2] = x[1] * np.cos(x[1] * x[2]) - x[0] * np.exp(-abs(x[0] * x[2]))
    return g
