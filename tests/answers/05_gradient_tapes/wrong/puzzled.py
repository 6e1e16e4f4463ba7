# Wrong answers to the puzzles, by guessing.

# %% answer="training_order"
def training_order():
    return "ABCDEFGH"

# %% answer="culprits"
def culprits():
    return {"P": 5, "Q": 4, "R": 9}

# %% answer="pictures_of_slopes"
def pictures_of_slopes():
    return {"p": "F", "q": "D", "r": "E", "s": "E"}
