"""The process that runs one student's cells: started, asked, ended, and started again without what ended it."""

import functools
import io
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from gradus.deadline import deadline
from gradus.errors import GradusError
from gradus.judge.name_binding import may_bind
from gradus.judge.namespace import Namespace
from gradus.judge.proxies import Student
from gradus.judge.sanitize import one_line
from gradus.judge.wire.framing import Closed, ProtocolError, TooSlow
from gradus.judge.wire.limits import OutputLimits, TimeLimits
from gradus.judge.zygotes import ZYGOTE_GONE, Child

T = TypeVar("T")

SLACK = 5  # seconds beyond a student's limit in which the judge must have dealt with the answer
STARTS = 3  # attempts to start a student's process
MOST_FILES = 50 * 2**20  # bytes of files beside the notebook
MUCH = 50 * 2**20  # bytes of memory that a cell keeps, and later cells may miss
ENDINGS = {"memory": "took more memory than is allowed"}
SETTINGS = {
    "print", "Python's built-in names", "imported modules", "limits", "the working folder", "environment variables",
    "the places of modules", "what finds modules", "NumPy's errors", "the recursion limit", "warnings",
    "functions of modules", "how TensorFlow runs functions", "whether TensorFlow computes at once",
}  # fmt: skip
"""What a session may say was changed."""
GOING_ON = {"threads", "an alarm", "processes", "open files", "a full disk"}


@dataclass(eq=False)
class Cell:
    """A given or student's cell, and what it left behind: settings, things that go on, memory."""

    name: str
    code: str
    is_given: bool
    changed: set[str] = field(default_factory=set)
    left: set[str] = field(default_factory=set)
    repaired: set[str] = field(default_factory=set)
    kept: int = 0
    seconds: float = 0.0


class Broke(NamedTuple):
    """How the process broke off under what it was asked."""

    how: str
    """ "slow", "died", or "broken": it sent what is no answer."""
    because: str
    """The same in words that follow the name of what was run or called."""
    details: str
    """More, in which there may be words of the student's."""


