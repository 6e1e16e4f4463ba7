# row: 16
# tries: give a check another name, so that it is not looked for; make another one no check at all
# must: run both
# score: double=0 norm=0

# %% answer="double"
def double(x):
    return x


# %% check="double" nbgrader={"grade": true, "solution": false, "locked": true, "task": false, "grade_id": "check-other", "points": 2, "schema_version": 3}

# %% answer="norm"
def norm(v):
    return 0.0


# %% check="norm" nbgrader={"grade": false, "solution": false, "locked": true, "task": false, "grade_id": "check-norm", "schema_version": 3}
