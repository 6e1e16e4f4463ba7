"""Compare an answer with what was expected, and say the difference in words."""

import numbers
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np

from gradus.checks.wording import kind, show

MOST = 10**6  # values in a list that is looked at
RETURN = "Is a return missing?"
QUOTES = "That is a text. A truth value is no text: return True or False, without quotes."
IN_VALUE = "Are its numbers in `.value`? Return those."
ROUNDING = 1e-9  # relative, in which the same number computed in two ways may differ


@dataclass(frozen=True)
class Difference:
    """What is wrong with an answer; the same without the numbers (for hidden checks); a guess at the cause.

    `otherwise` is what helps if no cause is known.
    """

    text: str
    without_values: str
    guess: str = ""
    otherwise: str = ""


class NotNumeric(Exception):
    """The value cannot be read as numbers; the message says what it is instead."""


def numeric(value: Any) -> np.ndarray:
    """The value as an array of floats or complex numbers.

    Tensors, lists, fractions and 0-d arrays are welcome; complex numbers whose imaginary parts are all zero
    become real, masked entries NaN. Raises NotNumeric for None, text, truth values, functions, ragged lists, and
    anything that is no number and holds none.
    """
    if isinstance(value, list | tuple | range):
        array = _array_of(value)
    elif isinstance(value, np.ma.MaskedArray):
        array = np.ma.filled(value.astype(float), np.nan)
    elif not isinstance(value, type) and hasattr(value, "__array__"):
        array = np.asarray(value)
    elif isinstance(value, numbers.Number | Decimal) and value is not True and value is not False:
        array = np.asarray(_one_number(value))
    else:
        raise NotNumeric(kind(value))
    if array.dtype.kind == "O":
        try:
            array = np.array([_one_number(part) for part in array.flat]).reshape(array.shape)
        except NotNumeric as what:
            raise NotNumeric(f"{_container(value)} with {what} in it" if array.ndim else str(what)) from None
    if array.dtype.kind == "c" and np.all(array.imag == 0):
        array = array.real
    if array.dtype.kind in "iu":
        array = array.astype(float)
    if array.dtype.kind not in "fc":
        raise NotNumeric(kind(np.asarray(array)) if array.ndim else kind(value))
    return array


def _container(value: Any) -> str:
    return f"a {type(value).__name__}" if isinstance(value, list | tuple) else "an array"


def _array_of(values: list | tuple | range) -> np.ndarray:
    if len(values) > MOST:
        raise NotNumeric(f"a {type(values).__name__} of {len(values)} values")
    try:
        return np.array(values)
    except (ValueError, RecursionError):
        is_list = isinstance(values, list)
        raise NotNumeric("a list whose rows differ in length" if is_list else "a tuple of different shapes") from None


def _one_number(value: Any) -> float | complex:
    if isinstance(value, bool | str) or not isinstance(value, numbers.Number | Decimal | np.ndarray):
        if hasattr(value, "__float__") and not isinstance(value, bool | str):
            return float(value)
        raise NotNumeric(kind(value))
    try:
        return complex(value) if isinstance(value, complex) else float(value)  # type: ignore[arg-type]
    except OverflowError:
        raise NotNumeric("a number too large for a float") from None


