# Wrong answers that earlier checks let through, or took for another mistake.

# %% answer="slope"
def slope(f, x, h=1e-5):
    h = min(h, 1e-3)
    return (f(x + h) - f(x - h)) / (2 * h)
