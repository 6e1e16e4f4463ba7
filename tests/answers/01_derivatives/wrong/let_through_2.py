# Wrong answers that earlier checks let through, or took for another mistake.

# %% answer="slope"
def slope(f, x, h=1e-5):
    return np.imag(f(x + 1j * h)) / h


# %% answer="best_step"
def best_step(f, df, x, steps):
    best = None
    for h in sorted(steps, reverse=True):
        e = abs(slope(f, x, h) - df(x))
        if best is not None and e > best[0]:
            break
        best = (e, h)
    return best[1]


# %% answer="one_sided"
def one_sided(f, x, h=1e-6):
    right = forward_difference(f, x, h)
    return 2 * slope(f, x) - right, right
