# Wrong answers that share what should be each one's own, or look for a coordinate by its value.

# %% answer="partials"
def partials(x, y, known={}):
    """Remembers the first point it was asked."""
    return known.setdefault("slopes", (2 * x * y, x**2 + np.cos(y)))

# %% answer="slice_along"
def slice_along(f, x, i):
    """All coordinates that are equal to the one that is meant."""
    x = np.array(x, dtype=float)
    return lambda t: f(np.where(x == x[i], t, x))

# %% answer="partial"
def partial(f, x, i, h=1e-5):
    """The first coordinate of that value."""
    x = [float(c) for c in x]
    k = x.index(x[i])
    ahead, behind = list(x), list(x)
    ahead[k] += h
    behind[k] -= h
    return (f(np.array(ahead)) - f(np.array(behind))) / (2 * h)

# %% answer="tangent_plane"
height = slopes = place = None


def tangent_plane(f, a):
    """The plane that was laid last takes the place of all others."""
    global height, slopes, place
    place = np.array(a, dtype=float)
    height = f(place)
    slopes = [(f(place + s) - f(place - s)) / 2e-5 for s in 1e-5 * np.eye(len(a))]
    return lambda x: height + np.dot(slopes, x - place)

# %% answer="total_change"
def total_change(f, x, dx, slopes={}):
    """Slopes are remembered by axis, for whatever point and function."""
    for i, s in enumerate(1e-5 * np.eye(len(x))):
        if (len(x), i) not in slopes:
            slopes[len(x), i] = (f(x + s) - f(x - s)) / 2e-5
    return sum(slopes[len(x), i] * d for i, d in enumerate(dx))

# %% answer="mixed_partial"
def mixed_partial(f, x, i, j, h=1e-4):
    """The places are looked up by their numbers."""
    x = [float(c) for c in x]
    i, j = x.index(x[i]), x.index(x[j])

    def corner(a, b):
        moved = list(x)
        moved[i] += a
        moved[j] += b
        return f(np.array(moved))

    return (corner(h, h) - corner(h, -h) - corner(-h, h) + corner(-h, -h)) / (4 * h**2)

# %% answer="is_flat"
def is_flat(f, a, tol=1e-3):
    """A slope that is positive and one that is negative are asked for, each once."""
    slopes = [(f(a + s) - f(a - s)) / 2e-5 for s in 1e-5 * np.eye(len(a))]
    return max(slopes) <= tol and abs(sum(slopes)) <= len(a) * tol
