"""The exceptions that all parts know: a sentence instead of a traceback, and an end from outside."""


class GradusError(Exception):
    """Bad input, said in one sentence: what, where, and the way out.

    The command line prints it and ends with exit code 2; a notebook shows it without a stack of frames.
    """

    def _render_traceback_(self) -> list[str]:  # the hook that IPython offers to exceptions
        return [f"✗ {self}"]


class Interruption(BaseException):
    """Ends a call from outside, as when its time is up. It is no answer, and no call may keep it."""


def name_of(error: BaseException) -> str:
    """What a learner knows the error by: from Python 3.13 on a bracket that stays open has a private SyntaxError."""
    name = type(error).__name__
    return "SyntaxError" if name == "_IncompleteInputError" else name
