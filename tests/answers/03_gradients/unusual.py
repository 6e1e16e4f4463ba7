# Right answers that take a way of their own.

# %% answer="gradient"
def gradient(f, x, h=1e-5):
    """Random directions, as many as entries, and a system of equations for the slopes."""
    u = np.linalg.qr(np.random.default_rng(1).normal(size=(x.size, x.size)))[0]
    along = [(f(x + h * v.reshape(x.shape)) - f(x - h * v.reshape(x.shape))) / (2 * h) for v in u]
    return np.linalg.solve(u, along).reshape(x.shape)


# %% answer="steepest"
def steepest(g):
    """In polar steps: by hypot, one coordinate after the other."""
    import math

    length = math.hypot(*(float(c) for c in g))
    return np.array([c / length if length else 0.0 for c in g])


# %% answer="directional"
def directional(f, x, u):
    """The slope along u as it is, then divided by its length."""
    u = np.asarray(u, dtype=float)
    if not np.count_nonzero(u):
        raise ValueError("u is zero")
    t = 1e-5 / np.abs(u).max()
    return (f(x + t * u) - f(x - t * u)) / (2 * t) / np.sqrt((u**2).sum())


# %% answer="along_contour"
def along_contour(g):
    """The cross product with the axis out of the page."""
    u = np.cross([0.0, 0.0, 1.0], [g[0], g[1], 0.0])[:2]
    return u / np.sqrt(u @ u)


# %% answer="relative_error"
def relative_error(a, b):
    scale = np.stack([np.ones(np.shape(a)), np.abs(a), np.abs(b)]).max(axis=0)
    return float(np.linalg.norm(((a - b) / scale).ravel(), np.inf))


# %% answer="mse_gradient"
def mse_gradient(w, X, y):
    """Measured: the loss is a parabola along every weight, so a step of 1 is exact but for rounding."""
    loss = lambda w: np.mean((X @ w - y) ** 2)
    return np.array([(loss(w + e) - loss(w - e)) / 2 for e in np.eye(len(w))])


# %% answer="mend_gradient"
def mend_gradient(x):
    """Term by term, as rows of a table that are added."""
    a, b, c = np.asarray(x, dtype=np.longdouble)
    square = [2 * a * b, a * a, 0]
    sine = [0, c * np.cos(b * c), b * np.cos(b * c)]
    bell = [-c * np.exp(-a * c), 0, -a * np.exp(-a * c)]
    return np.sum([square, sine, bell], axis=0).astype(float)

# %% answer="steepest_place"
def steepest_place():
    return " e "

# %% answer="water_runs"
def water_runs():
    return dict(zip("PQRS", ["South-West", "north", "e", "w"]))

# %% answer="find_summit"
def find_summit(measure):
    """Every height is kept, and the parabola on each line is NumPy's own; numbers of other types."""
    heights = {}

    def height(x, y):
        if (x, y) not in heights:
            heights[x, y] = measure(np.float64(x), y=np.array(y))
        return heights[x, y]

    x = y = 0.0
    for axis in "xyxy":
        if len(heights) > 7:
            break
        near = [-1.0, 0.0, 1.0]
        line = [height(x + t, y) if axis == "x" else height(x, y + t) for t in near]
        a, b, _ = np.polyfit(near, line, 2)
        x, y = (x - b / (2 * a), y) if axis == "x" else (x, y - b / (2 * a))
    print("measured", heights)
    return np.float32(x), y
