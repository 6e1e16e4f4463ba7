# row: 12
# tries: take memory without end
# must: be stopped at the limit; cost this exercise
# score: double=0

# %% answer="double"
def double(x):
    hoard = []
    for _ in range(90):
        hoard.append(bytearray(b"x") * (10 * 2**20))
    return 2 * x
