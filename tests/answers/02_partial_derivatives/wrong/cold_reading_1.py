# Wrong answers of somebody who learns this, blamed for another mistake, or for none.


# %% answer="slice_along" unlike=["counts_axes_from_one"]
def slice_along(f, x, i):
    """As in the lesson's example."""

    def g(t):
        return f(np.array([x[0], t, x[2]]))

    return g


# %% answer="partial" unlike=["moves_the_coordinate_before"]
def partial(f, x, i, h=1e-5):
    """The step of the lesson's example."""
    e = h * np.eye(len(x))[1]
    return (f(x + e) - f(x - e)) / (2 * h)


# %% answer="total_change"
def total_change(f, x, dx):
    """What the plane at x says of dx."""
    slopes = [(f(x + step) - f(x - step)) / 2e-5 for step in 1e-5 * np.eye(len(x))]
    return f(x) + slopes @ (dx - x) - f(x)


# %% answer="mixed_partial"
def mixed_partial(f, x, i, j, h=1e-4):
    """What is added is lost."""

    def corner(a, b):
        moved = np.array(x, dtype=float)
        moved[i] + a
        moved[j] + b
        return f(moved)

    return (corner(h, h) - corner(h, -h) - corner(-h, h) + corner(-h, -h)) / (4 * h**2)


# %% answer="is_flat"
def is_flat(f, a, tol=1e-3):
    """In quotes."""
    slopes = [(f(a + step) - f(a - step)) / 2e-5 for step in 1e-5 * np.eye(len(a))]
    return str(all(abs(slope) <= tol for slope in slopes))
