# Wrong answers of beginners who drop what they compute, or return too early.

# %% answer="fare"
def fare(km, start=3.0, per_km=2.0):
    return round(start + per_km * km, 3)

# %% answer="repeated"
def repeated(f, n):
    """The same f(x), n times."""
    def again(x):
        for _ in range(n):
            y = f(x)
        return y

    return again

# %% answer="nudged"
def nudged(x, i, h):
    moved = x[:]
    moved[i] = moved[i] + h
    return moved

# %% answer="value_table"
def value_table(f, xs, ys):
    table = []
    for x in xs:
        row = []
        for y in ys:
            row.append(f(x, y))
        table.append(row)
        return table
