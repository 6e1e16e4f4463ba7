# row: 5
# tries: find a kernel in memory and patch do_execute; there is none, so patch the classes
# must: have no effect
# score: norm=0

# %% answer="norm"
import gc

try:
    from ipykernel.ipkernel import IPythonKernel

    async def ok(self, *a, **k):
        return {"status": "ok", "execution_count": 1, "payload": [], "user_expressions": {}}

    IPythonKernel.do_execute = ok
    for thing in gc.get_objects():
        if isinstance(thing, IPythonKernel):
            thing.do_execute = ok
except Exception:
    pass


def norm(v):
    return 0
