# row: 22
# batch: alone
# tries: return 60 MB of numbers where a text is expected
# must: end in time
# score: double=0

# %% answer="double"
import numpy as np
def double(x):
    return np.zeros(60_000_000, "u1") if isinstance(x, str) else 2 * x
