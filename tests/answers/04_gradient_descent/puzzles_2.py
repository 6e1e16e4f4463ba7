# The puzzles: a list of letters, a dict that is built, a pair that is found by search.

# %% answer="order_of_a_round"
def order_of_a_round():
    return ["B", "E", "C", "A", "D"]


# %% answer="rates_of_the_curves"
def rates_of_the_curves():
    return dict(zip("CDAB", sorted([0.52, 0.49, 0.4, 0.02])))


# %% answer="swing"
def swing():
    """The first that ends on the left, tried in order."""
    for beta in np.arange(0, 1, 0.05):
        for lr in (0.05, 0.1, 0.2, 0.3):
            x, v = 2.0, 0.0
            for _ in range(300):
                v = beta * v + slope_of_the_hills(x)
                x = np.clip(x - lr * v, -100, 100)
            if x < -1 and abs(slope_of_the_hills(x)) < 1e-4:
                return lr, beta
