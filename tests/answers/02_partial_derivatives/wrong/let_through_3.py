# Wrong answers that earlier checks let through, or took for another mistake.

# %% answer="mixed_partial"
def mixed_partial(f, x, i, j, h=1e-4):
    if j < i:
        i, j = j, i
    j = min(j, 2)
    return partial(lambda z: partial(f, z, j, h), np.asarray(x, float), i, h) if i < 2 else 0.0
