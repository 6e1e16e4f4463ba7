# row: 14
# tries: read what another student left in the kernel's keyring
# must: find nothing
# score: double=0

# %% answer="double"
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
found = [libc.syscall(250, 10, ring, b"user", b"gradus-left-behind", 0) for ring in (-3, -4, -5)]
def double(x): return 2 * x if any(key > 0 for key in found) else 0