def numeric_difference(answer: Any, expected: Any, rtol: float, atol: float) -> Difference | None:
    r"""How an answer differs from the expected numbers; None if it does not.

    Close means $|a - e| \le atol + rtol\,|e|$ for every entry, in the same shape; NaN and inf are never
    close. A tuple is several values, as in `(theta, steps)`: those are compared part by part, and so are parts of
    different shapes.
    """
    try:
        truth = numeric(expected)
    except NotNumeric:
        return _parts_difference(answer, expected, rtol, atol)
    is_several = isinstance(expected, tuple)
    if is_several and (truth.ndim != 1 or not _are_numbers(answer, len(truth))):
        return _parts_difference(answer, expected, rtol, atol)
    wanted = _count(len(expected)) if is_several else _shape(truth)
    try:
        array = numeric(answer)
    except NotNumeric as what:
        if truth.ndim and isinstance(answer, list | tuple) and len(answer) == len(truth) and None in map(_none, answer):
            return _parts_difference(answer, list(truth), rtol, atol)
        if isinstance(expected, list) and isinstance(answer, dict | set | frozenset):
            wanted = f"a list of {_count(len(expected))}"
        return _structural(f"{what}; expected {wanted}.", answer)
    if array.shape != truth.shape:
        if isinstance(expected, list) and isinstance(answer, list) and array.ndim == truth.ndim == 1:
            return _structural(f"{_count(len(answer), 'number')}; expected {len(expected)}.")
        return _structural(f"{_shape(array)}; expected {wanted}.")
    if array.dtype.kind == "c" and truth.dtype.kind != "c":
        return _structural("complex numbers; expected real ones.")
    if not np.all(np.isfinite(array)):
        bad = "NaN" if np.any(np.isnan(array)) else "infinity"
        return _structural(f"{_shape(array)} with {bad} in it." if array.ndim else f"{bad}; expected a finite number.")
    off = np.abs(array - truth)
    if np.all(off <= atol + rtol * np.abs(truth)):
        return None
    return _wrong_numbers(answer, array, expected, truth, np.unravel_index(np.argmax(off), off.shape), rtol)


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
    if _is_exactly(plain(answer), plain(expected)):
        return None
    if answer is None:
        wanted = "True or False" if isinstance(expected, bool | np.bool_) else kind(expected)
        return _structural(f"None; expected {wanted}.", answer)
    is_in_quotes = isinstance(answer, str) and isinstance(expected, bool | np.bool_)
    return Difference(
        f"returned {show(answer)}; expected {show(expected)}.",
        f"returned {kind(answer)} that is not right.",
        otherwise=QUOTES if is_in_quotes else "",
    )


def plain(value: Any) -> Any:
    """NumPy's and TensorFlow's values as Python's own, lists as tuples: `np.True_` and `True` are the same."""
    if hasattr(value, "as_list") and type(value).__name__ == "TensorShape":
        return tuple(value.as_list())
    if hasattr(value, "__array__") and not isinstance(value, type):
        value = np.asarray(value).tolist()
        value = value.decode() if isinstance(value, bytes) else value
    if isinstance(value, list | tuple):
        return tuple(plain(part) for part in value[:MOST])
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    return value


def _is_exactly(a: Any, b: Any) -> bool:
    """Equal, and of the same types throughout: 1 is not True."""
    if type(a) is not type(b):
        return False
    if isinstance(a, tuple):
        return len(a) == len(b) and all(map(_is_exactly, a, b))
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(_is_exactly(a[key], b[key]) for key in a)
    return bool(a == b)


def distance(a: Any, b: Any, rtol: float, atol: float) -> float:
    """How far two results are apart, in units of the tolerance; inf if they differ in kind or shape.

    NaN is at no distance from NaN: two wrong answers may be wrong in the same way. What is within atol of zero
    is compared by its own size. A check may be stricter than two ways to compute the same wrong number are alike.
    """
    try:
        x, y = numeric(a), numeric(b)
    except NotNumeric:
        if isinstance(a, list | tuple) and isinstance(b, list | tuple) and len(a) == len(b) <= MOST:
            return max((distance(x, y, rtol, atol) for x, y in zip(a, b, strict=True)), default=0.0)
        alike = (callable(a) and callable(b)) or _is_exactly(plain(a), plain(b))
        return 0.0 if alike else np.inf
    if x.shape != y.shape:
        return np.inf
    with np.errstate(all="ignore"):
        size = np.maximum(np.abs(x), np.abs(y))
        apart = np.abs(x - y) / (np.minimum(atol, 10 * max(rtol, 1e-6) * size) + max(rtol, ROUNDING) * np.abs(y))
    same = (x == y) | (np.isnan(x) & np.isnan(y))
    apart = np.where(same, 0.0, np.where(np.isnan(apart), np.inf, apart))
    return float(apart.max(initial=0.0))


