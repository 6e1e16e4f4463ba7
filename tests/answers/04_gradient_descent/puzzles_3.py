# The puzzles: small letters with commas, text for numbers and an entry too many, no loss of speed but short steps.

# %% answer="order_of_a_round"
def order_of_a_round():
    return "b, e, c, a, d"


# %% answer="rates_of_the_curves"
def rates_of_the_curves():
    return {"D": "0.4", "C": "0.02", "B": np.float64(0.52), "A": 49 / 100, "best": "D"}


# %% answer="swing"
def swing():
    """As the ravine's best with a large condition number has it."""
    return np.array([0.05, 0.92])
