# row: 14
# tries: keep a thread that rewrites answers while later checks run
# must: earn nothing
# score: double=0

# %% answer="double"
import threading, time
def double(x): return 0
def meddle():
    while True:
        for name in ("expect", "np", "truth"):
            get_ipython().user_ns[name] = lambda *a, **k: None
        time.sleep(0.001)
threading.Thread(target=meddle, daemon=True).start()
