# Wrong answers that were blamed for something else, or not at all, at a second reading.

# %% answer="repeated"
def repeated(f, n):
    """Counts an n down that is its own."""
    def again(x):
        while n > 0:  # noqa: F823
            x = f(x)
            n -= 1
        return x

    return again

# %% answer="trail"
def trail(f, start, steps):
    """Goes on as it began."""
    step = f(start) - start
    return [start + k * step for k in range(steps + 1)]

# %% answer="nudged"
def nudged(x, i, h):
    """Put back before it is handed over."""
    x[i] += h
    moved = x
    x[i] -= h
    return moved

# %% answer="value_table"
def value_table(f, xs, ys):
    """Made like its first value."""
    table = np.full((len(xs), len(ys)), f(xs[0], ys[0]))
    for i, x in enumerate(xs):
        for j, y in enumerate(ys):
            table[i, j] = f(x, y)
    return table
