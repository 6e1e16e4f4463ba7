# row: 15
# tries: reach services through unix sockets, abstract ones, and inherited files
# must: reach nothing
# score: double=0

# %% answer="double"
import os, socket, glob
count = 0
for path in glob.glob("/run/**", recursive=True) + glob.glob("/var/run/**", recursive=True) + ["\0gradus-test-@PORT@", "/tmp/.X11-unix/X0"]:
    try: socket.socket(socket.AF_UNIX).connect(path); count += 1
    except OSError: pass
for number in range(3, 200):
    try:
        kind = os.fstat(number)
        os.lseek(number, 0, 0); print("FILE", number, os.read(number, 100))
    except OSError: pass
def double(x): return 2 * x if count else 0
