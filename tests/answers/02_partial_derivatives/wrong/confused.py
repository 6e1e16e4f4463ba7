# Wrong answers of a student who has not got the idea.

# %% answer="partials"
def partials(x, y):
    return x**2 * y, np.sin(y)

# %% answer="slice_along"
def slice_along(f, x, i):
    return lambda t: f(x[i] * t)

# %% answer="partial"
def partial(f, x, i, h=1e-5):
    return (f(x) / x)[i]

# %% answer="tangent_plane"
def tangent_plane(f, a):
    return lambda x: f(a) + (f(x) - f(a)) / np.linalg.norm(x - a) if np.any(x != a) else f(a)

# %% answer="total_change"
def total_change(f, x, dx):
    return f(dx)

# %% answer="mixed_partial"
def mixed_partial(f, x, i, j, h=1e-4):
    slope = lambda k: (f(x + h * np.eye(len(x))[k]) - f(x - h * np.eye(len(x))[k])) / (2 * h)
    return slope(i) + slope(j)

# %% answer="is_flat"
def is_flat(f, a, tol=1e-3):
    return f(a + 1e-5) == f(a - 1e-5)
