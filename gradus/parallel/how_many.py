"""How many processes this machine has room for, in cores and in memory."""

import os
from typing import NamedTuple

import psutil

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
