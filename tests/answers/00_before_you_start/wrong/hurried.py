# Wrong answers of a student in a hurry.

# %% answer="fare"
def fare(km, start=3.0, per_km=2.0):
    return start + per_km + km

# %% answer="repeated"
def repeated(f, n):
    def again(x):
        for _ in range(n):
            f(x)
        return x

    return again

# %% answer="trail"
def trail(f, start, steps):
    return [start * 2**k for k in range(steps + 1)]

# %% answer="nudged"
def nudged(x, i, h):
    return x[i] + [h]

# %% answer="value_table"
def value_table(f, xs, ys):
    return np.array([f(x, ys) for x in xs])

# %% answer="line_order"
def line_order():
    return "ABCDEFGHI"
