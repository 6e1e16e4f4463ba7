# Wrong answers of a student who has not got the idea.

# %% answer="gradient"
def gradient(f, x, h=1e-5):
    return np.gradient(x)

# %% answer="steepest"
def steepest(g):
    return np.array([k == np.argmax(np.abs(g)) for k in range(len(g))], dtype=float)

# %% answer="directional"
def directional(f, x, u):
    return f(x + u) - f(x)

# %% answer="along_contour"
def along_contour(g):
    return 1 / g / np.linalg.norm(1 / g)

# %% answer="relative_error"
def relative_error(a, b):
    return np.linalg.norm(a - b) / np.linalg.norm(a + b)

# %% answer="mse_gradient"
def mse_gradient(w, X, y):
    return np.linalg.lstsq(X, y, rcond=None)[0] - w

# %% answer="mend_gradient"
def mend_gradient(x):
    return np.array([2 * x[0] * x[1], np.cos(x[1] * x[2]), np.exp(-x[0] * x[2])])

# %% answer="steepest_place"
def steepest_place():
    return letters["E"]

# %% answer="water_runs"
def water_runs():
    return {letter: -slopes_at(letter) for letter in "PQRS"}

# %% answer="find_summit"
def find_summit(measure):
    """The refusal is caught, and the search goes on."""
    best, place = 0, (0, 0)
    for x in np.linspace(-2, 2, 9):
        for y in np.linspace(-2, 2, 9):
            try:
                height = measure(x, y)
            except RuntimeError:
                return 1.4, 0.6
            if height > best:
                best, place = height, (x, y)
    return place
