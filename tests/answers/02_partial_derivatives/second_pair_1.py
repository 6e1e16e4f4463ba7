# Right answers of a second pair of eyes, written from the released text alone.

# %% answer="partials"
def partials(x, y):
    h = 1e-30
    f = lambda x, y: x * x * y + np.sin(y)
    return f(x + 1j * h, y).imag / h, f(x, y + 1j * h).imag / h


# %% answer="slice_along"
def slice_along(f, x, i):
    before, after = list(x[:i]), list(x[i + 1 :])
    return lambda t: f(np.array([*before, t, *after], dtype=float))


# %% answer="partial"
def partial(f, x, i, h=1e-5):
    g = slice_along(f, x, i)
    return (g(x[i] + h) - g(x[i] - h)) / (2 * h)


# %% answer="tangent_plane"
def tangent_plane(f, a):
    a = np.array(a, float)
    h = 1e-5

    def plane(x):
        d = x - a
        return f(a) + (f(a + h * d) - f(a - h * d)) / (2 * h)

    return plane


# %% answer="total_change"
def total_change(f, x, dx):
    return tangent_plane(f, x)(x + dx) - tangent_plane(f, x)(x)


# %% answer="mixed_partial"
def mixed_partial(f, x, i, j, h=1e-4):
    return partial(lambda z: partial(f, z, j, h), np.asarray(x, float), i, h)


# %% answer="is_flat"
def is_flat(f, a, tol=1e-3):
    return not any(abs(partial(f, a, i)) > tol for i in range(len(a)))
