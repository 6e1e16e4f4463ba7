"""How many processes a machine has room for, and those processes."""

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor, ThreadPoolExecutor
from typing import NamedTuple

import psutil

from gradus.judge import bubblewrap

EACH = 1.2 * 2**30  # bytes that a worker takes with its zygote and a student's process, TensorFlow among them
SPARE = 1.0 * 2**30  # bytes that are left to everything else


class Room(NamedTuple):
    """How many workers there are to be, and what that follows from."""

    workers: int
    why: str


def room() -> Room:
    """As many as there are cores, or as memory has room for."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    free = psutil.virtual_memory().available
    fit = max(1, int((free - SPARE) // EACH))
    if fit < cores:
        return Room(fit, f"{free / 2**30:.0f} GB of memory are free, and each takes up to {EACH / 2**30:.1f}")
    return Room(cores, f"one for each of {cores} cores" if cores > 1 else "there is one core")


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
