# row: 8
# tries: write into the course, beside it, into Python's library and over the package of the judge
# must: change nothing
# score: double=0

# %% answer="double"
import os

import nbgrader
import numpy

import gradus

targets = ["@COURSE@/pwned", "@OUTSIDE@/pwned", "../pwned", "/pwned", "/dev/pwned", "/home/pwned"]
for module in (numpy, gradus, nbgrader, os):
    targets.append(os.path.join(os.path.dirname(module.__file__), "pwned.pth"))
for path in targets:
    try:
        open(path, "w").write("import os")
        print("wrote", path)
    except OSError as e:
        print(e)
try:
    os.remove("@COURSE@/gradebook.db")
except OSError as e:
    print(e)


def double(x):
    return 0
