# row: 22
# tries: nest 10,000 and 1,000,000 deep
# must: be a protocol error
# score: double=0 norm=0

# %% answer="double"
import socket, struct, os, stat
def wire():
    for number in range(3, 256):
        try:
            if stat.S_ISSOCK(os.fstat(number).st_mode): return number
        except OSError: pass
def forge(text):
    body = struct.pack(">I", len(text)) + text
    os.write(wire(), struct.pack(">Q", len(body)) + body)
def double(x): forge(b"[" * 10_000 + b"]" * 10_000)

# %% answer="norm"
def norm(v): forge(b'{"dict": [["value", ' + b'{"tuple": [' * 30_000 + b"]}" * 30_000 + b"]]}")