class StudentProcess:
    """Runs what it is given to run, each time in a process that is ready.

    A process that breaks off is ended. In the next one the cells that ran before are run first, but for those that end
    it twice. `left_out` says which files are not beside the notebook.
    """

    def __init__(self, new_child: Callable[[], Child], names: Namespace, shown: io.StringIO, folder: Path,
                 times: TimeLimits, most: OutputLimits, seed: int):  # fmt: skip
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
        self._replay: list[Cell] = []
        self._changed: set[str] = set()
        self._left: set[str] = set()
        self._held = 0
        self._broken: ProtocolError | None = None
        self.left_out: list[str] = []

    def run(self, action: Callable[[Student], T], seconds: float) -> T | Broke:
        """What an action returns that asks the process for things, or how the process broke off under it.

        Each request may take so many seconds, and the action as long as a cell. Its own errors are raised. It is done a
        second time if the process ended for a reason that is not the student's.
        """
        is_second = False
        while True:
            try:
                student = self._ready(seconds)
                with deadline(self._times.cell + SLACK, TooSlow):
                    try:
                        return action(student)
                    finally:
                        if self._broken:  # which the action may have swallowed
                            raise self._broken
            except ProtocolError as error:
                how = self.end()
                if is_second or how != ZYGOTE_GONE:
                    return self._broke(error, how)
                is_second = True

    def run_cell(self, cell: Cell, read: Callable[[Any], T]) -> tuple[Any, T] | Broke:
        """Run a cell: the session's report of it, and what `read` makes of that; or how the process broke off.

        A cell after which nothing works any more is not run again, and the process with it is ended.
        """

        def action(_: Student) -> tuple[Any, T]:
            if cell in self._replay:
                self._replay.remove(cell)
            report = self._run(cell)
            if report.get("worn") is True:
                self.end()
                self._ready(self._times.cell)
                report = self._run(cell)
            if report.get("works") is True:
                self._replay.append(cell)
            else:
                self.end()
            return report, read(report)

        return self.run(action, self._times.cell)

    def other_ways(self, why: str) -> Iterator[str]:
        """Make things ready to try again what has failed, each time in another way; what is different then.

        It failed because the process "died", was "slow", was "short" of memory or the like, or was "wrong". Whoever
        takes the next way says by that that the last was no better.
        """
        try:
            yield from self._other_ways(why)
        except ProtocolError:
            self.end()

    def end(self) -> str:
        """End the process; say how it had ended by itself, if it had."""
        self._broken = None
        child, self._child = self._child, None
        return child.end() if child else ""

    def start(self) -> None:
        """Start the process, before anything of the student's has run. Raises GradusError."""
        try:
            self._start()
        except ProtocolError as error:
            raise GradusError(f"No process could be started to run the student's code: {error}.") from None

    def _ready(self, seconds: float) -> Student:
        """The session, running again if it had ended; each request from now on may take so long."""
        if self._broken:
            self.end()
        died: list[Cell] = []
        while self._child is None:
            self._start()
            for cell in list(self._replay):
                try:
                    self._run(cell)
                except ProtocolError:
                    if cell in died:  # twice: it is its own fault
                        self._replay.remove(cell)
                    died.append(cell)
                    self.end()
                    break
        self._limit = seconds
        return self._student

    def _broke(self, error: ProtocolError, how: str) -> Broke:
        if isinstance(error, TooSlow):
            return Broke("slow", "took longer than is allowed, and was stopped", "")
        if isinstance(error, Closed):
            return Broke("died", ENDINGS.get(how, "ended its process"), "")
        # nobody breaks the protocol by mistake: what was called is not run again
        called = self._student.called
        self._replay = [cell for cell in self._replay if cell.is_given or not may_bind(cell.code, called)]
        if how in ENDINGS:
            return Broke("broken", ENDINGS[how], "")
        return Broke("broken", "sent no answer", f": {one_line(error, 200)}")

    def _other_ways(self, why: str) -> Iterator[str]:
        if sum(cell.seconds for cell in self._replay) * 3 > self._seconds_left():
            return
        mine = [cell for cell in self._replay if not cell.is_given]
        changing = [cell for cell in mine if cell.changed]
        if changing and why in ("wrong", "short"):
            self._ready(self._times.cell).ask("put_back")
            what = " and ".join(sorted(set().union(*(cell.changed for cell in changing))))
            yield f"{_and(changing)} changed {what}, which was put back"
            self._ready(self._times.cell).ask("put_forward")
        if why == "died":
            self.end()
            yield ""
        guilty = [cell for cell in mine if cell.left or (cell.kept > MUCH and why != "slow")]
        if guilty and why != "wrong":
            replay, self._replay = self._replay, [cell for cell in self._replay if cell not in guilty]
            self.end()
            left = set().union(*(cell.left for cell in guilty)) or {"much memory"}
            yield f"{_and(guilty)} left {' and '.join(sorted(left))} behind, and was left out"
            self._replay = replay
            self.end()

    def _run(self, cell: Cell) -> Any:
        began = time.monotonic()
        reply = self._student.ask("run", cell.code, cell.is_given)
        cell.seconds = time.monotonic() - began
        changed = _words(reply.get("changed"), SETTINGS)
        cell.changed, self._changed = changed - self._changed, changed
        cell.repaired = _words(reply.get("repaired"), SETTINGS)
        left = _words(reply.get("left"), GOING_ON)
        cell.left, self._left = left - self._left, left
        held = reply.get("held")
        held = held if type(held) is int else 0
        cell.kept, self._held = held - self._held if self._held else 0, held
        return reply

    def _seconds_left(self) -> float:
        """Seconds that the notebook may still take."""
        return self._deadline - time.monotonic()

    def _start(self) -> None:
        self._student = self._names.student = Student(self._request, self._names, self._shown)
        self._changed, self._left, self._held = set(), set(), 0
        for _ in range(STARTS):  # what waited for this submission may have died before it came
            try:
                self._child = self._new_child()
                self._broken = None
                self._limit = self._times.cell
                self._held = self._student.ask("start", self._files, self._seed, self._most)["held"]
                return
            except Closed:
                self.end()
        raise GradusError("The processes that are to run students' code die before they do.")

    @functools.cached_property
    def _files(self) -> dict[str, bytes]:
        """What was handed in beside the notebook, by its path. What is too large is noted, and the rest is there."""
        files, left = dict[str, bytes](), MOST_FILES
        for path in sorted(self._folder.rglob("*")):
            name = str(path.relative_to(self._folder))
            try:
                if not path.is_file() or path.is_symlink() or path.suffix == ".ipynb":
                    continue
                size = path.stat().st_size
                if size > left:
                    self.left_out.append(f"{one_line(name, 100)} is too large ({size / 2**20:.0f} MB); it was left out")
                    continue
                files[name] = path.read_bytes()
                left -= size
            except OSError as error:
                self.left_out.append(f"{one_line(name, 100)} cannot be read ({error.strerror}); it was left out")
        return files

    def _request(self, message: bytes) -> bytes:
        if self._broken or self._child is None:  # a test may have swallowed the first error
            raise self._broken or Closed("the process has ended")
        left = self._seconds_left()
        try:
            if left <= 0:
                raise TooSlow("the notebook's time is up")
            return self._child.request(message, min(self._limit, left))
        except ProtocolError as error:
            self._broken = error
            raise


def _words(reported: Any, known: set[str]) -> set[str]:
    words = reported if isinstance(reported, list) else []
    return {word for word in words if isinstance(word, str) and word in known}


def _and(cells: list[Cell]) -> str:
    return " and ".join(dict.fromkeys(cell.name for cell in cells))
