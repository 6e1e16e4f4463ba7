# Right answers of a second pair of eyes, written from the released text alone.

# %% answer="steepest"
def steepest(g):
    with np.errstate(all="ignore"):
        return np.nan_to_num(g / np.sqrt(np.sum(np.multiply(g, g, dtype=float))))