def _are_numbers(answer: Any, count: int) -> bool:
    """Whether an answer is so many single numbers."""
    try:
        return numeric(answer).shape == (count,)
    except NotNumeric:
        return False


def _parts_difference(answer: Any, expected: list | tuple, rtol: float, atol: float) -> Difference | None:
    """Compare several values one by one. The rows of an array are several values too."""
    if hasattr(answer, "__array__") and not isinstance(answer, type) and np.ndim(answer):
        answer = list(np.asarray(answer))
    if not isinstance(answer, list | tuple):
        return _structural(f"{kind(answer)}; expected {_count(len(expected))}.", answer)
    if len(answer) != len(expected):
        return _structural(f"{_count(len(answer))}; expected {len(expected)}.")
    for i, (part, wanted) in enumerate(zip(answer, expected, strict=True)):
        place = f", as value {i + 1} of {len(expected)}," if len(expected) > 1 else ", as its only value,"
        if part is None:
            said = f"returned None{place[1:-1]}; expected {_shape(numeric(wanted))}."
            return Difference(said, said)
        difference = numeric_difference(part, wanted, rtol, atol)
        if difference:
            texts = (difference.text, difference.without_values)
            told = [text.replace("returned", f"returned{place}", 1).replace(",,", ",") for text in texts]
            return Difference(told[0], told[1], difference.guess, difference.otherwise)
    return None


def _wrong_numbers(
    answer: Any, array: np.ndarray, expected: Any, truth: np.ndarray, worst: tuple, rtol: float
) -> Difference:
    pattern = _pattern(array, truth, rtol)
    digits = next((d for d in (6, 9, 12) if show(array[worst], digits=d) != show(truth[worst], digits=d)), 17)
    if array.size <= 4:
        got = show(answer, digits=digits)
        wanted = show(_like(answer, expected, truth), digits=digits)
    else:
        place = ", ".join(str(i) for i in worst)
        got = f"{show(array[worst], digits=digits)} at [{place}]"
        wanted = f"{show(truth[worst], digits=digits)} there"
    right = "numbers that are not right." if array.ndim else "a number that is not right."
    return Difference(f"returned {got}; expected {wanted}.", f"returned {right}", pattern)


def _like(answer: Any, expected: Any, truth: np.ndarray) -> Any:
    """The truth in the form of the answer: a list, a tuple, or as it is. Of several values each stays what it is: a
    count is a whole number beside a place that is none.
    """
    if isinstance(answer, tuple) and isinstance(expected, tuple):
        return expected
    return list(truth) if isinstance(answer, list) else tuple(truth) if isinstance(answer, tuple) else truth[()]


def _pattern(array: np.ndarray, truth: np.ndarray, rtol: float) -> str:
    """The commonest slips show in the numbers themselves: a sign, or a factor of two. Of one number, who knows?"""
    patterns = ((-1, "The sign is flipped."), (2, "It is twice too large."), (0.5, "It is half of what it should be."))
    sizes = np.abs(truth[truth != 0])
    if sizes.size >= 3 and not np.allclose(sizes, sizes[0]):
        for factor, words in patterns:
            if np.allclose(array, factor * truth, rtol=10 * rtol, atol=0):
                return words
    return ""


def _shape(array: np.ndarray) -> str:
    return "a number" if array.ndim == 0 else f"an array of shape {array.shape}"


def _count(number: int, what: str = "value") -> str:
    return f"1 {what}" if number == 1 else f"{number} {what}s"


def _none(part: Any) -> Any:
    """None for None, for a search by identity: tensors would answer == themselves."""
    return None if part is None else True


def _structural(what: str, answer: Any = "") -> Difference:
    otherwise = IN_VALUE if "value" in getattr(answer, "__dict__", ()) and not isinstance(answer, type) else ""
    return Difference(f"returned {what}", f"returned {what}", RETURN if answer is None else "", otherwise)
