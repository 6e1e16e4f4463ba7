# row: 12
# tries: stay under the limit of a process, in many processes that have dropped what they inherited
# must: count the memory of all of them together
# score: double=0

# %% answer="double"
import subprocess, sys, time
code = "x = bytearray(b'x') * (60 * 2**20); import time; time.sleep(2)"
def double(x):
    children = [subprocess.Popen([sys.executable, "-S", "-c", code]) for _ in range(10)]
    time.sleep(1.5)
    alive = sum(child.poll() is None for child in children)
    return 2 * x if alive == 10 else 0
