# Wrong answers to what is read: names of nothing on the map.

# %% answer="read_map"
def read_map():
    """Places with their numbers."""
    return {"east": places["E"], "north": places["F"], "along": places["A"]}


# %% answer="match_cuts"
def match_cuts():
    """All curves at once."""
    return dict.fromkeys(cuts, "cdef")
