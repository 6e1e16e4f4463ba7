# Wrong answers that earlier checks let through, or took for another mistake.

# %% answer="partial" unlike=["moves_the_coordinate_before", "divides_a_partial_by_h"]
def partial(f, x, i, h=1e-5):
    e = h * np.roll(np.eye(len(x))[0], i + 1)
    return (f(x + e) - f(x - e)) / (2 * h)

# %% answer="is_flat" unlike=["looks_along_two_axes"]
def is_flat(f, a, tol=1e-3):
    """Most axes, not all."""
    return sum(abs(partial(f, a, i)) <= tol for i in range(len(a))) > len(a) / 2

# %% answer="mixed_partial" unlike=["in Python 2 * h**2 squares only the h, so"]
def mixed_partial(f, x, i, j, h=1e-4):
    """Another formula of four corners and four sides, which has a 2 below."""
    a, b = h * np.eye(len(x))[i], h * np.eye(len(x))[j]
    corners, sides = f(x + a + b) + f(x - a - b), f(x + a) + f(x - a) + f(x + b) + f(x - b)
    return (corners - sides + 2 * f(x)) / h**2
