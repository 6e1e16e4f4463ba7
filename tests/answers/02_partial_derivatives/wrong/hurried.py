# Wrong answers of a student in a hurry.

# %% answer="partials"
def partials(x, y):
    return 2 * x + y, x**2 + np.cos(y)

# %% answer="slice_along"
def slice_along(f, x, i):
    def g(t):
        moved = x
        moved[i] = t
        f(moved)

    return g

# %% answer="partial"
def partial(f, x, i, h=1e-5):
    ahead, behind = x.copy(), x.copy()
    ahead[i] += h
    behind[i] -= h
    return f(ahead) - f(behind) / (2 * h)

# %% answer="tangent_plane"
def tangent_plane(f, a):
    def plane(x):
        height = f(a)
        for i in range(len(a)):
            step = np.zeros(len(a))
            step[i] = 1e-5
            height += (f(a + step) - f(a - step)) / 2e-5 * (x[i] - a[i])
            return height

    return plane

# %% answer="total_change"
def total_change(f, x, dx):
    for i in range(len(x)):
        step = 1e-5 * np.eye(len(x))[i]
        change = (f(x + step) - f(x - step)) / 2e-5 * dx[i]
    return change

# %% answer="mixed_partial"
def mixed_partial(f, x, i, j, h=1e-4):
    p, q = h * np.eye(len(x))[i], h * np.eye(len(x))[j]
    return (f(x + p + q) - f(x + p - q) - f(x - p + q) + f(x - p - q)) / 4 * h**2

# %% answer="is_flat"
def is_flat(f, a, tol=1e-3):
    for step in 1e-5 * np.eye(len(a)):
        if abs(f(a + step) - f(a - step)) / 2e-5 < tol:
            return True
    return False
