# Right answers of a second pair of eyes, written from the released text alone.

# %% answer="steepest"
def steepest(g):
    with np.errstate(all="ignore"):
        return np.nan_to_num(g / np.sqrt(np.sum(np.multiply(g, g, dtype=float))))

# %% answer="find_summit"
def find_summit(measure):
    """Three gradients; from the second on a step as long as the change of the gradient asks for."""
    def slopes(p):
        here = measure(*p)
        return np.array([measure(p[0] + 0.1, p[1]) - here, measure(p[0], p[1] + 0.1) - here]) * 10

    place, g = np.zeros(2), slopes((0, 0))
    move = 0.04 * g
    for _ in range(2):
        place = place + move
        before, g = g, slopes(place)
        move = g * (move @ move) / (move @ (before - g))
    return place + move
