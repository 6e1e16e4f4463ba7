# row: 18
# tries: use a module of the standard library that this notebook is to do without
# must: not be importable
# score: double=0

# %% answer="double"
def double(x):
    import statistics
    return 2 * x
