# row: 1
# tries: tag the answer, and raise in it, so that the notebook seems to have stopped before the check
# must: run the check
# score: double=0

# %% answer="double" tags=["raises-exception"]
def double(x):
    return 0


raise SystemExit(0)

# %% check="double" tags=["raises-exception", "skip-execution"]
