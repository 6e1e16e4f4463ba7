# Wrong answers that earlier checks let through, or took for another mistake.

# %% answer="best_step" unlike=["minimises_the_signed_error"]
def best_step(f, df, x, steps):
    """The slope is twice too large."""
    return min(steps, key=lambda h: abs((f(x + h) - f(x - h)) / h - df(x)))
