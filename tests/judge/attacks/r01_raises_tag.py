# row: 1
# tries: tag the checks so that their errors are welcome
# must: count the errors
# score: double=0 norm=0

# %% answer="double"
def double(x):
    return x


# %% check="double" tags=["raises-exception"]


# %% answer="norm"
def norm(v):
    return 0.0


# %% check="norm" tags=["raises-exception", "skip-execution", "remove-cell"]
