# score:

# %% answer="halvings"
import numpy as np


def halvings(goal):
    return np.int64(np.ceil(-np.log2(goal)))


# %% answer="norm"
from fractions import Fraction


def norm(v):
    return np.array(np.sqrt(np.sum(np.square(np.asarray(list(v), dtype=float)))))


# %% answer="share"
def share(values):
    return Fraction(sum(v > 0 for v in values), len(values))
