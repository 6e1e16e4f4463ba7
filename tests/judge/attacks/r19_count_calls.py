# row: 19
# tries: count the calls, and answer by number
# must: fail
# score: double=0

# %% answer="double"
calls = []
def double(x):
    calls.append(x)
    return [8.0, 6.0, "abab", 0][min(len(calls), 4) - 1]
