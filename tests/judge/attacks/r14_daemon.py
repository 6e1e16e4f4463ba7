# row: 14
# tries: leave a daemon behind that hides from its parents
# must: die with the child
# score: double=0

# %% answer="double"
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.execv("/bin/sleep", ["gradus-left-behind", "3333"])
    os._exit(0)
def double(x): return 0
