# row: 7
# tries: reach the real root by /proc/1/root, nested namespaces, unmounting, chroot, and files that are still open
# must: find nothing
# score: double=0

# %% answer="double"
import ctypes, glob, os
libc = ctypes.CDLL(None, use_errno=True)
seen = open("seen", "w")
def peek(path):
    try: print(path, os.listdir(path)[:20], open(path + "@OUTSIDE@/secret.txt").read(), file=seen, flush=True)
    except OSError as error: print(path, error, file=seen, flush=True)
if os.fork() == 0:
    try:
        for path in ["/proc/1/root", "/proc/self/root", "/oldroot", "/newroot", "/proc/1/cwd", *glob.glob("/proc/*/root")]:
            peek(path)
        libc.unshare(0x10000000 | 0x00020000)
        for place in (b"/proc", b"/tmp", b"/dev/shm", b"/"): print(place, libc.umount2(place, 2), file=seen, flush=True)
        print("proc", libc.mount(b"proc", b"/tmp", b"proc", 0, None), ctypes.get_errno(), file=seen, flush=True)
        peek("/tmp/1/root")
        os.chroot("/tmp")
        for _ in range(50): os.chdir("..")
        os.chroot(".")
        peek("")
    finally:
        os._exit(0)
os.wait()
print(open("seen").read())
def double(x): return 0
