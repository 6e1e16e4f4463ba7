# Right answers that fill what they have made, and build on each other.

# %% answer="fare"
def fare(km, start=3.0, per_km=2.0):
    return sum([start, km * per_km])

# %% answer="repeated"
def repeated(f, n):
    def again(x, times=n):
        return x if times == 0 else again(f(x), times - 1)

    return again

# %% answer="trail"
def trail(f, start, steps):
    return [repeated(f, k)(start) for k in range(steps + 1)]

# %% answer="nudged"
def nudged(x, i, h):
    moved = 1.0 * x
    moved[i] = x[i] + h
    return moved

# %% answer="value_table"
def value_table(f, xs, ys):
    table = np.full((len(xs), len(ys)), np.nan)
    for i, j in np.ndindex(table.shape):
        table[i][j] = f(xs[i], ys[j])
    return table

# %% answer="line_order"
def line_order():
    return "G E I A B D F H C"
