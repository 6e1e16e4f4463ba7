# row: 10
# tries: read from address zero
# must: cost this exercise only
# score: norm=0

# %% answer="norm"
import ctypes


def norm(v):
    return ctypes.string_at(0)
