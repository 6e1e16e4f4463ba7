"""Keeps a piece of work from taking all of the machine's memory."""

import contextlib
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def memory_ceiling(more: int) -> Iterator[None]:
    """In the block this process may take `more` bytes beyond what it has; what would take more gets a MemoryError.

    Only on Linux: elsewhere the system does not say what a process has, or does not hold it to a limit.
    """
    before = lower(more)
    try:
        yield
    finally:
        if before:
            import resource

            resource.setrlimit(resource.RLIMIT_AS, before)


def lower(more: int) -> tuple[int, int] | None:
    """Let this process take no more than `more` bytes beyond what it has; the limits before, None if none is set."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # not on Windows

        pages = int(Path("/proc/self/statm").read_text().split()[0])
        before = resource.getrlimit(resource.RLIMIT_AS)
        most = pages * resource.getpagesize() + more
        lowest = min((limit for limit in before if limit != resource.RLIM_INFINITY), default=most)
        resource.setrlimit(resource.RLIMIT_AS, (min(most, lowest), before[1]))
        return before
    return None
