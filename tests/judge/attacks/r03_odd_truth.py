# row: 3
# tries: return truth values whose bytes are neither 0 nor 1, and empty arrays, of which all is true
# must: earn nothing
# score: double=0 norm=0 share=0

# %% answer="double"
import numpy as np
def double(x): return np.array([])

# %% answer="norm"
def norm(v): return np.frombuffer(b"\x05", bool)

# %% answer="share"
def share(values): return np.array([], bool)
