# Wrong answers that earlier checks let through, or took for another mistake.

# %% answer="slice_along"
kept = None


def slice_along(f, x, i):
    global kept
    kept = np.array(x, float)

    def g(t):
        y = kept.copy()
        y[i] = t
        return f(y)

    return g


# %% answer="partial"
def partial(f, x, i, h=1e-5):
    return abs(f(x + np.eye(len(x))[i] * h) - f(x - np.eye(len(x))[i] * h)) / (2 * h)


# %% answer="mixed_partial"
def mixed_partial(f, x, i, j, h=1e-4):
    if i == j:
        return 0.0
    return partial(lambda z: partial(f, z, j, h), np.asarray(x, float), i, h)
