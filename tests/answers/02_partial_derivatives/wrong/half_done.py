# Wrong answers of beginners who leave a case or an index out.

# %% answer="slice_along"
def slice_along(f, x, i):
    kept = np.array(x, dtype=float)

    def g(t):
        moved = kept.copy()
        moved[i] = t
        f(moved)

    return g

# %% answer="partial"
def partial(f, x, i, h=1e-5):
    return (f(x + h * i) - f(x - h * i)) / (2 * h)

# %% answer="tangent_plane"
def tangent_plane(f, a):
    def slope(i):
        e = 1e-5 * np.eye(len(a))[i]
        return (f(a + e) - f(a - e)) / 2e-5

    def plane(x):
        height = f(a)
        for i in range(len(a)):
            height = height + slope(i) * (x - a)
        return height

    return plane

# %% answer="total_change"
def total_change(f, x, dx):
    def slope(i):
        e = 1e-5 * np.eye(len(x))[i]
        return (f(x + e) - f(x - e)) / 2e-5

    return sum(slope(i) * dx for i in range(len(x)))

# %% answer="mixed_partial"
def mixed_partial(f, x, i, j, h=1e-4):
    def corner(a, b):
        y = x[:]
        y[i] = y[i] + a
        y[j] = y[j] + b
        return f(y)

    return (corner(h, h) - corner(h, -h) - corner(-h, h) + corner(-h, -h)) / (4 * h**2)

# %% answer="is_flat"
def is_flat(f, a, tol=1e-3):
    slopes = [(f(a + e) - f(a - e)) / 2e-5 for e in 1e-5 * np.eye(len(a))]
    return max(slopes) - min(slopes) <= tol
