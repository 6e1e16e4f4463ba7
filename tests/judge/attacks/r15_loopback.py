# row: 15
# tries: connect to a server on the grader's machine
# must: reach nothing
# score: double=0

# %% answer="double"
import socket
def double(x):
    for host in ("127.0.0.1", "::1", "localhost"):
        try:
            socket.create_connection((host, @PORT@), timeout=0.5).sendall(b"hello")
            return 2 * x
        except OSError: pass
