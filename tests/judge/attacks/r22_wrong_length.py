# row: 22
# tries: claim a length that does not come, and one of an exabyte
# must: be a protocol error
# score: double=0 norm=0

# %% answer="double"
import socket, struct, os, stat
def wire():
    for number in range(3, 256):
        try:
            if stat.S_ISSOCK(os.fstat(number).st_mode): return number
        except OSError: pass
def double(x):
    os.write(wire(), struct.pack(">Q", 2**60) + b"x")

# %% answer="norm"
def norm(v):
    os.write(wire(), struct.pack(">Q", 1000) + b"x")
    import time; time.sleep(100)
