# row: 22
# tries: return short values that are endless when they are looked at
# must: not keep the judge busy or fill its memory
# score: double=0 norm=0 share=0

# %% answer="double"
from gradus.judge.wire import protocol
def forge(value, reference=None):
    if not isinstance(value, dict) or "value" not in value: return old(value, reference)
    text = b'{"dict": [["changed", []], ["value", {"range": [0, 1000000000000, 1]}]]}'
    return len(text).to_bytes(4, "big") + text
old, protocol.encode = protocol.encode, forge
def double(x): return 0

# %%
protocol.encode = old

# %% answer="norm"
def norm(v): return range(10**12)

# %% answer="share"
import numpy as np
def share(values): return np.empty((0, 10**12))
