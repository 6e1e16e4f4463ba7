# Right answers to the puzzles, in other forms.

# %% answer="training_order"
def training_order():
    return ["C", "B", "E", "G", "D", "A"]  # b before w: both slopes are there already

# %% answer="culprits"
def culprits():
    return dict(P="P5", Q="Q4", R="R2")

# %% answer="pictures_of_slopes"
def pictures_of_slopes():
    return dict(p="f", q="d", r="e", s="b")
