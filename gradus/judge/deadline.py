"""Keeps the judge itself from being kept busy."""

import contextlib
import ctypes
import signal
import threading
from collections.abc import Iterator
from typing import Any

from gradus.judge.wire.framing import TooSlow


@contextlib.contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raise TooSlow if the judge itself is kept busy, by a loop that counts to a number of the student's, say.

    In the main thread a signal does that, which also ends a sleep. In another one (Formgrader's) an exception is
    laid into the thread, which Python raises at the next instruction.
    """
    if threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer"):
        before = signal.signal(signal.SIGALRM, _ring)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
        return
    thread, guard, is_over = threading.get_ident(), threading.Lock(), False

    def interrupt() -> None:
        with guard:
            if not is_over:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(TooSlow))

    timer = threading.Timer(seconds, interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        with guard:
            is_over = True
        timer.cancel()


def _ring(*_: Any) -> None:
    raise TooSlow("the judge was kept busy")
