# row: 10
# tries: raise exceptions whose text, name or bases do harm
# must: cost these exercises
# score: double=0 norm=0 halvings=0

# %%
class Bad(Exception):
    def __str__(self): raise SystemExit
    __repr__ = __str__
class Loop(Exception):
    def __str__(self): return str(self)
class Exit(BaseException):
    def __str__(self):
        import os; os._exit(3)
raise Bad

# %% answer="double"
def double(x): raise Bad

# %% answer="norm"
def norm(v): raise Loop

# %% answer="halvings"
def halvings(goal): raise Exit
