"""Starts zygotes, takes children from them, and ends both. One zygote serves a whole batch."""

import contextlib
import functools
import gc
import importlib
import json
import secrets
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict

from gradus.errors import GradusError
from gradus.judge import bubblewrap
from gradus.judge.wire import framing
from gradus.judge.wire.limits import Limits

ZYGOTE_GONE = "the zygote is gone"


class Zygotes:
    """The running zygotes, by what they have imported and what they must not see."""

    def __init__(self, limits: Limits, start_seconds: float = 300):
        self._limits = limits
        self._start_seconds = start_seconds
        self._running: dict[tuple, _Zygote] = {}

    def child(self, preload: tuple[str, ...], without: tuple[str, ...]) -> "Child":
        """A fresh student's process. Starts a zygote if none with these imports is running."""
        key = (preload, without)
        zygote = self._running.get(key)
        if zygote is None or not zygote.is_alive():
            zygote = self._running[key] = _Zygote(preload, without, self._limits, self._start_seconds)
        try:
            return zygote.take()
        except framing.Closed:  # it died while it was idle; the next one is new
            self._running[key] = _Zygote(preload, without, self._limits, self._start_seconds)
            return self._running[key].take()

    def close(self) -> None:
        for zygote in self._running.values():
            zygote.close()
        self._running.clear()


class Child:
    """One student's process, as the judge holds it: a connection, and the means to end it."""

    def __init__(self, connection: socket.socket, kill: Callable[[], str]):
        self._connection = connection
        self._kill = kill

    def request(self, message: bytes, seconds: float) -> bytes:
        """Send a request and wait for the answer. Raises ProtocolError, also when the time is up.

        An answer repeats the number of its request. What comes with another one was not asked for: a second
        process of the student's answers too, say, or answers were sent ahead. It is passed over.
        """
        number = secrets.token_bytes(framing.NUMBER)
        deadline = time.monotonic() + seconds
        self._connection.settimeout(seconds)
        framing.send(self._connection, number + message)
        while True:
            answer = framing.receive(self._connection, deadline - time.monotonic())
            if answer.startswith(number):
                return answer[framing.NUMBER :]

    def end(self) -> str:
        """Kill the process and everything it started; say how it had ended by itself, if it had."""
        self._connection.close()
        return self._kill()


class _Zygote:
    def __init__(self, preload: tuple[str, ...], without: tuple[str, ...], limits: Limits, seconds: float):
        self._control, theirs = socket.socketpair()
        settings = json.dumps({"preload": preload, "limits": asdict(limits)})
        arguments = ["-m", "gradus.judge.inside.zygote", str(theirs.fileno()), settings]
        command = bubblewrap.command(arguments, without)
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115  closed with the zygote; a pipe would fill up, and stop the zygote
        self._process = subprocess.Popen(
            command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stderr=self._errors
        )
        theirs.close()
        for module in preload:  # the course's own cells will want them here too: import them while the zygote does
            with contextlib.suppress(Exception):
                importlib.import_module(module)
        gc.freeze()  # TensorFlow's million objects stay; looking through them takes half a second
        self._replies = self._control.makefile("r")
        self._control.settimeout(seconds)
        with contextlib.suppress(OSError):
            if self._replies.readline() == "ready\n":
                return
        self._process.kill()
        self._errors.seek(0)
        said = self._errors.read().decode(errors="replace").strip()
        last = said.splitlines()[-1] if said else "it said nothing"
        raise GradusError(f"The sandbox could not be started: {last}. `gradus doctor` looks for the cause.")

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def take(self) -> Child:
        protocol_error = framing.Closed("the zygote is gone")
        try:
            self._control.sendall(b"take\n")
            message, descriptors, _, _ = socket.recv_fds(self._control, 100, 1)
        except OSError:
            raise protocol_error from None
        if not descriptors:
            raise protocol_error
        return Child(socket.socket(fileno=descriptors[0]), functools.partial(self.kill, int(message)))

    def kill(self, number: int) -> str:
        try:
            self._control.sendall(b"kill %d\n" % number)
            return self._replies.readline().strip() or ZYGOTE_GONE
        except OSError:
            return ZYGOTE_GONE

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._control.shutdown(socket.SHUT_RDWR)
        self._replies.close()
        self._control.close()
        self._errors.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
