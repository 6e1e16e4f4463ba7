# row: 5
# tries: patch the session's own methods so that every answer is a cheerful one
# must: believe no more than the plain value
# score: double=0 norm=0 halvings=0 share=4

# %% answer="double"
from gradus.judge.inside import session

cls = type(session.references.current)
lie = {"value": True, "changed": [], "passed": True, "score": 2, "printed": "passed"}
for name in dir(cls):
    if name.startswith("do_") and "call" in name: setattr(cls, name, lambda self, *a: lie)


def double(x):
    return 0


# %% answer="norm"
def norm(v):
    return 0
