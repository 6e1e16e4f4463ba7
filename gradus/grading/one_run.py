"""One run of `nbgrader autograde` at a time in a course: a second one would take the first one's work for left over."""

import contextlib
import os
import socket
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout
from nbgrader.converters.base import BaseConverter, NbGraderException

LOCK = ".autograde.lock"
HOLDER = ".autograde.holder"
"""Who holds the lock, for people to read. What counts is the lock, which the system lifts when its holder dies."""


class AtWork(NbGraderException):
    """Another run is grading this course."""


def run_alone(converter: BaseConverter, prepare: Callable[[], None]) -> None:
    """Have nbgrader convert, after `prepare`, only while nobody else does in this course.

    nbgrader has no place of its own for something that ends when a run ends; Formgrader lives on after it.
    """
    convert = converter.convert_notebooks

    def convert_alone() -> None:
        try:
            with alone(Path(converter.coursedir.root)):
                prepare()
                convert()
        except AtWork as error:
            converter.log.error("%s", error)
            raise

    converter.convert_notebooks = convert_alone


@contextlib.contextmanager
def alone(course: Path) -> Iterator[None]:
    """Hold the course. Raises AtWork, naming who does, if another process holds it."""
    holder = course / HOLDER
    lock = FileLock(course / LOCK, timeout=0, mode=0o664)
    try:
        lock.acquire()
    except Timeout:
        raise AtWork(
            f"This course is being graded already, by {_read(holder)}. Nothing was graded here: "
            "wait until that run has ended, or end it, and start this one again."
        ) from None
    try:
        with contextlib.suppress(OSError):
            holder.unlink(missing_ok=True)  # of another user, it could not be written
            since = datetime.now().astimezone().strftime("%H:%M")
            holder.write_text(f"process {os.getpid()} on {socket.gethostname()} since {since}", encoding="utf-8")
        yield
    finally:
        with contextlib.suppress(OSError):
            holder.unlink(missing_ok=True)
        lock.release()


def _read(holder: Path) -> str:
    try:
        return holder.read_text(encoding="utf-8").strip()[:200] or "another process"
    except OSError:
        return "another process"
