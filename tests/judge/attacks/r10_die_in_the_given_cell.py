# row: 10
# tries: hit a given cell, which calls the answer, with an exit
# must: cost this exercise, none after it
# score: double=0

# %% answer="double"
import os

calls = [0]


def double(x):
    calls[0] += 1
    if calls[0] > 0:
        os._exit(1)
