# row: 21
# tries: (by accident) redefine a given function that a later answer uses
# must: later exercises keep their marks
# score:

# %%
def root(x):
    return "my own root"
samples = None

# %% answer="double"
def double(x): return x + x
samples = "mine"
root = 5
