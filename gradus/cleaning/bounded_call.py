"""Calls a function in a process of its own, which is ended when it takes too long or too much memory.

Parsers of Markdown, HTML and code have inputs of a few kilobytes that cost them minutes or gigabytes, and some cannot
be interrupted. What a student wrote, the instructor's side parses here or not at all.
"""

import contextlib
import json
import os
import select
import signal
import time
from collections.abc import Callable, Sequence
from typing import Any

from gradus.memory_ceiling import lower

SECONDS = 2  # of the processor, for one text; an honest one takes thousandths
WALL_SECONDS = 120  # on a machine so busy that it gets no two of the processor
MEMORY = 2**30  # bytes beyond what the grader has


class Refused(Exception):
    """There is no answer: the text took too long or too much memory, or the function could not deal with it."""


class Patience:
    """How many seconds of the processor one student's texts may still take, and how many elements they may have."""

    def __init__(self, seconds: float = 30.0, elements: int = 100_000):
        self.left = seconds
        self._elements = elements

    def call(self, function: Callable, *arguments: Any) -> Any:
        """What the function returns, as JSON would have it. Raises Refused."""
        [answer] = self.map(function, [arguments])
        if isinstance(answer, Refused):
            raise answer
        return answer

    def map(self, function: Callable, calls: Sequence[tuple]) -> list[Any]:
        """What the function returns for each of these arguments, as JSON would have it, or why it does not: a Refused.

        Where a process cannot be forked (Windows), the function is called here.
        """
        if not calls:
            return []
        if self.left <= 0 or self._elements <= 0:
            return [Refused("the texts before it took all the time")] * len(calls)
        if not hasattr(os, "fork"):
            return _read_all(json.dumps([_try(function, arguments) for arguments in calls]))
        answer, took = _ask(function, calls)
        self.left -= took
        self._elements -= answer.count(b"<")
        if answer:
            return _read_all(answer)
        if len(calls) == 1:
            return [Refused("it takes too long, or too much memory")]
        return [self.map(function, [arguments])[0] for arguments in calls]  # one of them is to blame


def _try(function: Callable, arguments: tuple) -> dict[str, Any]:
    try:
        return {"value": function(*arguments)}
    except Exception as error:
        return {"error": type(error).__name__}


def _read_all(answers: str | bytes) -> list[Any]:
    return [one["value"] if "value" in one else Refused(one["error"]) for one in json.loads(answers)]


def _ask(function: Callable, calls: Sequence[tuple]) -> tuple[bytes, float]:
    """The answers of a forked process, empty if it was ended, and the seconds of the processor that it took."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _answer(writing, function, calls)
    os.close(writing)
    try:
        answer = _read(reading)
    finally:  # also when the judge's own deadline has come meanwhile
        os.close(reading)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        _, _, used = os.wait4(child, 0)
    return answer, used.ru_utime + used.ru_stime


def _read(pipe: int) -> bytes:
    """All that is written, if it ends with the line's end that says so."""
    until, parts = time.monotonic() + WALL_SECONDS, bytearray()
    while not parts.endswith(b"\n") and select.select([pipe], [], [], max(0, until - time.monotonic()))[0]:
        part = os.read(pipe, 2**20)
        if not part:
            break
        parts += part
    return bytes(parts) if parts.endswith(b"\n") else b""


def _answer(pipe: int, function: Callable, calls: Sequence[tuple]) -> None:
    """In the forked process: write the answers, and end without anything that the grader does at its end."""
    try:
        _limit(SECONDS + len(calls) // 20)
        answers = json.dumps([_try(function, arguments) for arguments in calls])
        with open(pipe, "wb") as file:
            file.write(answers.encode() + b"\n")
    finally:
        os._exit(0)


def _limit(seconds: int) -> None:
    import resource  # not on Windows

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))  # of this process, which begins with none
    lower(MEMORY)
