"""A student's process without a sandbox and without a zygote, for `gradus.judge.unsandboxed`.

python -m gradus.judge.inside.cold_start PORT [MODULE THAT MUST NOT BE THERE]...
"""

import os
import socket
import sys

from gradus.judge.inside.session import Session
from gradus.judge.wire.framing import TOKEN


def main() -> None:
    """Connect to the judge and serve it."""
    token = sys.stdin.buffer.read(TOKEN)
    connection = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
    for module in sys.argv[2:]:
        sys.modules[module] = None  # type: ignore[assignment]  # makes its import fail
    os.environ.setdefault("MPLBACKEND", "agg")
    session = Session()
    connection.sendall(token)
    session.serve(connection)


if __name__ == "__main__":
    main()
