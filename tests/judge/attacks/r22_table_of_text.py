# row: 22
# tries: return a table of text in which one text is long, and NumPy gives each of them its room: 20 GB
# must: be refused
# score: double=0

# %% answer="double"
import json
from gradus.judge.wire import protocol
rows = [["a" * 50_000, *("b" * 50_000)], list("c" * 50_001)]
text = json.dumps({"dict": [["changed", []], ["value", {"array": ["U", rows]}]]}).encode()
old = protocol.encode
def once(value, reference=None):
    if not isinstance(value, dict) or "value" not in value: return old(value, reference)
    protocol.encode = old
    return len(text).to_bytes(4, "big") + text
def double(x):
    protocol.encode = once
    return 0
