# row: 18
# tries: import the course's own solutions and mistakes
# must: not be there
# score: double=0

# %% answer="double"
def double(x):
    import gradus.answers.calculus
    return 2 * x
