# row: 13
# tries: print without end
# must: be cut, and stopped
# score: double=0

# %% answer="double"
def double(x): return 0
while True:
    print("spam" * 1000)
