# Wrong answers of somebody who learns this, blamed for another mistake.


# %% answer="slice_along" unlike=["counts_axes_from_one"]
def slice_along(f, x, i):
    """Always the second coordinate."""

    def g(t):
        moved = np.array(x, dtype=float)
        moved[1] = t
        return f(moved)

    return g


# %% answer="partial" unlike=["gives_one_array_two_names"]
def partial(f, x, i, h=1e-5):
    """The others are forgotten."""

    def g(t):
        moved = np.zeros(len(x))
        moved[i] = t
        return f(moved)

    return (g(x[i] + h) - g(x[i] - h)) / (2 * h)
