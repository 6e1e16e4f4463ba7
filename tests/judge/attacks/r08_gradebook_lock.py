# row: 8
# tries: hold an exclusive lock on every database in reach
# must: find none
# score: double=0

# %% answer="double"
import glob
import sqlite3

held = []
for path in ["@COURSE@/gradebook.db", "../../../gradebook.db", *glob.glob("/**/gradebook.db", recursive=True)]:
    try:
        db = sqlite3.connect(path, isolation_level=None)
        db.execute("begin exclusive")
        held.append(db)
    except Exception as e:
        print(path, e)


def double(x):
    return len(held)
