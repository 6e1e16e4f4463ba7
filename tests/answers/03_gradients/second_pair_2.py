# Right answers of a second pair of eyes, written from the released text alone.

# %% answer="gradient"
def gradient(f, x, h=1e-5):
    def at(place, s):
        y = np.array(x, dtype=float)
        y.itemset(place, y.item(place) + s) if hasattr(y, "itemset") else y.__setitem__(place, y[place] + s)
        return f(y)

    out = {p: (at(p, h) - at(p, -h)) / h / 2 for p in np.ndindex(*np.shape(x))}
    return np.reshape(list(out.values()), np.shape(x))


# %% answer="steepest"
def steepest(g):
    largest = np.max(np.abs(g))
    if largest == 0:
        return 0.0 * g
    scaled = g / largest
    return scaled * (scaled @ scaled) ** -0.5


# %% answer="directional"
def directional(f, x, u):
    unit = steepest(u)
    if unit @ unit == 0:
        raise ValueError
    return np.vdot(gradient(f, x), unit)


# %% answer="along_contour"
def along_contour(g):
    angle = np.arctan2(g[1], g[0]) + np.pi / 2
    return np.array([np.cos(angle), np.sin(angle)])


# %% answer="relative_error"
def relative_error(a, b):
    sizes = np.stack([np.ones(np.shape(a)), np.abs(a), np.abs(b)]).max(axis=0)
    return np.linalg.norm(((a - b) / sizes).ravel(), ord=np.inf)


# %% answer="mse_gradient"
def mse_gradient(w, X, y):
    return np.einsum("nd,n->d", X, np.einsum("nd,d->n", X, w) - y) * 2 / y.size


# %% answer="mend_gradient"
def mend_gradient(x):
    fixed = broken_gradient(x).copy()
    fixed[1] += (x[2] - 1) * np.cos(x[1] * x[2])
    return fixed
