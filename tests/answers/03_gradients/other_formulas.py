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

# %% answer="steepest_place"
def steepest_place():
    """Slopes of the three bells by formula."""
    def squared(x, y):
        bells = [(6, 1 / 3, -1, 0.5), (3, 4, 1.6, 1.5), (-3, 1 / 1.2, 1.5, -1.6)]
        terms = [(-2 * k * (x - a), -2 * k * (y - b), s * np.exp(-k * ((x - a) ** 2 + (y - b) ** 2))) for s, k, a, b in bells]
        return sum(p * e for p, _, e in terms) ** 2 + sum(q * e for _, q, e in terms) ** 2

    return max("ABCDEF", key=lambda letter: squared(*letters[letter]))

# %% answer="water_runs"
def water_runs():
    """By the angle of the downhill arrow, in eighths of a turn."""
    turn = "E NE N NW W SW S SE".split()
    eighths = {letter: np.arctan2(*-slopes_at(letter)[::-1]) / (np.pi / 4) for letter in "PQRS"}
    return {letter: turn[round(float(e)) % 8] for letter, e in eighths.items()}

# %% answer="find_summit"
def find_summit(measure):
    """Twice: the gradient, and along it a parabola with that slope through one more height."""
    p = np.zeros(2)
    for _ in range(2):
        here = measure(*p)
        g = np.array([measure(p[0] + 0.05, p[1]), measure(p[0], p[1] + 0.05)]) - here
        steepness = np.hypot(*g) / 0.05
        u = g / np.hypot(*g)
        bend = measure(*(p + u)) - here - steepness
        p = p - u * steepness / (2 * bend)
    return p
