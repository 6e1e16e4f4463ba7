# A right answer that was refused: numbers of NumPy's.

# %% answer="swing"
def swing():
    return np.float32(0.1), np.float64(0.9)
