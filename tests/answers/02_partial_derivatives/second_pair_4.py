# Right answers of a second pair of eyes, written from the released text alone.

# %% answer="slice_along"
def slice_along(f, x, i):
    moved = np.array(x, dtype=float)

    def g(t):
        moved[i] = t
        return f(moved)

    return g
