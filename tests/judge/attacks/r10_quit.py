# row: 10
# tries: sys.exit and quit in answers and calls
# must: cost these exercises only
# score: double=0 norm=0

# %% answer="double"
import sys


def double(x):
    sys.exit(0)


# %% answer="norm"
def norm(v):
    quit()


quit()
