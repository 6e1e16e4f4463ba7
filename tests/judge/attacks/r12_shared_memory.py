# row: 12
# tries: take 600 MB of shared memory, which is nobody's private memory
# must: be stopped at the limit; cost this exercise
# score: double=0

# %% answer="double"
import mmap, os, time
def double(x):
    for _ in range(5):
        if os.fork() == 0:
            area = mmap.mmap(-1, 120 * 2**20)
            for at in range(0, len(area), 4096): area[at] = 1
            time.sleep(1)
            os._exit(0)
    good = 0
    for _ in range(5):
        good += os.wait()[1] == 0
    return 2 * x if good == 5 else 0
