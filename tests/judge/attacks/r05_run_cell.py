# row: 5
# tries: replace run_cell, run_code and showtraceback of the shell
# must: have no effect on checks but on the later answers, which the student never ran
# score: double=0 norm=0 halvings=0 share=0

# %% answer="double"
shell = get_ipython()
type(shell).showtraceback = lambda *a, **k: None
type(shell)._showtraceback = lambda *a, **k: None


async def nothing(*a, **k):
    return False


type(shell).run_code = nothing


def double(x):
    return 0


# %% answer="norm"
def norm(v):
    return 0
