# row: 13
# tries: one line of 200 MB, and a long text in an error
# must: be cut
# score: double=0

# %% answer="double"
try: print("x" * 200 * 2**20)
except MemoryError: print("y" * 50 * 2**20)
def double(x): raise ValueError("z" * 50 * 2**20)
