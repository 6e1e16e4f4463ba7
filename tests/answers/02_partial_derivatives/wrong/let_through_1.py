# Wrong answers that earlier checks let through, or took for another mistake.

# %% answer="partials"
def partials(x, y):
    return 2 * x * abs(y), x**2 + np.cos(abs(y))


# %% answer="slice_along"
def slice_along(f, x, i):
    def g(t):
        old = x[i]
        x[i] = t
        value = f(x)
        x[i] = old
        return value

    return g


# %% answer="partial"
def partial(f, x, i, h=1e-5):
    e = np.eye(len(x))[i] * 1e-5
    return (f(x + e) - f(x - e)) / 2e-5


# %% answer="mixed_partial"
def mixed_partial(f, x, i, j, h=1e-4):
    return partial(lambda z: partial(f, z, j), np.asarray(x, float), i)
