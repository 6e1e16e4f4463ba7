# Wrong answers that were blamed for something else, or not at all, at a third reading.

# %% answer="forward_difference" unlike=["divides_only_the_second_value"]
def forward_difference(f, x, h=1e-6):
    """A step of x * h from zero."""
    return (f(x * h) - f(x)) / h


# %% answer="tangent"
def tangent(f, x0):
    """Takes one number only."""
    slope = (f(x0 + 1e-5) - f(x0 - 1e-5)) / 2e-5
    return lambda x: f(x0) + slope * (float(x) - x0)


# %% answer="one_sided"
def one_sided(f, x, h=1e-6):
    """Of the helper's own step, both ways."""
    return forward_difference(f, x - h), forward_difference(f, x)


# %% answer="has_kink" unlike=["adds_all_three"]
def has_kink(f, x, h=1e-6, tol=1e-3):
    """By the mean of the two sizes."""
    left, right = (f(x) - f(x - h)) / h, (f(x + h) - f(x)) / h
    return abs(right - left) > tol * max(1, (abs(left) + abs(right)) / 2)


# %% answer="observed_order"
def observed_order(method, f, df, x, h=1e-2):
    """By steps of its own."""
    return np.log2(abs(method(f, x, 1e-2) - df(x)) / abs(method(f, x, 5e-3) - df(x)))


# %% answer="steepest_climb" unlike=["takes_the_largest_x"]
def steepest_climb(f, xs, h=1e-5):
    """From place to place."""
    return xs[np.argmax(np.gradient([f(x) for x in xs], xs))]
