# A wrong answer of somebody who learns this, blamed for a mistake that it does not make.


# %% answer="gradient" unlike=["asks_a_vector_for_its_columns"]
def gradient(f, x, h=1e-5):
    """f is handed the one entry that moved."""
    result = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        ahead, behind = np.array(x, dtype=float), np.array(x, dtype=float)
        ahead[place] += h
        behind[place] -= h
        result[place] = (f(ahead[place]) - f(behind[place])) / (2 * h)
    return result
