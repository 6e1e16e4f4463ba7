"""Has tasks done by workers that may die, and gives each task one outcome."""

import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Generic, TypeVar

T = TypeVar("T")
MOST_DEATHS = 3
"""So often may a task be there when a worker dies, before it is given up."""


class Crew(Generic[T]):
    """Tasks in, outcomes out, in the order in which they are done.

    new_pool: makes an executor of so many workers; asked again when one has died, for that ends the whole pool. Those
    that were being done then may have killed it, so that each of them is tried again alone: who is not to blame loses
    nothing, and who is does no more harm.
    """

    def __init__(self, new_pool: Callable[[int], Executor], workers: int, do: Callable[[T], Any]):
        self._new_pool, self._workers, self._do = new_pool, workers, do
        self._given: dict[Future, tuple[T, float]] = {}

    def at_work(self) -> list[tuple[T, float]]:
        """What is being done at the moment, and since when, by the clock of `time.monotonic`."""
        return list(self._given.values())[: self._workers]  # the others wait for their turn

    def run(self, tasks: Iterable[T]) -> Iterator[tuple[T, Any]]:
        """Yields each task with what came of it: a result, or the exception that ended it."""
        waiting, suspects = iter(tasks), deque[T]()
        while True:
            broken = yield from self._all(waiting)
            if broken is None:
                return
            suspects.extend(broken)
            while suspects:
                yield from self._alone(suspects.popleft())

    def _all(self, waiting: Iterator[T]) -> Generator[tuple[T, Any], None, list[T] | None]:
        """Work on tasks until none is left; returns None, or those that were being done when a worker died."""
        with self._new_pool(self._workers) as pool:
            running = self._given = {}
            try:
                while True:
                    # No more than two for each worker: what waits for its turn takes memory, too.
                    for task in waiting:
                        try:
                            running[pool.submit(self._do, task)] = task, time.monotonic()
                        except BrokenProcessPool:
                            return [task, *(other for other, _ in running.values())]
                        if len(running) >= 2 * self._workers:
                            break
                    if not running:
                        return None
                    done, _ = wait(running, return_when=FIRST_COMPLETED)
                    broken = [future for future in done if isinstance(future.exception(), BrokenProcessPool)]
                    for future in done.difference(broken):
                        task, _ = running.pop(future)
                        yield task, future.exception() or future.result()
                    if broken:
                        return [task for task, _ in running.values()]
            finally:
                for future in running:
                    future.cancel()
                running.clear()

    def _alone(self, task: T) -> Iterator[tuple[T, Any]]:
        error: BaseException | None = None
        for _ in range(MOST_DEATHS):
            with self._new_pool(1) as pool:
                future = pool.submit(self._do, task)
                self._given = {future: (task, time.monotonic())}
                error = future.exception()
                if not isinstance(error, BrokenProcessPool):
                    yield task, error or future.result()
                    return
        yield task, error
