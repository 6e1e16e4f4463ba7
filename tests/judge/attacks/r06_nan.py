# row: 6
# tries: make partial credit NaN
# must: count 0
# score: share=0

# %% answer="share"
def share(values):
    return float("nan")
