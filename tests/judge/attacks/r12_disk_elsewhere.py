# row: 12
# tries: mount an unlimited disk of one's own in a nested user namespace, and fill 300 MB
# must: not be possible
# score: halvings=0

# %% answer="halvings"
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
def halvings(goal):
    if libc.unshare(0x10000000 | 0x00020000) != 0: return -1
    os.makedirs("/tmp/big", exist_ok=True)
    if libc.mount(b"none", b"/tmp/big", b"tmpfs", 0, b"size=2g") != 0: return -2
    for i in range(20):
        with open(f"/tmp/big/{i}", "wb") as file: file.write(b"x" * 15 * 2**20)
    return 4
