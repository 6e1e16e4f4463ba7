# score: double=0 norm=0 halvings=0 share=0

# %% answer="double"
def double(x):
    raise NotImplementedError


# %% answer="norm"
def norm(v):
    raise NotImplementedError


# %% answer="halvings"
def halvings(goal):
    raise NotImplementedError


# %% answer="share"
def share(values):
    raise NotImplementedError
