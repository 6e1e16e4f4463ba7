# row: 5
# tries: hand in modules that take the place of those the judge imports
# must: have no effect on the judge
# file: colorsys.py = open("@OUTSIDE@/imported", "w").close()
# file: fractions.py = open("@OUTSIDE@/imported", "w").close()
# file: gradus.py = open("@OUTSIDE@/imported", "w").close()
# file: sitecustomize.py = open("@OUTSIDE@/imported", "w").close()
# score: double=0

# %% answer="double"
def double(x): return 0
