# row: 12
# tries: start threads without end
# must: be limited; the answer is still wrong
# score: norm=0

# %% answer="norm"
import threading, time
def norm(v):
    started = 0
    try:
        while started < 2000:
            threading.Thread(target=time.sleep, args=(100,), daemon=True).start(); started += 1
    except RuntimeError: pass
    return 5.0 if started >= 2000 else -1
