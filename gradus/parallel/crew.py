"""Has tasks done by workers that may die, come and go, and gives each task one outcome."""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

T = TypeVar("T")
MOST_DEATHS = 3
"""So many workers may die of a task, before it is given up."""
AHEAD = 2
"""Tasks that a worker is given: one to do, and one so that it need not wait. What waits takes memory, too."""
LOOK = 1.0
"""Seconds after which it is looked again who is there, if nothing else happens."""


class GivenUp(Exception):
    """A task that workers died of."""

    def __init__(self) -> None:
        super().__init__(f"{MOST_DEATHS} workers died while they were at it")


class Staff(AbstractContextManager, Protocol):
    """Workers, each an executor that does one task after another, in the order in which it was given them."""

    @property
    def died(self) -> type[BaseException] | tuple[type[BaseException], ...]:
        """What is raised for a worker that has died, by its futures or when it is given something."""

    def present(self) -> Mapping[str, Executor]:
        """Those that are there now. Asked often; who is gone is left out, or is there under another name."""

    def replace(self, name: str) -> None:
        """This one has died."""


@dataclass(frozen=True)
class _Open(Generic[T]):
    """A task that has no outcome. is_suspect: a worker died that had it; deaths: as far as is known, of it."""

    task: T
    is_suspect: bool = False
    deaths: int = 0


@dataclass
class _Job(Generic[T]):
    """An open task that a worker has."""

    open: _Open[T]
    future: Future
    since: float


class _Waiting(Generic[T]):
    """Open tasks that nobody has."""

    def __init__(self, tasks: Iterable[T]):
        self._fresh, self._suspects = iter(tasks), deque[_Open[T]]()

    def take(self, suspects_too: bool) -> _Open[T] | None:
        if suspects_too and self._suspects:
            return self._suspects.popleft()
        for task in self._fresh:
            return _Open(task)
        return None

    def put_back(self, found: _Open[T]) -> None:
        self._suspects.append(found)

    def is_empty(self) -> bool:
        if found := self.take(suspects_too=True):
            self._suspects.appendleft(found)
        return not found


class Crew(Generic[T]):
    """Tasks in, outcomes out, in the order in which they are done.

    When a worker dies, what it had is given to others, each of whom has nothing else the while. So who kills is found
    out, and nobody else is blamed but once. do: called with `common`, which is the same for all, and a task.
    """

    def __init__(self, staff: Staff, do: Callable[[Any, T], Any], common: Any = None):
        self._staff, self._do, self._common = staff, do, common
        self._given: dict[str, list[_Job[T]]] = {}

    def at_work(self) -> list[tuple[T, float]]:
        """What is being done at the moment, and since when, by the clock of `time.monotonic`."""
        return [(job.open.task, job.since) for jobs in list(self._given.values()) for job in jobs[:1]]

    def run(self, tasks: Iterable[T]) -> Iterator[tuple[T, Any]]:
        """Yields each task with what came of it: a result, or the exception that ended it."""
        waiting = _Waiting(tasks)
        with self._staff:
            try:
                while True:
                    there = self._staff.present()
                    for name in self._given.keys() - there.keys():
                        yield from self._bury(name, waiting)
                    self._hand_out(there, waiting)
                    firsts = [job.future for jobs in self._given.values() for job in jobs[:1]]
                    if firsts:
                        wait(firsts, LOOK, return_when=FIRST_COMPLETED)
                    elif waiting.is_empty():
                        return
                    else:
                        time.sleep(LOOK)
                    for name in list(self._given):
                        yield from self._collect(name, waiting)
            finally:
                for jobs in self._given.values():
                    for job in jobs:
                        job.future.cancel()
                self._given.clear()

    def _hand_out(self, there: Mapping[str, Executor], waiting: _Waiting[T]) -> None:
        """Give each worker what it has room for; the second one when all have a first."""
        for ahead in range(1, AHEAD + 1):
            for name, worker in list(there.items()):
                jobs = self._given.setdefault(name, [])
                if len(jobs) >= ahead or any(job.open.is_suspect for job in jobs):
                    continue
                if not (found := waiting.take(suspects_too=not jobs)):
                    break
                try:
                    jobs.append(_Job(found, worker.submit(self._do, self._common, found.task), time.monotonic()))
                except self._staff.died:  # of what it was given before, if anything
                    waiting.put_back(found)
                    if not jobs:
                        self._staff.replace(name)

    def _collect(self, name: str, waiting: _Waiting[T]) -> Iterator[tuple[T, Any]]:
        """What a worker has done."""
        jobs = self._given[name]
        while jobs and jobs[0].future.done():
            future = jobs[0].future
            if future.cancelled() or isinstance(future.exception(), self._staff.died):
                yield from self._bury(name, waiting)
                return
            task = jobs.pop(0).open.task
            for job in jobs[:1]:
                job.since = time.monotonic()
            yield task, future.exception() or future.result()

    def _bury(self, name: str, waiting: _Waiting[T]) -> Iterator[tuple[T, Any]]:
        """A worker is no more: what it was given is for the others."""
        jobs = self._given.pop(name)
        self._staff.replace(name)
        for number, job in enumerate(jobs):
            job.future.cancel()
            deaths = job.open.deaths + (number == 0)  # the others were not begun
            if deaths < MOST_DEATHS:
                waiting.put_back(_Open(job.open.task, True, deaths))
            else:
                yield job.open.task, GivenUp()
