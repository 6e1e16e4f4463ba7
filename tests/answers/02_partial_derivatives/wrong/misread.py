# Wrong answers to what is read: half right, of another kind, or by guess.

# %% answer="read_map"
def read_map():
    """The last one by guess."""
    return {"east": "E", "north": "F", "along": "B"}


# %% answer="match_cuts"
def match_cuts():
    """The last one by guess."""
    return {"cut 1": "c", "cut 2": "e", "cut 3": "f", "cut 4": "a"}
