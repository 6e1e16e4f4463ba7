# row: 11
# tries: wait for a lock that is never released
# must: be killed; cost this exercise
# score: halvings=0

# %% answer="halvings"
import threading

lock = threading.Lock()
lock.acquire()


def halvings(goal):
    lock.acquire()
    return 4
