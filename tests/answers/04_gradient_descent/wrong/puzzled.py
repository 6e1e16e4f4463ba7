# Wrong answers to the puzzles.

# %% answer="order_of_a_round"
def order_of_a_round():
    """The order in which they were dealt."""
    return "ABCDE"

# %% answer="rates_of_the_curves"
def rates_of_the_curves():
    """From slow to fast, as the letters go."""
    return {"A": 0.02, "B": 0.4, "C": 0.49, "D": 0.52}

# %% answer="swing"
def swing():
    """The docstring's."""
    return 0.05, 0.5
