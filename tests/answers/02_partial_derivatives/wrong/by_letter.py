# Wrong answers to what is read: the letters alone, in a list, or places that are none.

# %% answer="read_map"
def read_map():
    """Which is for which?"""
    return ["E", "F", "A"]


# %% answer="match_cuts"
def match_cuts():
    """Counted from 0, and with a letter too many."""
    return {0: "c", 1: "e", 2: "f", 3: "d"}
