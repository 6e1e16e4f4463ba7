"""The exceptions that all parts know: a sentence instead of a traceback, an end from outside; and its lines."""

import re
import shutil
import textwrap
from typing import TextIO

WIDTH = 90  # characters: JupyterLab breaks longer lines inside words where its window is small
TOGETHER = re.compile(r"`[^`]{1,60}`|\w\([^()]{1,60}\)|\[[^\[\]]{1,60}\]")  # code, calls and arrays, if they are short


class OnlyWords:
    """What an error is besides, of which a notebook shows the words behind a mark, and no stack of frames."""

    mark = "✗"

    def _render_traceback_(self) -> list[str]:  # the hook that IPython offers to exceptions
        return [wrapped(f"{self.mark} {self}")]


class GradusError(OnlyWords, Exception):
    """Bad input, said in one sentence: what, where, and the way out.

    The command line prints it and ends with exit code 2.
    """


class Interruption(BaseException):
    """Ends a call from outside, as when its time is up. It is no answer, and no call may keep it."""


def name_of(error: BaseException) -> str:
    """What a learner knows the error by: from Python 3.13 on a bracket that stays open has a private SyntaxError."""
    name = type(error).__name__
    return "SyntaxError" if name == "_IncompleteInputError" else name


def wrapped(text: str, width: int = WIDTH) -> str:
    """The text with its long lines broken at spaces; what is indented or aligned stays as it is."""
    lines = []
    for line in text.split("\n"):
        if len(line) <= width or "  " in line or line.startswith(" "):
            lines.append(line)
            continue
        kept = TOGETHER.sub(lambda found: found[0].replace(" ", "\0"), line)
        broken = textwrap.wrap(kept, width, break_long_words=False, break_on_hyphens=False, expand_tabs=False)
        lines += [one.replace("\0", " ") for one in broken]
    return "\n".join(lines)


def fitted(text: str, stream: TextIO) -> str:
    """The text as a terminal shows it; where the stream is none, whoever reads it gets it as it is."""
    if not stream.isatty():
        return text
    return wrapped(text, min(WIDTH, shutil.get_terminal_size().columns))
