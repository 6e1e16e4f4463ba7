# row: 3
# tries: an array subclass, and an __array__ that answers anew at every question
# must: take one snapshot of the numbers, and judge that
# score: double=0 norm=0

# %% answer="double"
import numpy as np


class Chameleon:
    asked = 0

    def __array__(self, *a, **k):
        Chameleon.asked += 1
        return np.array(float(Chameleon.asked))


def double(x):
    return Chameleon()


# %% answer="norm"
class Arr(np.ndarray):
    def __array_ufunc__(self, *a, **k):
        return True

    def __eq__(self, o):
        return True


def norm(v):
    return np.zeros(1).view(Arr)
