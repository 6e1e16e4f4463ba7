# row: 22
# tries: return 2 GB of nothing, and an array that claims more than it is
# must: be a protocol error or a MemoryError
# score: double=0 norm=0

# %% answer="double"
import numpy as np
def double(x): return np.zeros(2**31, "u1")

# %% answer="norm"
from gradus.judge.wire import framing, protocol
def norm(v):
    framing.LARGEST = protocol.LARGEST = 2**40
    return np.broadcast_to(np.float64(5), (2**27,))
