# Right answers with NumPy: all points at once, one line where one line does it.

# %% answer="gradient"
def gradient(f, x, h=1e-5):
    steps = h * np.eye(x.size).reshape(x.size, *x.shape)
    return np.reshape([(f(x + s) - f(x - s)) / (2 * h) for s in steps], x.shape)

# %% answer="steepest"
def steepest(g):
    return np.divide(g, np.linalg.norm(g), out=np.zeros(g.shape), where=np.any(g))

# %% answer="directional"
def directional(f, x, u):
    if not u.any():
        raise ValueError
    return gradient(f, x) @ steepest(u)

# %% answer="along_contour"
along_contour = lambda g: np.array([[0, -1], [1, 0]]) @ g / np.hypot(*g)

# %% answer="relative_error"
relative_error = lambda a, b: (np.abs(a - b) / np.clip(np.fmax(abs(a), abs(b)), 1, None)).max()

# %% answer="mse_gradient"
def mse_gradient(w, X, y):
    return 2 * np.mean(X * (X @ w - y)[:, np.newaxis], axis=0)

# %% answer="mend_gradient"
def mend_gradient(x):
    e, c = np.exp(-x[0] * x[2]), np.cos(x[1] * x[2])
    square = np.array([2 * x[0] * x[1], x[0] ** 2, 0])
    return square + c * np.array([0, x[2], x[1]]) - e * np.array([x[2], 0, x[0]])

# %% answer="steepest_place"
def steepest_place():
    return "ABCDEF"[np.argmax([np.linalg.norm(slopes_at(letter)) for letter in "ABCDEF"])]

# %% answer="water_runs"
def water_runs():
    names, arrows = list(ways), np.array([np.divide(u, np.linalg.norm(u)) for u in ways.values()])
    return {letter: names[np.argmin(arrows @ slopes_at(letter))] for letter in "PQRS"}

# %% answer="find_summit"
def find_summit(measure):
    """Of (300 - height)² the surface is of second degree: nine places, least squares, and where both slopes are 0."""
    places = np.array([(x, y) for x in (-2.0, 0.0, 2.0) for y in (-2.0, 0.0, 2.0)])
    x, y = places.T
    heights = np.array([(300 - measure(*place)) ** 2 for place in places])
    _, p, q, a, b, c = np.linalg.lstsq(np.stack([x**0, x, y, x * x, x * y, y * y]).T, heights, rcond=None)[0]
    return np.linalg.solve([[2 * a, b], [b, 2 * c]], [-p, -q])
