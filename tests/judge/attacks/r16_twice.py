# row: 16
# tries: hand in a check and an answer twice, which makes plain nbgrader give up the batch
# must: take the first answer, and the check from the instructor
# score: norm=0

# %% answer="norm"
def norm(v):
    return 0.0


# %% nbgrader={"grade": true, "solution": false, "locked": true, "task": false, "grade_id": "check-norm", "points": 2, "schema_version": 3}
2.0

# %% nbgrader={"grade": false, "solution": true, "locked": false, "task": false, "grade_id": "answer-norm", "schema_version": 3}
print("a second answer of that name is an ordinary cell")
