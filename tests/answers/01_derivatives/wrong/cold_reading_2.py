# Wrong answers of somebody who learns this, blamed for another mistake.


# %% answer="best_step" unlike=["uses_the_forward_difference"]
def best_step(f, df, x, steps):
    """The least error so far is never kept."""
    best = np.inf
    for h in steps:
        error = abs((f(x + h) - f(x - h)) / (2 * h) - df(x))
        if error < best:
            step = h
    return step
