"""How values and calls read in a sentence: `slope(square, 3.0) returned 12.0`."""

import contextlib
import re
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

import numpy as np

from gradus.checks.source import lambda_text

LONGEST = 70  # characters of one value in a sentence
LONGEST_CALL = 160
LONGEST_LAMBDA = 40
LONGEST_ERROR = 160
NUMBERS = {"i": "integers", "u": "integers", "f": "floats", "b": "truth values", "c": "complex numbers", "U": "texts"}

ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")
NOISE = tuple(
    (re.compile(pattern, re.DOTALL), instead)
    for pattern, instead in (
        (r"in user code:.*\n\s+\w+: (.*)", r"\1"),  # the lines of what tf.function was given
        (r" for '\{\{node .*?\}\} = [^']*'", ""),
        (r"\{\{.*?\}\}", ""),
        (r" ?\[Op:\w+\].*", ""),
        (r"<function (?:[\w.<>]+\.)?(\w+|<lambda>) at 0x\w+>", r"\1"),
        (r"<(?:\w+\.)*(\w+) object at 0x\w+>", r"<\1>"),
        (r"\b(?:tensorflow|keras|numpy|__main__)\.(?:\w+\.)*(?=\w+['>])", ""),  # before the name of a class
        (r"\bmust have the same rank", "must have the same number of axes"),
        (ADDRESS.pattern, ""),
    )
)


def show(value: Any, names: Mapping[str, Any] | None = None, digits: int = 6) -> str:
    """A value as a learner would type it, short enough for a sentence.

    Functions go by their name, or by the name they bear in `names`, a lambda by its text; large arrays by their shape.
    What cannot be shown goes by its kind.
    """
    try:
        return _show(value, names or {}, digits)
    except Exception:  # a learner's object may do anything when it is asked
        return kind(value)


def _show(value: Any, names: Mapping[str, Any], digits: int) -> str:
    if callable(value):
        return name_of(value, names)
    if isinstance(value, str):
        return shortened(repr(str(value[:LONGEST])))
    if value is None or isinstance(value, bool | np.bool_):
        return str(value)
    if isinstance(value, list | tuple | set | frozenset):
        opening, closing = "[]" if isinstance(value, list) else "()" if isinstance(value, tuple) else "{}"
        comma = "," if isinstance(value, tuple) and len(value) == 1 else ""
        parts = [show(part, names, digits) for part in islice(value, 20)]
        return shortened(opening + ", ".join(parts) + comma + closing)
    if isinstance(value, dict):
        parts = [f"{show(key)}: {show(part, names, digits)}" for key, part in islice(value.items(), 20)]
        return shortened("{" + ", ".join(parts) + "}")
    if hasattr(value, "__array__") and np.ndim(value) > 0:
        array = np.asarray(value)
        text = " ".join(np.array2string(array, precision=digits, threshold=8, separator=", ").split())
        text = text.replace("[ ", "[")
        return f"array({text})" if len(text) <= LONGEST else f"array of shape {array.shape}"
    if hasattr(value, "__array__"):
        value = np.asarray(value).item()
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | np.integer):
        return str(value) if abs(int(value)) < 10**18 else f"{float(value):.{digits}g}"
    if isinstance(value, float | np.floating):
        short = f"{float(value):.{digits}g}"
        return short if any(c in short for c in ".en") else short + ".0"
    text = repr(value)
    return kind(value) if ADDRESS.search(text) else shortened(text)


def show_argument(value: Any, names: Mapping[str, Any] | None = None) -> str:
    """What a function is given, as `show` has it, but for a tensor, which is not shown as an array or a number."""
    maker = _maker(value)
    if not maker:
        return show(value, names)
    try:
        text = show(np.asarray(value), names)
    except Exception:
        return kind(value)
    inner = re.fullmatch(r"array\((.*)\)", text)
    if text.startswith("array of shape"):
        return f"tensor{text.removeprefix('array')}"
    return f"{maker}({inner[1] if inner else text})"


def _maker(value: Any) -> str:
    """What makes such a tensor: "tf.constant" or "tf.Variable"; "" if the value is none."""
    if isinstance(value, type) or not type(value).__module__.startswith("tensorflow."):
        return ""
    return {"EagerTensor": "tf.constant", "ResourceVariable": "tf.Variable"}.get(type(value).__name__, "")


def kind(value: Any) -> str:
    """What sort of thing a value is, without saying which: "an array of floats of shape (3,)"."""
    if _maker(value):
        with contextlib.suppress(Exception):  # not all tensors are arrays of numbers
            what = kind(np.asarray(value))
            return f"a tensor{what.removeprefix('an array')}" if what.startswith("an array") else "a tensor"
    if isinstance(value, type):
        return "a class"
    if isinstance(value, np.ndarray) and value.ndim > 0:
        return f"an array of {NUMBERS.get(value.dtype.kind, 'objects')} of shape {value.shape}"
    if value is None:
        return "None"
    if isinstance(value, bool | np.bool_):
        return "a truth value"
    if isinstance(value, np.timedelta64 | np.datetime64):
        return "a time"
    if isinstance(value, int | np.integer):
        return "an integer"
    if isinstance(value, float | np.floating) or (isinstance(value, np.ndarray) and value.dtype.kind in "iufbc"):
        return "a number"
    if callable(value):
        return "a function"
    if isinstance(value, str | bytes):
        return "text"
    name = type(value).__name__
    return f"{'an' if name[0] in 'aeiouAEIOU' else 'a'} {name}"


def show_call(function: str, arguments: Iterable[str]) -> str:
    return shortened(f"{function}({', '.join(arguments)})", LONGEST_CALL)


def name_of(thing: Any, names: Mapping[str, Any]) -> str:
    """The name of a function or class: its own if it still is that, else the one it bears in `names`.

    A lambda that bears none goes by its text.
    """
    own = getattr(thing, "__name__", None)
    if isinstance(own, str) and own != "<lambda>" and names.get(own) is thing:
        return own
    known_as = next((name for name, value in list(names.items()) if value is thing and not name.startswith("_")), "")
    if own == "<lambda>":
        return known_as or shortened(lambda_text(thing), LONGEST_LAMBDA) or "a function"
    return known_as or (own if isinstance(own, str) else type(thing).__name__)


def shortened(text: str, longest: int = LONGEST) -> str:
    """Text on one line, cut if it is long."""
    text = " ".join(text[: 10 * longest].split())
    return text if len(text) <= longest else text[: longest - 1] + "…"


def error_text(text: str) -> str:
    """What an error says, on one line: without addresses, names of modules, and what TensorFlow adds for itself."""
    text = text[:10_000]
    for noise, instead in NOISE:
        text = noise.sub(instead, text)
    return shortened(text, LONGEST_ERROR)
