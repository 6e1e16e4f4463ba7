"""Ends a call of somebody else's code when its time is up."""

import contextlib
import ctypes
import signal
import threading
import time
from collections.abc import Iterator
from typing import Any


@contextlib.contextmanager
def deadline(seconds: float, error: type[BaseException]) -> Iterator[None]:
    """Raise `error` in this thread if the block is still busy after so many seconds.

    In the main thread a signal does that, which also ends a sleep. In another one (Formgrader's, or where there are
    no such signals) an exception is laid into the thread, which Python raises at the next instruction.
    """
    if threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer"):

        def ring(*_: Any) -> None:
            raise error(f"the time is up, after {seconds:g} seconds")

        before, begun = signal.signal(signal.SIGALRM, ring), time.monotonic()
        left, _ = signal.setitimer(signal.ITIMER_REAL, seconds)  # of a deadline around this one
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
            if left:
                signal.setitimer(signal.ITIMER_REAL, max(left - (time.monotonic() - begun), 1e-6))
        return
    thread, guard, is_over = threading.get_ident(), threading.Lock(), False

    def interrupt() -> None:
        with guard:
            if not is_over:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(error))

    timer = threading.Timer(seconds, interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        with guard:
            is_over = True
        timer.cancel()
