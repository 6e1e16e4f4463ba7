# row: 13
# tries: display bundles that are no bundles
# must: keep what is an output, drop the rest
# score: double=0

# %%
from IPython.display import display
for bundle in ({"text/plain": 5}, {"image/png": b"\xff\xfe"}, {"text/plain": ["a", "b"]}, {"application/json": {1: 2}},
               {"application/json": float("nan")}, {"no mime": {"x": {1, 2}}}, {"": ""}, {5: "x"}, {}):
    try: display(bundle, raw=True)
    except Exception as error: print(type(error))
    try: display({"text/plain": "x"}, metadata={"a": bundle, "b": {3, 4}, ("t", 1): 1j}, raw=True)
    except Exception as error: print(type(error))
class Odd:
    def _repr_mimebundle_(self, *a, **k): return {"text/plain": object(), "text/html": 3}, {1: object()}
Odd()

# %% answer="double"
def double(x): return 0
