# row: 12
# tries: stay under the limit of memory, in processes whose program nobody may read, and so nobody may look at
# must: count their memory too
# score: double=0

# %% answer="double"
import os, shutil, subprocess, sys, time
shutil.copy(os.path.realpath(sys.executable), "python")
os.chmod("python", 0o111)
os.environ["PYTHONHOME"] = sys.base_prefix
code = "x = bytearray(b'x') * (60 * 2**20); import time; time.sleep(2)"
def double(x):
    children = [subprocess.Popen(["./python", "-S", "-c", code]) for _ in range(10)]
    time.sleep(1.5)
    alive = sum(child.poll() is None for child in children)
    return 2 * x if alive == 10 else 0
