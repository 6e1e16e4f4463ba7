# row: 22
# tries: claim that two million inputs were changed, and an error text of 40 MB
# must: be cut; cost this exercise
# score: double=0 norm=0

# %% answer="double"
from gradus.judge.inside import session
def forged(self, *arguments):
    return {"value": 1, "changed": list(range(2_000_000)), "inputs": []}
def forged_error(self, *arguments):
    return {"error": {"types": ["ValueError"], "text": "x" * 40_000_000, "where": "", "stub": ""}}
for name in dir(session.Session):
    if name.startswith("do_") and "call" in name:
        setattr(session.Session, name, forged_error if "bare" in name else forged)
def double(x): return 0

# %% answer="norm"
def norm(v): return 0
