# More wrong answers to the puzzles.

# %% answer="order_of_a_round"
def order_of_a_round():
    """A card is left out."""
    return "BCAD"

# %% answer="rates_of_the_curves"
def rates_of_the_curves():
    """The limit itself for the curve that rises."""
    return {"A": 0.49, "B": 0.5, "C": 0.02, "D": 0.4}

# %% answer="swing"
def swing():
    """The right two, the other way round."""
    return 0.9, 0.1
