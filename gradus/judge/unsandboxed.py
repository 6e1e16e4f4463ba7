"""Students' processes without a sandbox and without a zygote: each imports everything anew. For any system.

Used only when the sandbox is switched off by hand. The judge still compares in its own process, but the student's
code has all rights of whoever grades.
"""

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile

from gradus.errors import GradusError
from gradus.judge.wire.framing import TOKEN
from gradus.judge.zygotes import Child

START = "gradus.judge.inside.cold_start"


class ColdStarts:
    """Starts a process for each child."""

    def __init__(self, start_seconds: float = 60):
        self._start_seconds = start_seconds

    def child(self, preload: tuple[str, ...], without: tuple[str, ...]) -> Child:
        """A fresh student's process. Modules are imported when they are needed, so `preload` does nothing."""
        folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        token = secrets.token_hex(TOKEN // 2)
        with socket.create_server(("127.0.0.1", 0)) as server:
            command = [sys.executable, "-s", "-P", "-m", START, str(server.getsockname()[1]), *without]
            process = subprocess.Popen(command, cwd=folder.name, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL, start_new_session=True)  # fmt: skip
            assert process.stdin is not None
            process.stdin.write(token.encode())
            process.stdin.close()
            server.settimeout(self._start_seconds)
            try:
                connection = server.accept()[0]
            except TimeoutError:
                process.kill()
                raise GradusError("A process for the student's code could not be started.") from None
        connection.settimeout(self._start_seconds)
        if connection.recv(TOKEN, socket.MSG_WAITALL) != token.encode():
            process.kill()
            raise GradusError("Another program connected to the judge. Grade again.")

        def end() -> str:
            _kill(process)
            folder.cleanup()
            return ""

        return Child(connection, end)

    def close(self) -> None:
        """Nothing outlives its child."""


def _kill(process: subprocess.Popen) -> None:
    """Kill the process and, where the system has groups of processes, what it started."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
