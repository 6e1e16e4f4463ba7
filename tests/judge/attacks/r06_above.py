# row: 6
# tries: make partial credit larger than the points, and too large for a float
# must: never above the points, and never abort; this one is no finite number
# score: share=0

# %% answer="share"
def share(values):
    return 10**400
