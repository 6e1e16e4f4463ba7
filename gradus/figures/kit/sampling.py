"""Asking any Python function for its values, one number at a time, and saying what is wrong with it.

Functions are called with plain floats, so one that uses `math` works as well as one that uses NumPy, and
each number in a figure is the number the reader gets by calling the function.
"""

import contextlib
import math
import warnings
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np

from gradus.errors import GradusError

Function = Callable[[float], Any]
LONGEST = 60  # characters of a line or a value in a sentence


def name_of(f: Function, unnamed: str = "f") -> str:
    """What to call f in a sentence."""
    name = getattr(f, "__name__", unnamed)
    return unnamed if name == "<lambda>" else name


def shortened(text: str, most: int = LONGEST) -> str:
    """A text in one line, cut off where it is longer than that."""
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1]}…"


def is_real(number: Any) -> bool:
    """Whether number is one finite real number."""
    try:
        return not isinstance(number, (str, bytes)) and math.isfinite(number)
    except (TypeError, ValueError, OverflowError):
        return False


def value(f: Function, x: float, call: str = "") -> float:
    """f(x) as a float; NaN where f has no real value (a domain error, an overflow, a complex number).

    Raises GradusError if f fails in another way or returns something other than one number: then the
    function itself is wrong, not the place. call: how to write the call there, if not as f(x).
    """
    with _no_warnings():
        return _ask(f, x, call)


@contextlib.contextmanager
def _no_warnings() -> Iterator[None]:
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        yield


def _ask(f: Function, x: float, call: str = "") -> float:
    try:
        result = f(x)
    except (ValueError, ArithmeticError):  # math.log(-1), 1 / 0, math.exp(1000)
        return math.nan
    except Exception as error:  # whatever a learner's function raises deserves a sentence
        raise GradusError(f"{call or _call(f, x)} raised {type(error).__name__}: {error}") from error
    if type(result) is float:
        return result
    call = call or _call(f, x)
    if result is None:
        raise GradusError(f"{call} returned None; expected a number. Is there a `return` in it?")
    array = np.asarray(result)
    if array.shape:
        raise GradusError(f"{call} returned an array of shape {array.shape}; expected one number.")
    if array.dtype.kind == "c":
        return float(array.real) if array.imag == 0 else math.nan
    try:
        return float(result)
    except OverflowError:
        return math.nan
    except (TypeError, ValueError) as error:
        raise GradusError(f"{call} returned {result!r}; expected a number.") from error


def _call(f: Function, x: float) -> str:
    return f"{name_of(f)}({x:.6g})"


def check_function(f: Any, what: str) -> None:
    """Raises GradusError if f cannot be called."""
    if not callable(f):
        raise GradusError(f"{what} must be a function of x, such as np.sin; got {f!r}.")


def value_at_point(f: Function, x: float, what: str = "The first argument") -> float:
    """f(x), which must be a finite number. Raises GradusError where it is not."""
    check_function(f, what)
    if not is_real(x):
        raise GradusError(f"x must be a finite number; got {x!r}.")
    y = value(f, float(x))
    if not math.isfinite(y):
        raise GradusError(f"{name_of(f)} has no finite real value at x = {x:g}. Choose another x.")
    return y


def values(f: Function, xs: Iterable[float]) -> list[float]:
    """f at each x, in order; NaN where it has no real value."""
    with _no_warnings():  # once for all, for that takes longer than most functions do
        return [_ask(f, x) for x in xs]


def limits(inner: list[float], outer: list[float]) -> tuple[float, float]:
    """Lowest and highest y of a window that shows all of inner and, if that is no stretch, outer too.

    inner: the values that must be seen. outer: values of the curve around them. A pole in outer may at most
    double the window's height at each end, so that it does not flatten everything else.
    """
    must = [y for y in inner if math.isfinite(y)]
    low, high = min(must), max(must)
    seen = [y for y in outer if math.isfinite(y)]
    room = (high - low) or max(map(abs, seen), default=0.0) * 0.05
    low, high = (
        min([low, *(max(y, low - room) for y in seen)]),
        max([high, *(min(y, high + room) for y in seen)]),
    )
    pad = 0.08 * (high - low) or 0.5 * (abs(high) or 2.0)
    return low - pad, high + pad


def sendable(numbers: Iterable[float]) -> list[float | None]:
    """Numbers for JSON, which knows neither NaN nor infinity."""
    return [float(number) if math.isfinite(number) else None for number in numbers]
