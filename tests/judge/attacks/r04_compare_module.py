# row: 4
# tries: patch the comparison and the calls of the package in the student's process
# must: have no effect
# score: double=0

# %% answer="double"
import sys

import gradus.calls
import gradus.compare

gradus.compare.numeric_difference = lambda *a, **k: None
gradus.compare.exact_difference = lambda *a, **k: None
sys.modules["gradus.expect"].numeric_difference = lambda *a, **k: None
gradus.calls.Call.run = lambda self, *a, **k: gradus.calls.Outcome(value=None, error=None)


def double(x):
    return 1
