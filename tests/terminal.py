"""A person at a terminal who starts the course: what is typed, what is printed, what the browser is asked to open."""

import contextlib
import fcntl
import itertools
import os
import pty
import signal
import subprocess
import termios
import threading
import time
from collections.abc import Iterator
from pathlib import Path

PATIENCE = 300  # seconds for what takes a few on a machine with nothing else to do


class Terminal:
    """A command line that runs in a terminal of its own; `text` is what it has printed."""

    def __init__(self, command: str, folder: Path, env: dict[str, str]):
        self.master, slave = pty.openpty()
        self.process = subprocess.Popen(
            command, shell=True, cwd=folder, env=env, stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )  # fmt: skip
        os.close(slave)
        self.text = ""
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self):
        with contextlib.suppress(OSError):  # the end of a terminal
            while part := os.read(self.master, 4096):
                self.text += part.decode("utf-8", "replace")

    def press(self, keys: str) -> None:
        with contextlib.suppress(OSError):  # the end of a terminal
            os.write(self.master, keys.encode())

    def wait_until(self, what, is_so) -> None:
        """Raises AssertionError, with what was printed, if it does not come to be so while the command runs."""
        deadline = time.monotonic() + PATIENCE
        while not is_so():
            assert self.process.poll() is None and time.monotonic() < deadline, f"{what}:\n{self.text}"
            time.sleep(0.05)

    def wait_for(self, text: str) -> None:
        self.wait_until(f"{text!r} was not printed", lambda: text in self.text)

    def end(self) -> int:
        """Wait until the command has ended; its exit code."""
        try:
            code = self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"It does not end:\n{self.text}") from None
        self.reader.join(10)
        return code

    def interrupt(self) -> int:
        """Ctrl-C, and yes to JupyterLab's question; the exit code. It waits five seconds for an answer, which on a busy
        machine may come later: then once more."""
        for times in itertools.count(1):
            self.press("\x03")
            self._wait_or_end(lambda: self.text.count("(y/[n])?") == times)  # noqa: B023
            self.press("y\n")
            self._wait_or_end(lambda: self.text.count("resuming operation") == times)  # noqa: B023
            if self.process.poll() is not None:
                return self.end()

    def _wait_or_end(self, is_so) -> None:
        """Until it is so or the command has ended. Raises AssertionError if neither comes."""
        deadline = time.monotonic() + PATIENCE
        while not is_so() and self.process.poll() is None:
            assert time.monotonic() < deadline, self.text
            time.sleep(0.05)

    def close(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        os.close(self.master)


@contextlib.contextmanager
def typed(command: str, folder: Path, env: dict[str, str]) -> Iterator[Terminal]:
    """This command typed into a terminal; what is left of it at the end of the block is killed."""
    terminal = Terminal(command, folder, env)
    try:
        yield terminal
    finally:
        terminal.close()


class Browser:
    """A browser that only notes what it is asked to open. env: what makes it the person's browser."""

    def __init__(self, folder: Path):
        folder.mkdir(parents=True)
        self.notes = folder / "opened.txt"
        program = folder / "browser"
        program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$1" >> "{self.notes}"\n')
        program.chmod(0o755)
        self.env = {"BROWSER": str(program)}

    def opened(self) -> list[str]:
        return self.notes.read_text().splitlines() if self.notes.exists() else []
