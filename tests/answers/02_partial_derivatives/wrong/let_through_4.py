# Wrong answers that earlier checks let through, or took for another mistake.

# %% answer="partials" unlike=["loses_the_factor_y"]
def partials(x, y):
    """At y = 2 the y and the 2 cannot be told apart."""
    return x * y, x**2 + np.cos(y)

# %% answer="slice_along" unlike=["counts_axes_from_one"]
def slice_along(f, x, i):
    x = np.array(x, dtype=float)

    def g(t):
        moved = x.copy()
        moved[0] = t
        return f(moved)

    return g

# %% answer="partial" unlike=["moves_the_coordinate_before", "divides_a_partial_by_h"]
def partial(f, x, i, h=1e-5):
    e = np.zeros(len(x))
    e[0] = h
    return (f(x + e) - f(x - e)) / (2 * h)

# %% answer="mixed_partial" unlike=["The caller's x was moved"]
def mixed_partial(f, x, i, j, h=1e-4):
    """One copy for all four corners."""
    moved = np.array(x, dtype=float)

    def at(a, b):
        moved[i] += a
        moved[j] += b
        return f(moved)

    return (at(h, h) - at(h, -h) - at(-h, h) + at(-h, -h)) / (4 * h**2)
