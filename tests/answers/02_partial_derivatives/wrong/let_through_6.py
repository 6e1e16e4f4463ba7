# Wrong answers that earlier checks let through, or took for another mistake.

# %% answer="is_flat"
def is_flat(f, a, tol=1e-3):
    """The axes between the first and the last are not looked at."""
    return bool(abs(partial(f, a, 0)) <= tol and abs(partial(f, a, len(a) - 1)) <= tol)
