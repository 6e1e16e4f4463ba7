# Wrong answers that remember what they should forget.

# %% answer="fare"
def fare(km, start=3.0, per_km=2.0, rides=[]):
    """A second ride begins where the first one ended."""
    rides.append(km)
    return start + per_km * sum(rides)

# %% answer="repeated"
last = None


def repeated(f, n):
    """All functions share the last f."""
    global last
    last = f

    def again(x):
        for _ in range(n):
            x = last(x)
        return x

    return again

# %% answer="trail"
def trail(f, start, steps, visited=[]):
    """One list for all calls."""
    visited.append(start)
    for _ in range(steps):
        visited.append(f(visited[-1]))
    return visited

# %% answer="nudged"
def nudged(x, i, h):
    """Put back, but from what is rounded."""
    x[i] += h
    moved = np.array(x, dtype=float)
    x[i] -= h
    return moved

# %% answer="value_table"
def value_table(f, xs, ys, table=np.zeros((3, 3))):
    for i, x in enumerate(xs):
        for j, y in enumerate(ys):
            table[i, j] = f(x, y)
    return table

# %% answer="line_order"
def line_order(given=list("GIEABDFHC")):
    """Only once, for a list that is used up is empty."""
    return [given.pop(0) for _ in range(len(given))]
