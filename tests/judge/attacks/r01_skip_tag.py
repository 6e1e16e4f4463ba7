# row: 1
# tries: tag the check so that it is not run
# must: run it all the same
# score: double=0

# %% answer="double"
def double(x):
    return 0


# %% check="double" tags=["skip-execution"]
