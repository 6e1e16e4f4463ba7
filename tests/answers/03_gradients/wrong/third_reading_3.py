# A wrong answer of somebody who learns this, blamed for a mistake that it does not make.


# %% answer="gradient" unlike=["All differences are 0. Are `ahead` and `behind` two names for one array? Then it moves"]
def gradient(f, x, h=1e-5):
    """Two copies, which move the same way."""
    result = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        ahead, behind = np.array(x, dtype=float), np.array(x, dtype=float)
        ahead[place] += h
        behind[place] += h
        result[place] = (f(ahead) - f(behind)) / (2 * h)
    return result
