# Wrong answers to the puzzles, nearly right.

# %% answer="training_order"
def training_order():
    return "CBEGADX"

# %% answer="culprits"
def culprits():
    return {"P": 5, "Q": 6, "R": 2}

# %% answer="pictures_of_slopes"
def pictures_of_slopes():
    return ["F", "D", "E", "B"]
