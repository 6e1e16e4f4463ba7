# row: 11
# tries: sleep for ten days in the cell
# must: be killed; cost this exercise
# score: norm=0

# %% answer="norm"
import time

time.sleep(10**6)


def norm(v):
    return 5
