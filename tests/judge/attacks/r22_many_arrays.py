# row: 22
# batch: alone
# tries: return a million arrays of one byte, for each of which the judge copies the rest
# must: end in time
# score: double=0

# %% answer="double"
import struct
from gradus.judge.wire import protocol
count = 600_000
text = ('{"dict": [["value", [' + ",".join(['{"array":["|u1",[1],false]}'] * count) + "]]]}").encode()
old = protocol.encode
def once(value, reference=None):
    if not isinstance(value, dict) or "changed" not in value: return old(value, reference)
    protocol.encode = old
    return struct.pack(">I", len(text)) + text + bytes(count)
def double(x):
    protocol.encode = once
    return 0
