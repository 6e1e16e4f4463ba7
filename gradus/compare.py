"""Compare an answer with what was expected, and say the difference in words."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from gradus.wording import kind, show


@dataclass(frozen=True)
class Difference:
    """What is wrong with an answer; the same without the numbers (for hidden checks); a guess at the cause."""

    text: str
    without_values: str
    guess: str = ""


class NotNumeric(Exception):
    """The value cannot be read as numbers; the message says what it is instead."""


def numeric(value: Any) -> np.ndarray:
    """The value as an array of numbers. Tensors, lists, fractions and 0-d arrays are welcome.

    Complex numbers whose imaginary parts are all zero become real.
    Raises NotNumeric for None, text, truth values, functions and ragged lists.
    """
    if value is None or isinstance(value, bool | np.bool_ | str | bytes | dict) or callable(value):
        raise NotNumeric(kind(value))
    try:
        array = np.asarray(value)
    except ValueError:
        raise NotNumeric("a list whose rows differ in length") from None
    if array.dtype.kind == "O":
        try:
            array = array.astype(float)
        except (TypeError, ValueError):
            raise NotNumeric(kind(value)) from None
    if array.dtype.kind == "c" and np.all(array.imag == 0):
        array = array.real
    if array.dtype.kind not in "iufc":
        raise NotNumeric(kind(value))
    return array


def numeric_difference(answer: Any, expected: Any, rtol: float, atol: float) -> Difference | None:
    r"""How an answer differs from the expected numbers; None if it does not.

    Close means $|a - e| \le atol + rtol\,|e|$ for every entry, in the same shape; NaN and inf are never
    close. Expected parts of different shapes, as in `(theta, steps)`, are compared part by part.
    """
    try:
        truth = numeric(expected)
    except NotNumeric:
        return _parts_difference(answer, expected, rtol, atol)
    wanted = f"{len(expected)} values" if isinstance(expected, tuple) else _shape(truth)
    try:
        array = numeric(answer)
    except NotNumeric as what:
        return _structural(f"{what}; expected {wanted}." + _if_none(answer))
    if array.shape != truth.shape:
        return _structural(f"{_shape(array)}; expected {wanted}.")
    if array.dtype.kind == "c" and truth.dtype.kind != "c":
        return _structural("complex numbers; expected real ones.")
    if not np.all(np.isfinite(array)):
        bad = "NaN" if np.any(np.isnan(array)) else "infinity"
        return _structural(f"{_shape(array)} with {bad} in it." if array.ndim else f"{bad}; expected a finite number.")
    off = np.abs(array - truth)
    if np.all(off <= atol + rtol * np.abs(truth)):
        return None
    return _wrong_numbers(answer, array, truth, np.unravel_index(np.argmax(off), off.shape), rtol)


def require_finite(expected: Any) -> None:
    """Raise ValueError if a check expects NaN, infinity or what is no number: no answer could pass it."""
    try:
        finite = bool(np.all(np.isfinite(numeric(expected))))
    except NotNumeric:
        if not isinstance(expected, list | tuple):
            raise ValueError(f"a check expects {kind(expected)} to be close to; it needs numbers") from None
        for part in expected:
            require_finite(part)
        return
    if not finite:
        raise ValueError(f"a check expects finite numbers, not {show(expected)}")


def exact_difference(answer: Any, expected: Any) -> Difference | None:
    """How an answer differs from one that is to be met exactly: text, truth values, counts, shapes."""
    got, wanted = plain(answer), plain(expected)
    if type(got) is type(wanted) and got == wanted:
        return None
    if got is None:
        return _structural(f"None; expected {kind(wanted)}." + _if_none(got))
    return Difference(f"returned {show(got)}; expected {show(wanted)}.", f"returned {kind(got)} that is not right.")


def plain(value: Any) -> Any:
    """A NumPy scalar as Python's own, lists as tuples: `np.True_` and `True` are the same answer."""
    if isinstance(value, np.generic) or (isinstance(value, np.ndarray) and value.ndim == 0):
        return value.item()
    if isinstance(value, list | tuple | np.ndarray):
        return tuple(plain(part) for part in value)
    return value


def distance(a: Any, b: Any, rtol: float, atol: float) -> float:
    """How far two results are apart, in units of the tolerance; inf if they differ in kind or shape.

    NaN is at no distance from NaN: two wrong answers may be wrong in the same way.
    """
    if isinstance(a, list | tuple) and isinstance(b, list | tuple):
        if len(a) != len(b):
            return np.inf
        return max((distance(x, y, rtol, atol) for x, y in zip(a, b, strict=True)), default=0.0)
    try:
        x, y = numeric(a), numeric(b)
    except NotNumeric:
        alike = (callable(a) and callable(b)) or exact_difference(a, b) is None
        return 0.0 if alike else np.inf
    if x.shape != y.shape:
        return np.inf
    with np.errstate(all="ignore"):
        apart = np.abs(x - y) / (atol + rtol * np.abs(y))
    same = (x == y) | (np.isnan(x) & np.isnan(y))
    apart = np.where(same, 0.0, np.where(np.isnan(apart), np.inf, apart))
    return float(apart.max(initial=0.0))


def _parts_difference(answer: Any, expected: list | tuple, rtol: float, atol: float) -> Difference | None:
    if not isinstance(answer, list | tuple):
        return _structural(f"{kind(answer)}; expected {len(expected)} values." + _if_none(answer))
    if len(answer) != len(expected):
        return _structural(f"{len(answer)} values; expected {len(expected)}.")
    for i, (part, wanted) in enumerate(zip(answer, expected, strict=True)):
        difference = numeric_difference(part, wanted, rtol, atol)
        if difference:
            place = f"in value {i + 1} of {len(expected)} "
            return Difference(place + difference.text, place + difference.without_values, difference.guess)
    return None


def _wrong_numbers(answer: Any, array: np.ndarray, truth: np.ndarray, worst: tuple, rtol: float) -> Difference:
    pattern = _pattern(array, truth, rtol)
    digits = next((d for d in (6, 9, 12) if show(array[worst], digits=d) != show(truth[worst], digits=d)), 17)
    if array.size <= 4:
        got = show(answer if isinstance(answer, list | tuple) else array[()], digits=digits)
        wanted = show(type(answer)(truth) if isinstance(answer, list | tuple) else truth[()], digits=digits)
    else:
        place = ", ".join(str(i) for i in worst)
        got = f"{show(array[worst], digits=digits)} at [{place}]"
        wanted = f"{show(truth[worst], digits=digits)} there"
    right = "numbers that are not right." if array.ndim else "a number that is not right."
    return Difference(f"returned {got}; expected {wanted}.", f"returned {right}", pattern)


def _pattern(array: np.ndarray, truth: np.ndarray, rtol: float) -> str:
    """The commonest slips show in the numbers themselves: a sign, or a factor of two."""
    patterns = ((-1, "The sign is flipped."), (2, "It is twice too large."), (0.5, "It is half of what it should be."))
    if np.any(truth):
        for factor, words in patterns:
            if np.allclose(array, factor * truth, rtol=10 * rtol, atol=0):
                return words
    return ""


def _shape(array: np.ndarray) -> str:
    return "a number" if array.ndim == 0 else f"an array of shape {array.shape}"


def _if_none(answer: Any) -> str:
    return " Is a return missing?" if answer is None else ""


def _structural(what: str) -> Difference:
    return Difference(f"returned {what}", f"returned {what}")
