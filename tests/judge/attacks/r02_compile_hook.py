# row: 2
# tries: replace builtins.compile and exec, and IPython's own compiler
# must: have no effect on checks; be put back, and cost no other exercise
# score: norm=0

# %% answer="norm"
import builtins

old = builtins.compile
builtins.exec = lambda *a, **k: None
builtins.compile = lambda source, *a, **k: old("0", *a, **k)
get_ipython().compile.ast_parse = lambda *a, **k: old("", "x", "exec", 1024)


def norm(v):
    return 0
