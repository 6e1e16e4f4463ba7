# Wrong answers of somebody who learns this, blamed for another mistake.


# %% answer="gradient" unlike=["Does this count with len(x)? That is the number of rows of a matrix, not"]
def gradient(f, x, h=1e-5):
    """A step of one axis, as long as x is large."""
    result = np.zeros(x.size)
    for i, step in enumerate(h * np.eye(x.size)):
        result[i] = (f(x + step) - f(x - step)) / (2 * h)
    return result


# %% answer="relative_error" unlike=["the largest of 1, -1000 and -999 is 1"]
def relative_error(a, b):
    """Without abs below."""
    return np.max(np.abs(a - b) / np.maximum(1, np.maximum(a, b)))
