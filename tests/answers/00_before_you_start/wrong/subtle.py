# Wrong answers that are right in most cases.

# %% answer="fare"
def fare(km, start=3.0, per_km=2.0):
    """A price of nothing counts as none given."""
    return (start or 3.0) + (per_km or 2.0) * km

# %% answer="repeated"
def repeated(f, n):
    """At least once."""
    def again(x):
        x = f(x)
        for _ in range(n - 1):
            x = f(x)
        return x

    return again

# %% answer="trail"
def trail(f, start, steps):
    """Each number once."""
    visited = [start]
    for _ in range(steps):
        here = f(visited[-1])
        if here not in visited:
            visited.append(here)
    return visited

# %% answer="nudged"
def nudged(x, i, h):
    """By value, not by place."""
    return np.where(x == x[i], x + h, x)

# %% answer="value_table"
def value_table(f, xs, ys):
    """A table that fits a list of whole numbers, where there is one."""
    table = np.zeros_like(np.outer(xs, ys))
    for i, x in enumerate(xs):
        for j, y in enumerate(ys):
            table[i, j] = f(x, y)
    return table

# %% answer="line_order"
def line_order():
    """A line is missing."""
    return "GIEABDFH"
