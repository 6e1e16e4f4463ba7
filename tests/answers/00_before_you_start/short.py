# Right answers in one line, or nearly: lambdas, recursion, array arithmetic.

# %% answer="fare"
fare = lambda km, start=3.0, per_km=2.0: km * per_km + start

# %% answer="repeated"
def repeated(f, n):
    return (lambda x: x) if n == 0 else lambda x: f(repeated(f, n - 1)(x))

# %% answer="trail"
def trail(f, start, steps):
    return [start] if steps == 0 else [start, *trail(f, f(start), steps - 1)]

# %% answer="nudged"
def nudged(x, i, h):
    return x + h * np.eye(len(x))[i]

# %% answer="value_table"
def value_table(f, xs, ys):
    return np.array([[f(x, y) for y in ys] for x in xs])

# %% answer="line_order"
def line_order():
    return list("giedabfhc".replace("da", "ad"))
