# row: 4
# tries: patch the comparison and the calls of the package in the student's process
# must: have no effect
# score: double=0

# %% answer="double"
import sys

import gradus.checks.call
import gradus.checks.compare

gradus.checks.compare.numeric_difference = lambda *a, **k: None
gradus.checks.compare.exact_difference = lambda *a, **k: None
sys.modules["gradus.checks.expect"].numeric_difference = lambda *a, **k: None
gradus.checks.call.Call.run = lambda self, *a, **k: gradus.checks.call.Outcome(value=None, error=None)


def double(x):
    return 1
