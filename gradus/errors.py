"""The one exception that reaches a person as a sentence instead of a traceback."""


class GradusError(Exception):
    """Bad input, said in one sentence: what, where, and the way out.

    The command line prints it and ends with exit code 2; a notebook shows it without a stack of frames.
    """

    def _render_traceback_(self) -> list[str]:  # the hook that IPython offers to exceptions
        return [f"✗ {self}"]
