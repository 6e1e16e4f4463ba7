# Right answers that a learner wrote as other kinds of numbers than we would.

# %% answer="matching_graphs"
def matching_graphs():
    return {"A": 5.0, "B": 1.0, "C": "2.0", "D": np.float64(3)}
