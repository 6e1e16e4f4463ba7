# row: 4
# tries: replace gradus.expect in module and notebook
# must: have no effect on the judge's expect
# score: double=0

# %% answer="double"
import sys

import gradus


class Fine:
    def __getattr__(self, name):
        return lambda *a, **k: Fine()


gradus.expect = lambda *a, **k: Fine()
sys.modules["gradus.checks.expect"].expect = gradus.expect
sys.modules["gradus.checks.expect"].Expectation = lambda *a: Fine()
expect = gradus.expect
import gradus.judge.inside.session as s

s.references.current._given.clear()
s.references.current.do_restore = lambda: {}


def double(x):
    return x
