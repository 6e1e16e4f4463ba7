# row: 12
# tries: fill 500 MB of memory files, each below the limit of a file
# must: be stopped at the limit; cost this exercise
# score: norm=0

# %% answer="norm"
import os
files = []
def norm(v):
    for i in range(28):
        files.append(os.memfd_create(str(i)))
        os.write(files[-1], b"x" * (18 * 2**20))
    return sum(x * x for x in v) ** 0.5
