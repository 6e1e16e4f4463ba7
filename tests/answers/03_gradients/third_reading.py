# Right answers that were refused: directions in two words, and the hints' way, along y first.

# %% answer="water_runs"
def water_runs():
    return {"P": "south west", "Q": "north", "R": "east", "S": "west"}

# %% answer="find_summit"
def find_summit(measure):
    def top(l, m, r):
        return (r - l) / (2 * (2 * m - l - r))
    y = top(measure(0, -1), measure(0, 0), measure(0, 1))
    x = top(measure(-1, y), measure(0, y), measure(1, y))
    y += top(measure(x, y - 1), measure(x, y), measure(x, y + 1))
    return x, y
