"""A call ends when its time is up, in whichever thread it runs: Formgrader's is not the main one."""

import concurrent.futures
import contextlib
import signal
import sys
import time

import pytest

from gradus.deadline import deadline


class TooSlow(Exception):
    """What is raised here."""


@pytest.fixture(params=["the main thread", "another thread"])
def in_thread(request):
    """Runs a function there, and returns what it does."""
    if request.param == "the main thread":
        yield lambda function: function()
        return
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        yield lambda function: pool.submit(function).result()


def for_ever():
    """A loop of its own function: Python 3.13.0 has the last jump of a loop outside the `with` block it stands in."""
    while True:
        pass


def test_a_loop_without_end_is_ended(in_thread):
    def busy():
        with deadline(0.2, TooSlow):
            for_ever()

    with pytest.raises(TooSlow):
        in_thread(busy)


def test_what_ends_in_time_is_left_alone_and_so_is_what_comes_after(in_thread):
    def quick():
        with deadline(0.2, TooSlow):
            value = 6 * 7
        end = time.monotonic() + 0.4
        while time.monotonic() < end:
            pass
        return value

    assert in_thread(quick) == 42


def test_an_error_within_comes_out_as_it_is(in_thread):
    def fails():
        with deadline(10, TooSlow):
            raise KeyError("x")

    with pytest.raises(KeyError):
        in_thread(fails)


@pytest.mark.parametrize("inner", [0.01, 10])
def test_one_within_another_leaves_that_in_force(in_thread, inner):
    class Outer(Exception):
        pass

    def busy():
        with deadline(0.3, Outer):
            with contextlib.suppress(TooSlow), deadline(inner, TooSlow):
                if inner < 1:
                    for_ever()
            for_ever()

    with pytest.raises(Outer):
        in_thread(busy)


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="there each has a clock of its own")
def test_one_that_has_longer_than_the_one_around_it_does_not_put_that_off():
    class Outer(Exception):
        pass

    began = time.monotonic()
    with pytest.raises(Outer), deadline(0.2, Outer), deadline(3, TooSlow):
        for_ever()
    assert time.monotonic() - began < 2.5


def test_the_signal_is_given_back():
    before = signal.getsignal(signal.SIGALRM)
    with deadline(10, TooSlow):
        assert signal.getsignal(signal.SIGALRM) is not before
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="there it is no signal that ends it")
def test_what_python_calls_by_itself_swallows_no_end(monkeypatch):
    """Python drops what is raised in a `__del__`; in a loop that spends most of its time there, nearly always."""
    monkeypatch.setattr(sys, "unraisablehook", lambda unraisable: None)  # pytest's is Python, too, and may be ended

    def spin(seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            pass

    class Lingers:
        def __del__(self):
            spin(0.015)

    def busy():
        with deadline(0.2, TooSlow):
            for _ in range(500):
                Lingers()
                spin(0.01)

    with pytest.raises(TooSlow):
        busy()


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="there it is no signal that ends it")
def test_what_is_cleared_away_without_end_is_ended_too(monkeypatch):
    monkeypatch.setattr(sys, "unraisablehook", lambda unraisable: None)  # pytest's is Python, too, and may be ended

    class Stays:
        def __del__(self):
            while True:
                pass

    def busy():
        with deadline(0.2, TooSlow):
            Stays()
            for_ever()

    with pytest.raises(TooSlow):
        busy()


def test_an_error_that_is_dropped_comes_again(in_thread, monkeypatch):
    """As where the hook is at work that reports an earlier one: so it once went on without end, on a busy machine."""

    class Raises:
        def __del__(self):
            raise ValueError("on purpose")

    monkeypatch.setattr(sys, "unraisablehook", lambda unraisable: for_ever())

    def busy():
        with deadline(0.2, TooSlow):
            Raises()
            for_ever()

    with pytest.raises(TooSlow):
        in_thread(busy)


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="there it is no signal that ends it")
def test_the_clock_is_stopped_when_the_time_is_up():
    for _ in range(20):
        with pytest.raises(TooSlow), deadline(0.001, TooSlow):
            for_ever()
        assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGALRM) == signal.SIG_DFL


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="there it is no signal that ends it")
def test_no_error_comes_where_it_would_end_the_process():
    tf = pytest.importorskip("tensorflow")
    one = tf.constant(1.0)
    handle = sys.modules["tensorflow.python.eager.context"].Context._handle.fget.__code__
    asked = []

    def hear(frame, event, _):
        if event == "call" and frame.f_code is handle:
            asked.append(event)
            signal.getsignal(signal.SIGALRM)(signal.SIGALRM, frame)

    with pytest.raises(TooSlow), deadline(0.05, TooSlow):
        sys.setprofile(hear)
        try:
            float(one + 1.0)
        finally:
            sys.setprofile(None)
        for_ever()
    assert asked
