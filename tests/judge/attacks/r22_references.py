# row: 22
# tries: return references to functions that are not there, in loops, in keys, and with odd numbers
# must: earn nothing
# score: double=0 norm=0

# %% answer="double"
from gradus.judge.wire.protocol import FunctionReference as R
def double(x): return [R(0, "double"), R(-1, "x"), {R(10**30, "y"): R(1, "z" * 1000)}, (R(2, "double"),)] * 3

# %% answer="norm"
def norm(v): return R(10**9, "norm")
