# row: 6
# tries: make partial credit something that is no number
# must: count 0
# score: share=0

# %% answer="share"
def share(values):
    return "full marks please"
