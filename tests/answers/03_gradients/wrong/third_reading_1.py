# Wrong answers of somebody who learns this, blamed for a mistake that they do not make.


# %% answer="gradient" unlike=["asks_a_vector_for_its_columns"]
def gradient(f, x, h=1e-5):
    """The entries in the place of their places."""
    result = np.zeros(x.shape)
    for place in x:
        ahead, behind = np.array(x, dtype=float), np.array(x, dtype=float)
        ahead[place] += h
        behind[place] -= h
        result[place] = (f(ahead) - f(behind)) / (2 * h)
    return result


# %% answer="find_summit" unlike=["is_too_slow_on_the_slanted_hill"]
def find_summit(measure):
    """Parabolas along both axes from one place, twice: one of its moves happens to be short."""
    def top(left, middle, right):
        return (right - left) / (2 * (2 * middle - left - right))

    x = y = 0.0
    for _ in range(2):
        here = measure(x, y)
        along_x = top(measure(x - 1, y), here, measure(x + 1, y))
        along_y = top(measure(x, y - 1), here, measure(x, y + 1))
        x, y = x + along_x, y + along_y
    return x, y
