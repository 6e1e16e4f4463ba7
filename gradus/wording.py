"""How values and calls read in a sentence: `slope(square, 3.0) returned 12.0`."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

LONGEST = 70  # characters of one value in a sentence


def show(value: Any, names: Mapping[str, Any] | None = None, digits: int = 6) -> str:
    """A value as a learner would type it, short enough for a sentence.

    Functions go by their name, or by the name they bear in `names`; large arrays by their shape.
    """
    if callable(value):
        return name_of(value, names or {})
    if value is None or isinstance(value, bool | np.bool_ | str):
        return _shortened(repr(value.item() if isinstance(value, np.generic) else value))
    if isinstance(value, list | tuple):
        opening, closing = "[]" if isinstance(value, list) else "()"
        comma = "," if isinstance(value, tuple) and len(value) == 1 else ""
        return _shortened(opening + ", ".join(show(v, names, digits) for v in value) + comma + closing)
    if isinstance(value, np.ndarray) and value.ndim > 0:
        text = " ".join(np.array2string(value, precision=digits, threshold=8, separator=", ").split())
        return f"array({text})" if len(text) <= LONGEST else f"array of shape {value.shape}"
    if isinstance(value, int | np.integer):
        return str(value)
    if isinstance(value, float | np.floating) or (isinstance(value, np.ndarray) and value.dtype.kind == "f"):
        short = f"{float(value):.{digits}g}"
        return short if any(c in short for c in ".en") else short + ".0"
    return _shortened(repr(value))


def kind(value: Any) -> str:
    """What sort of thing a value is, without saying which: "an array of shape (3,)"."""
    if isinstance(value, type):
        return "a class"
    if callable(value):
        return "a function"
    if isinstance(value, np.ndarray) and value.ndim > 0:
        numbers = {"i": "integers", "u": "integers", "f": "floats", "b": "truth values", "c": "complex numbers"}
        return f"an array of {numbers.get(value.dtype.kind, 'objects')} of shape {value.shape}"
    if value is None:
        return "None"
    if isinstance(value, bool | np.bool_):
        return "a truth value"
    if isinstance(value, int | np.integer):
        return "an integer"
    if isinstance(value, float | np.floating | np.ndarray):
        return "a number"
    name = "text" if isinstance(value, str) else type(value).__name__
    return name if name == "text" else f"{'an' if name[0] in 'aeiouAEIOU' else 'a'} {name}"


def show_call(function: str, arguments: Iterable[str]) -> str:
    return f"{function}({', '.join(arguments)})"


def name_of(thing: Any, names: Mapping[str, Any]) -> str:
    """The name of a function or class: its own, or the one it is known by in the namespace `names`."""
    own = getattr(thing, "__name__", None)
    if own and own != "<lambda>":
        return own
    known_as = (name for name, value in names.items() if value is thing and not name.startswith("_"))
    return next(known_as, own or type(thing).__name__)


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
