# Right answers by other mathematics: higher order, angles, expanded squares, complex steps.

# %% answer="gradient"
def gradient(f, x, h=1e-5):
    """Five points along every axis, order 4."""
    x = np.asarray(x, dtype=float)
    result = np.empty_like(x)
    for place in np.ndindex(x.shape):
        def at(k):
            moved = x.copy()
            moved[place] += k * h
            return f(moved)

        result[place] = (8 * (at(1) - at(-1)) - at(2) + at(-2)) / (12 * h)
    return result

# %% answer="steepest"
def steepest(g):
    """Scale by the largest first, so that no square over- or underflows."""
    if not any(g):
        return 0.0 * g
    g = g / max(abs(g))
    return g / np.sqrt(g @ g)

# %% answer="directional"
def directional(f, x, u):
    """The slope of a slice along u, four points."""
    if all(part == 0 for part in u):
        raise ValueError(f"no direction: {u}")
    u = u / np.sqrt(u @ u)
    s = lambda t: f(x + t * u)
    return (8 * (s(1e-4) - s(-1e-4)) - s(2e-4) + s(-2e-4)) / 12e-4

# %% answer="along_contour"
def along_contour(g):
    """By the angle."""
    angle = np.arctan2(g[1], g[0]) + np.pi / 2
    return np.cos(angle), np.sin(angle)

# %% answer="relative_error"
def relative_error(a, b):
    """The largest of three quotients is not what is wanted; the smallest is."""
    with np.errstate(all="ignore"):
        off = np.abs(np.subtract(a, b))
        quotients = [off, off / np.abs(a), off / np.abs(b)]
        return np.nanmax(np.nanmin(quotients, axis=0))

# %% answer="mse_gradient"
def mse_gradient(w, X, y):
    """The square expanded: 2/n (X'X w - X'y)."""
    gram, pull = np.einsum("ni,nj->ij", X, X), np.einsum("ni,n->i", X, y)
    return 2 * (gram.dot(w) - pull) / X.shape[0]

# %% answer="mend_gradient"
def mend_gradient(x):
    """A complex step: no subtraction, so exact to the last digit."""
    steps = 1e-30j * np.eye(3)
    return np.array([f(x + s).imag / 1e-30 for s in steps])
