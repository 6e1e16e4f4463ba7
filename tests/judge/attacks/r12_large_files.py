# row: 12
# tries: hand in a file that is larger than a message
# must: grade all the same, or cost what needs it; never lose the submission
# large: data.bin = 70
# score: double=0

# %% answer="double"
def double(x): return 0
