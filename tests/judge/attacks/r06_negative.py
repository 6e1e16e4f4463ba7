# row: 6
# tries: make partial credit negative, which plain nbgrader takes for full marks
# must: count 0
# score: share=0

# %% answer="share"
def share(values):
    return -3
