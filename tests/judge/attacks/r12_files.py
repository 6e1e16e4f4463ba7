# row: 12
# tries: open files without end, raise the limits first
# must: be limited
# score: halvings=0

# %% answer="halvings"
import os, resource
def halvings(goal):
    for kind in range(16):
        for most in ((resource.RLIM_INFINITY,) * 2, (10**9, 10**9)):
            try: resource.setrlimit(kind, most)
            except (OSError, ValueError): pass
    files = []
    try:
        while len(files) < 5000: files.append(os.open("/dev/null", 0))
    except OSError: pass
    enough = len(files) >= 5000
    for file in files: os.close(file)
    return 4 if enough else -1
