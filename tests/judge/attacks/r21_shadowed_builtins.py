# row: 21
# tries: (by accident) use names of builtins for variables
# must: right answers keep their marks
# score:

# %%
list = [1, 2]; str = "text"; print = 5; float = 1; isinstance = None

# %% answer="double"
abs = max = range = 7
def double(x): return x + x
