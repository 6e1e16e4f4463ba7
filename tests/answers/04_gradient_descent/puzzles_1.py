# The puzzles, answered in other words: another order that is right, rates found by trying, a stronger swing.

# %% answer="order_of_a_round"
def order_of_a_round():
    """The velocity may be updated before the walk looks for the end: it does not move."""
    return "BCEAD"


# %% answer="rates_of_the_curves"
def rates_of_the_curves():
    """Walk with all four, and see which comes nearest."""
    rates = {}
    for letter, curve in CURVES.items():
        off = {}
        for lr in (0.02, 0.4, 0.49, 0.52):
            t = np.arange(0, 31, 5)
            losses = (6.25 * (1 - lr) ** (2 * t) + 9 * (1 - 4 * lr) ** (2 * t)) / 2
            off[lr] = np.max(np.abs(np.log(losses / curve)))
        rates[letter] = min(off, key=off.get)
    return rates


# %% answer="swing"
def swing():
    return [0.2, 0.8]
