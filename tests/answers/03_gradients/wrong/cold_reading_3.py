# A wrong answer of somebody who learns this.


# %% answer="relative_error" unlike=["looks_at_the_last_entry"]
def relative_error(a, b):
    """The least of all errors."""
    return np.sort((np.abs(a - b) / np.maximum(1, np.maximum(np.abs(a), np.abs(b)))).ravel())[0]
