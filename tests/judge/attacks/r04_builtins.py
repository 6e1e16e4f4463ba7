# row: 4
# tries: patch abs, float, isinstance, math and the exceptions
# must: have no effect on the judge
# score: norm=0 double=0

# %% answer="double"
import builtins
import math

real = builtins.abs
builtins.abs = lambda x: 0
builtins.AssertionError = Warning
math.isfinite = lambda x: True
math.isclose = lambda *a, **k: True


def double(x):
    return 0.0


# %% answer="norm"
def norm(v):
    return 0.0
