# row: 21
# tries: delete what later exercises use, and expect too
# must: later exercises keep their marks
# score:

# %% answer="double"
def double(x): return 2 * x
del expect, root
del np
