"""The processes of this machine that grade."""

import multiprocessing
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor, ThreadPoolExecutor

from gradus.judge import bubblewrap


def process() -> ProcessPoolExecutor:
    """One process that begins anew, with nothing of this one: it has its own judge, and imports what it needs once."""
    return ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))


class Local:
    """Workers on this machine. Each has an executor of its own, for a pool does not say which of its workers died."""

    died = BrokenExecutor

    def __init__(self, workers: int, sandbox: bool = False, new: Callable[[], Executor] = process):
        """sandbox: whether students' code is to be shut in. Raises NoSandbox if it cannot be."""
        if sandbox:
            bubblewrap.command([])
        self._new = new
        self._there = {f"worker {number + 1}": new() for number in range(workers)}

    def present(self) -> dict[str, Executor]:
        return self._there

    def replace(self, name: str) -> None:
        self._there[name].shutdown(wait=False)
        self._there[name] = self._new()

    def __enter__(self) -> "Local":
        return self

    def __exit__(self, *_: object) -> None:
        with ThreadPoolExecutor(len(self._there)) as at_once:
            for executor in self._there.values():
                at_once.submit(executor.shutdown, cancel_futures=True)
