# row: 13
# tries: report 40 MB of text, past the cap of the session
# must: be cut by the judge too
# score: double=0 norm=0 halvings=0 share=0

# %%
from gradus.judge.inside import session
cls = type(session.references.current)
text = "x" * 1000 + "\n"
cls.do_run = lambda self, *a: {"outputs": [{"output_type": "stream", "name": "stdout", "text": text * 40_000}]}

# %% answer="double"
def double(x): return 0
