"""The process that runs one student's cells: started, asked, ended, and started again without what ended it."""

import io
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from gradus.errors import GradusError
from gradus.judge.binding import may_bind
from gradus.judge.host import ZYGOTE_GONE, Child
from gradus.judge.limits import Most, Times
from gradus.judge.namespace import Namespace
from gradus.judge.protocol import Closed, ProtocolError, TooSlow
from gradus.judge.received import one_line
from gradus.judge.standin import Student

STARTS = 3  # attempts to start a student's process
MOST_FILES = 50 * 2**20  # bytes of files beside the notebook
ENDINGS = {"memory": "took more memory than is allowed"}


class StudentProcess:
    """Cells that end the process cost themselves: it is started again with the earlier ones.

    `zygote_died` says that the last process ended for a reason that is not the student's.
    """

    def __init__(self, new_child: Callable[[], Child], names: Namespace, shown: io.StringIO, folder: Path,
                 times: Times, most: Most, seed: int):  # fmt: skip
        self._new_child = new_child
        self._names = names
        self._shown = shown
        self._folder = folder
        self._times = times
        self._most = most
        self._seed = seed
        self._deadline = time.monotonic() + times.notebook
        self._limit = times.cell
        self._child: Child | None = None
        self._replay: list[tuple[str, bool]] = []
        self._broken: ProtocolError | None = None
        self.zygote_died = False
        self._start()

    def run(self, code: str, is_given: bool) -> Any:
        """Run a cell in a process that is ready; the session's report of it."""
        reply = self._student.ask("run", code, is_given)
        self._replay.append((code, is_given))
        return reply

    def make_ready(self, seconds: float) -> Student:
        """The session, running again if it had ended; each request from now on may take so long."""
        while self._child is None:
            self._start()
            for cell in list(self._replay):
                try:
                    self._student.ask("run", *cell)
                except ProtocolError:
                    self._replay.remove(cell)
                    self.end()
                    break
        self._broken = None
        self._limit = seconds
        return self._student

    def raise_if_broken(self) -> None:
        """Raise the error by which a request broke off, which a test may have swallowed."""
        if self._broken:
            raise self._broken

    def end(self) -> str:
        """End the process; say how it had ended by itself, if it had."""
        child, self._child = self._child, None
        return child.end() if child else ""

    def end_after(self, error: ProtocolError) -> str:
        """End a process that broke off, and say why in words that follow the name of the one whose fault it is."""
        how = self.end()
        self.zygote_died = how == ZYGOTE_GONE
        if isinstance(error, TooSlow):
            return "took longer than is allowed, and was stopped"
        if isinstance(error, Closed):
            return ENDINGS.get(how, "ended its process")
        # nobody breaks the protocol by mistake: what was called is not run again
        called = self._student.called
        self._replay = [(code, given) for code, given in self._replay if given or not may_bind(code, called)]
        return ENDINGS.get(how) or f"sent no answer: {one_line(error, 200)}"

    def _start(self) -> None:
        self._student = self._names.student = Student(self._request, self._names, self._shown)
        for _ in range(STARTS):  # what waited for this submission may have died before it came
            self._child = self._new_child()
            self._broken = None
            self._limit = self._times.cell
            try:
                self._student.ask("start", self._files(), self._seed, self._most)
                return
            except Closed:
                self.end()
        raise GradusError("The processes that are to run students' code die before they do.")

    def _files(self) -> dict[str, bytes]:
        """What was handed in beside the notebook, by its path."""
        files, left = {}, MOST_FILES
        for path in sorted(self._folder.rglob("*")):
            if path.is_file() and not path.is_symlink() and path.suffix != ".ipynb":
                left -= path.stat().st_size
                if left > 0:
                    files[str(path.relative_to(self._folder))] = path.read_bytes()
        return files

    def _request(self, message: bytes) -> bytes:
        if self._broken or self._child is None:  # a test may have swallowed the first error
            raise self._broken or Closed("the process has ended")
        left = self._deadline - time.monotonic()
        try:
            if left <= 0:
                raise TooSlow("the notebook's time is up")
            return self._child.request(message, min(self._limit, left))
        except ProtocolError as error:
            self._broken = error
            raise
