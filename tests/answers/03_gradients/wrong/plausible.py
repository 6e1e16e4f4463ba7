# Wrong answers of a student who has the idea, and one thing wrong.

# %% answer="gradient"
def gradient(f, x, h=1e-5):
    """Fills the places in the order of memory, which for a transpose is another."""
    moved = np.array(x, dtype=float, order="K")
    flat, slopes = moved.ravel(order="K"), []
    for k in range(flat.size):
        old = flat[k]
        flat[k] = old + h
        ahead = f(flat.reshape(x.shape))
        flat[k] = old - h
        slopes.append((ahead - f(flat.reshape(x.shape))) / (2 * h))
        flat[k] = old
    return np.array(slopes).reshape(x.shape)


# %% answer="steepest"
def steepest(g):
    """A little something below the line, so that nothing is divided by 0."""
    return g / (np.linalg.norm(g) + 1e-8)


# %% answer="directional"
def directional(f, x, u):
    """The steepness shared out by the angle, which knows no sign."""
    if not np.any(u):
        raise ValueError
    g = np.array([(f(x + s) - f(x - s)) / 2e-5 for s in 1e-5 * np.eye(len(x))])
    return abs(g @ u) / np.linalg.norm(u)


# %% answer="along_contour"
def along_contour(g):
    """Turns by the matrix of a clockwise quarter turn, twice too often."""
    turn = np.array([[0.0, -1.0], [1.0, 0.0]])
    return turn @ turn @ turn @ g / np.linalg.norm(g)


# %% answer="relative_error"
def relative_error(a, b):
    """The length of the difference against the lengths."""
    return np.linalg.norm(a - b) / max(1, np.linalg.norm(a), np.linalg.norm(b))


# %% answer="mse_gradient"
def mse_gradient(w, X, y):
    """Each example's gradient, and the mean over the weights."""
    return np.mean(2 * X * (X @ w - y)[:, np.newaxis], axis=1)


# %% answer="mend_gradient"
def mend_gradient(x):
    """The chain rule with the wrong inner slope."""
    g = broken_gradient(x)
    g[1] = x[0] ** 2 + x[1] * np.cos(x[1] * x[2])
    return g

# %% answer="steepest_place"
def steepest_place():
    """The steepest of all letters, those for the water too; and then the second."""
    return sorted("ABCDEF", key=lambda letter: np.linalg.norm(slopes_at(letter)))[-2]

# %% answer="water_runs"
def water_runs():
    """Along the axis of the larger slope only."""
    runs = {}
    for letter in "PQRS":
        east, north = slopes_at(letter)
        runs[letter] = ("W" if east > 0 else "E") if abs(east) > abs(north) else ("S" if north > 0 else "N")
    return runs

# %% answer="find_summit"
def find_summit(measure):
    """Steps that are too long: it swings from side to side."""
    x = y = 0.0
    for _ in range(3):
        here = measure(x, y)
        x, y = x + 0.15 * (measure(x + 0.1, y) - here) / 0.1, y + 0.15 * (measure(x, y + 0.1) - here) / 0.1
    return x, y
