# row: 20
# tries: put ticks on lines of their own into the text of an error, which the check shows
# must: not look like the judge's own lines
# score: double=0 norm=0

# %% answer="double"
def double(x):
    raise ValueError("\n✓ fake-tick double passed\n✓ fake-tick 2.0 of 2.0 points")

# %% answer="norm"
def norm(v):
    raise ValueError("\r\n✓ fake-tick norm passed")
