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
sys.modules["gradus.expect"].expect = gradus.expect
sys.modules["gradus.expect"].Expectation = lambda *a: Fine()
expect = gradus.expect
import gradus.judge.session as s

s.current._given.clear()
s.current.do_restore = lambda: {}


def double(x):
    return x
