# row: 22
# tries: reply with what is no reply: numbers for lists, lists for dicts, errors without a type
# must: earn nothing, show no traceback of the judge's
# score: double=0 norm=0 halvings=0 share=0

# %% answer="double"
from gradus.judge.inside import session
import itertools
cls = type(session.references.current)
odd = itertools.cycle([{"changed": 5}, {"error": 5}, {"error": {"types": 7}}, {"value": 0, "inputs": 5}, {"changed": [-10**9], "value": 0},
    {"error": {"types": ["SystemExit"], "text": 5}}, {"value": 0, "inputs": [[[]], 5, None]}, {"not_plain": {}}, {"not_a_function": []}])
for name in dir(cls):
    if name.startswith("do_") and "call" in name: setattr(cls, name, lambda self, *a: next(odd))
def double(x): return 0

# %% answer="norm"
def norm(v): return 0

# %% answer="halvings"
def halvings(goal): return 0

# %% answer="share"
def share(values): return 0
