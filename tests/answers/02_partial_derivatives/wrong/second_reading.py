# Wrong answers that were blamed for something else, or not at all, at a second reading.

# %% answer="tangent_plane"
def tangent_plane(f, a):
    """Each term looks i up when it is called, and by then i is the last."""
    terms = []
    for i in range(len(a)):
        step = 1e-5 * np.eye(len(a))[i]
        slope = (f(a + step) - f(a - step)) / 2e-5
        terms.append(lambda x: slope * (x[i] - a[i]))
    return lambda x: f(a) + sum(term(x) for term in terms)

# %% answer="total_change"
def total_change(f, x, dx):
    """The slope along dx, for a step of 1."""
    along = 1e-5 * dx / np.linalg.norm(dx)
    return (f(x + along) - f(x - along)) / 2e-5

# %% answer="mixed_partial"
def mixed_partial(f, x, i, j, h=1e-4):
    """Two corners have changed their signs."""
    p, q = h * np.eye(len(x))[i], h * np.eye(len(x))[j]
    return (f(x + p + q) - f(x - p - q) - f(x - p + q) + f(x + p - q)) / (4 * h**2)
