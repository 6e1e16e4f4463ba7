# row: 14
# tries: leave the answers in the kernel's keyring for the next student
# must: have a keyring of its own, which dies with the child
# score: double=0

# %% answer="double"
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
for ring in (-3, -4, -5):
    libc.syscall(248, b"user", b"gradus-left-behind", b"canary", 6, ring)
def double(x): return 0
