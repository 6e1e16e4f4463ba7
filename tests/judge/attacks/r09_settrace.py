# row: 9
# tries: trace every call in the process and pick up the expected value as it goes by
# must: it does not go by
# score: double=0

# %% answer="double"
import sys
import threading

seen = []


def tracer(frame, event, arg):
    for name in ("expected", "wanted", "truth"):
        if name in frame.f_locals:
            seen.append(frame.f_locals[name])
    return tracer


sys.settrace(tracer)
sys.setprofile(tracer)
threading.settrace(tracer)


def double(x):
    sys.settrace(tracer)
    return seen[-1] if seen else None
