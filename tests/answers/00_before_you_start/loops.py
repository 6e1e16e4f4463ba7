# Right answers in plain Python, step by step.

# %% answer="fare"
def fare(km, start=3.0, per_km=2.0):
    price = start
    price = price + km * per_km
    return price

# %% answer="repeated"
def repeated(f, n):
    def applied(x):
        times = 0
        result = x
        while times < n:
            result = f(result)
            times += 1
        return result

    return applied

# %% answer="trail"
def trail(f, start, steps):
    numbers = []
    x = start
    for step in range(steps + 1):
        numbers.append(x)
        if step < steps:
            x = f(x)
    return numbers

# %% answer="nudged"
def nudged(x, i, h):
    result = []
    for place in range(len(x)):
        if place == i:
            result.append(x[place] + h)
        else:
            result.append(x[place])
    return result

# %% answer="value_table"
def value_table(f, xs, ys):
    table = []
    for x in xs:
        row = []
        for y in ys:
            row.append(f(x, y))
        table.append(row)
    return table

# %% answer="line_order"
def line_order():
    order = ""
    for letter in "G", "E", "I", "A", "D", "B", "F", "H", "C":
        order = order + letter
    return order
