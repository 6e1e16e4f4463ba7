"""Ends a call of somebody else's code when its time is up."""

import contextlib
import ctypes
import gc
import signal
import sys
import threading
import time
from collections.abc import Iterator
from types import FrameType

AGAIN = 0.02  # seconds, where the error would be lost
PATIENCE = 1.0  # seconds; then what is called by Python itself is ended, too, and what went on is ended once more


@contextlib.contextmanager
def deadline(seconds: float, error: type[BaseException]) -> Iterator[None]:
    """Raise `error` in this thread if the block is still busy after so many seconds.

    In the main thread a signal does that, which also ends a sleep. In another one (Formgrader's, or where there are
    no such signals) an exception is laid into the thread, which Python raises at the next instruction.
    """
    if threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer"):
        if 0 < signal.getitimer(signal.ITIMER_REAL)[0] <= seconds:  # the one around this block ends first
            yield
            return
        begun, has_ended = time.monotonic(), False

        def ring(_: int, frame: FrameType | None) -> None:
            if has_ended:
                return
            if frame and _must_not_be_raised_in(frame):
                signal.setitimer(signal.ITIMER_REAL, AGAIN)
                return
            is_lost = _is_lost_in(frame)
            # Python drops errors in more places than one can see here, as in the hook that reports a dropped one.
            signal.setitimer(signal.ITIMER_REAL, AGAIN if is_lost else PATIENCE)
            if is_lost and time.monotonic() < begun + seconds + PATIENCE:
                return
            raise error(f"the time is up, after {seconds:g} seconds")

        before = signal.signal(signal.SIGALRM, ring)
        left, _ = signal.setitimer(signal.ITIMER_REAL, seconds)  # of a deadline around this one
        try:
            yield
        finally:
            has_ended = True
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
            if left:
                signal.setitimer(signal.ITIMER_REAL, max(left - (time.monotonic() - begun), 1e-6))
        return
    thread, guard, is_over = threading.get_ident(), threading.Lock(), False

    def interrupt() -> None:
        while True:
            with guard:
                if is_over:
                    return
                waits = _must_not_be_raised_in(sys._current_frames()[thread])
                if not waits:
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(error))
            time.sleep(AGAIN if waits else PATIENCE)  # the error may be dropped

    timer = threading.Timer(seconds, interrupt)
    timer.daemon = True
    try:
        timer.start()
        yield
    finally:
        is_over = True  # before anything that an error could come in
        with guard:  # what is being laid into the thread comes here and not behind the block
            timer.cancel()


def is_fatal_in(frame: FrameType) -> bool:
    """Whether an error that is raised in this code ends the whole process.

    TensorFlow's C++ asks its context for `_handle`, a property in Python, and follows the pointer unseen.
    """
    if frame.f_code.co_name != "_handle":
        return False
    context = sys.modules.get("tensorflow.python.eager.context")
    return context is not None and frame.f_code is context.Context._handle.fget.__code__


# Code that ends a block, which an error would keep from stopping the clock.
LEAVING = {deadline.__wrapped__.__code__, type(deadline(0, Exception)).__exit__.__code__}  # type: ignore[attr-defined]


def _must_not_be_raised_in(frame: FrameType) -> bool:
    return frame.f_code in LEAVING or is_fatal_in(frame)


def _is_lost_in(frame: FrameType | None) -> bool:
    """Whether Python called this code by itself, when an object or a round of garbage went: it then drops any error."""
    called = [getattr(callback, "__code__", None) for callback in gc.callbacks]
    while frame is not None:
        if frame.f_code.co_name == "__del__" or frame.f_code in called:
            return True
        frame = frame.f_back
    return False
