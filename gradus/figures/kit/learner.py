"""A learner's own function in a figure: it may be wrong, raise, or never end, and the figure goes on.

Whatever it does becomes a result or a sentence. What it prints is not shown: it may be called hundreds of times.
"""

import contextlib
import io
import linecache
import traceback
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from gradus.deadline import deadline
from gradus.errors import GradusError, Interruption
from gradus.figures.kit.sampling import name_of, shortened

SECONDS = 2.0  # for all calls that a figure makes at one time
PACKAGE = str(Path(__file__).parents[2])  # of whose functions no learner has heard
AHEAD = 0.5  # of these, for what is asked ahead: what the slider or the point has not come to yet
UNNAMED = "Your function"  # a lambda


class Unusable(Exception):
    """What a learner's function did instead of its work, as a sentence."""


class OutOfTime(Interruption):
    """Lets no `except Exception` of the function keep it."""


@contextlib.contextmanager
def one_turn(function: Callable[..., Any]) -> Any:
    """Calls of a learner's function inside the block may take SECONDS together; then Unusable is raised."""
    try:
        with deadline(SECONDS, OutOfTime):
            yield
    except OutOfTime:
        raise Unusable(f"{name_of(function, UNNAMED)} did not end within {SECONDS:g} seconds.") from None


def own(function: Callable[..., Any], *arguments: Any) -> Any:
    """What the function returns for these arguments. Raises Unusable if it raises."""
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            return function(*arguments)
    except Unusable:
        raise
    except NotImplementedError as error:
        stub = traceback.extract_tb(error.__traceback__)[-1].name
        raise Unusable(f"{stub} is still to be written.") from None
    except Exception as error:
        name, file = _culprit(function, error)
        said = f": {shortened(str(error))}" if str(error) else ""
        raise Unusable(f"{name} raised {type(error).__name__}{said}.{_where(error, file)}") from None


def numbers(result: Any, shape: tuple[int | None, ...], call: str, expected: str) -> np.ndarray:
    """What a learner's function returned, as floats of this shape; None in it stands for any length.

    call: how the call is written. expected: what it is to return, in words. Raises Unusable if it is something else.
    """
    if result is None:
        raise Unusable(f"{call} returned None; expected {expected}. Is there a `return` in it?")
    try:
        array = np.asarray(result, dtype=float)
    except (TypeError, ValueError):
        raise Unusable(f"{call} returned {shortened(repr(result))}; expected {expected}.") from None
    fits = len(array.shape) == len(shape) and all(
        wanted in (None, n) for n, wanted in zip(array.shape, shape, strict=True)
    )
    if not fits:
        what = f"numbers of shape {array.shape}" if array.shape else "one number"
        raise Unusable(f"{call} returned {what}; expected {expected}.")
    return array


def check_own(function: Any, what: str) -> None:
    """Raises GradusError if what was given for a learner's function cannot be called."""
    if function is not None and not callable(function):
        raise GradusError(f"{what} is a function of yours; got {function!r}. Write its name without brackets.")


def _culprit(function: Any, error: BaseException) -> tuple[str, str | None]:
    """The name of the function, and the file of its cell; of a lambda, those of what it called, if that failed."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if not frame.filename.startswith(PACKAGE)]
    named = [frame for frame in frames if frame.name != "<lambda>"]
    if getattr(function, "__name__", "") == "<lambda>" and named:
        return named[0].name, named[0].filename
    return name_of(function, UNNAMED), getattr(getattr(function, "__code__", None), "co_filename", None)


def _where(error: BaseException, file: str | None) -> str:
    """The innermost line of this cell that led to the error."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
    text = linecache.getline(file, lines[-1] or 0).strip() if file and lines else ""
    return f" It happened in line {lines[-1]} of its cell: {shortened(text)}" if text else ""
