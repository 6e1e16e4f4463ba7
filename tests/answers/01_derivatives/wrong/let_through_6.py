# Wrong answers that earlier checks let through, or took for another mistake.

# %% answer="best_step" unlike=["uses_the_forward_difference"]
def best_step(f, df, x, steps):
    """The second best."""
    ranking = sorted(steps, key=lambda h: abs((f(x + h) - f(x - h)) / (2 * h) - df(x)))
    return ranking[min(1, len(steps) - 1)]
