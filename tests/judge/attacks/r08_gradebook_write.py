# row: 8
# tries: give everyone 99 points in gradebook.db
# must: find no gradebook
# score: double=0

# %% answer="double"
import sqlite3

try:
    db = sqlite3.connect("@COURSE@/gradebook.db")
    db.execute("update grade set manual_score = 99, needs_manual_grade = 0")
    db.commit()
except Exception as e:
    print(e)


def double(x):
    return 0
