"""The exceptions that all parts know: a sentence instead of a traceback, and an end from outside."""


class GradusError(Exception):
    """Bad input, said in one sentence: what, where, and the way out.

    The command line prints it and ends with exit code 2; a notebook shows it without a stack of frames.
    """

    def _render_traceback_(self) -> list[str]:  # the hook that IPython offers to exceptions
        return [f"✗ {self}"]


class Interruption(BaseException):
    """Ends a call from outside, as when its time is up. It is no answer, and no call may keep it."""
