"""The plain encoding, in which a student's process answers: no object with behaviour of its own arrives.

A message is four bytes of length, JSON, and the bytes of its arrays one after another. In the JSON, None, truth values,
numbers, text and lists stand for themselves, and all else is {tag: content}, one row of `KINDS` each.
"""

import json
import re
import struct
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from gradus.judge.wire.framing import LARGEST, ProtocolError

DEEPEST = 100  # levels of lists in lists
MOST_TEXT = 8 * 2**20  # bytes of a message that may be JSON
MOST_VALUES = 200_000  # in its lists
NUMERIC = re.compile(r"[<>|=][biufc]\d{1,2}")


class NotPlain(Exception):
    """A value that cannot cross; the message says what it is."""


@dataclass(frozen=True)
class FunctionReference:
    """A function or class of the student's, known by a number. `kind` is function, class or exception."""

    number: int
    name: str
    kind: str = "function"


@dataclass(frozen=True)
class Items:
    """What an iterator gave, one after another."""

    values: tuple


def encode(value: Any, reference: Callable[[Any], FunctionReference] | None = None) -> bytes:
    """A value as a message. Raises NotPlain for what cannot cross.

    `reference` makes a FunctionReference of a function or class; without it, those cannot cross.
    """
    writer = Writer(reference)
    text = json.dumps(writer.node(value)).encode("ascii")
    return struct.pack(">I", len(text)) + text + b"".join(writer.arrays)


def decode(message: bytes) -> Any:
    """The value that a message holds. Raises ProtocolError for anything `encode` would not have made."""
    try:
        (size,) = struct.unpack(">I", message[:4])
        if size > MOST_TEXT:
            raise ProtocolError("too much text in one message")
        reader = Reader(memoryview(message)[4 + size :])
        value = reader.value(json.loads(message[4 : 4 + size]))
    except ProtocolError:
        raise
    except (struct.error, ValueError, TypeError, LookupError, RecursionError, OverflowError, MemoryError) as error:
        raise ProtocolError(f"not a message: {type(error).__name__}") from None
    if reader.left:
        raise ProtocolError("bytes are left over after the message")
    return value


class Writer:
    """Makes JSON of values, and gathers the bytes of arrays."""

    def __init__(self, reference: Callable[[Any], FunctionReference] | None):
        self.arrays: list[bytes] = []
        self.reference = reference
        self._depth = 0

    def node(self, value: Any) -> Any:
        """A value as JSON. Raises NotPlain."""
        if self._depth > DEEPEST:
            raise NotPlain(f"lists nested more than {DEEPEST} deep")
        if value is None or type(value) in (bool, int, float, str):
            return value
        self._depth += 1
        node = self._node(value)
        self._depth -= 1
        return node

    def nodes(self, values: Iterable[Any]) -> list[Any]:
        return [self.node(value) for value in values]

    def data(self, value: Any) -> Any:
        """The same, where nothing may be a function."""
        reference, self.reference = self.reference, None
        node = self.node(value)
        self.reference = reference
        return node

    def _node(self, value: Any) -> Any:
        if hasattr(value, "__array__"):
            return {ARRAY.tag: ARRAY.encode(value, self)}
        if isinstance(value, list):
            return self.nodes(value)
        for kind in KINDS:
            if isinstance(value, kind.types):
                return {kind.tag: kind.encode(value, self)}
        if isinstance(value, bool | int | float | str):  # a subclass: its value crosses, its behaviour does not
            return next(kind(value) for kind in (int, float, str) if isinstance(value, kind))
        if callable(value) and self.reference is not None:
            return self._node(self.reference(value))
        if hasattr(value, "__float__") and hasattr(value, "numerator"):  # fractions and their like
            return float(value)
        raise NotPlain(type(value).__name__)


class Reader:
    """Turns the JSON of a message back into values, taking the bytes of its arrays in order."""

    def __init__(self, arrays: memoryview):
        self.left = arrays
        self._values = self._depth = 0

    def value(self, node: Any) -> Any:
        """What a node stands for. Raises ProtocolError, or what `decode` makes one of."""
        self._values += 1
        if self._depth > DEEPEST + 1 or self._values > MOST_VALUES:
            raise ProtocolError("nested too deep, or too many values")
        if node is None or isinstance(node, bool | int | float | str):
            return node
        self._depth += 1
        if isinstance(node, list):
            value: Any = self.values(node)
        else:
            ((tag, content),) = node.items() if isinstance(node, dict) and len(node) == 1 else [("", None)]
            if tag not in BY_TAG:
                raise ProtocolError(f"unknown kind {tag[:40]!r}")
            value = BY_TAG[tag].decode(content, self)
        self._depth -= 1
        return value

    def values(self, nodes: Iterable[Any]) -> list[Any]:
        return [self.value(node) for node in nodes]

    def key(self, node: Any) -> Any:
        """A member of a set or a key of a dict. Huge integers are refused: there are many of one hash."""
        key = self.value(node)
        if isinstance(key, int) and abs(key) >= 2**63:
            raise ProtocolError("an integer too large for a key")
        return key

    def take(self, size: int) -> memoryview:
        if size > len(self.left):
            raise ProtocolError("an array claims more bytes than came")
        data, self.left = self.left[:size], self.left[size:]
        return data


def _function(content: Any, _: Reader) -> FunctionReference:
    number, name, what = content
    return FunctionReference(int(number), str(name)[:80], str(what)[:20])


def _from_range(numbers: range, _: Writer) -> list[int]:
    if not -MOST_VALUES <= (numbers.stop - numbers.start) / numbers.step <= MOST_VALUES:
        raise NotPlain(f"range of more than {MOST_VALUES} numbers")
    return [numbers.start, numbers.stop, numbers.step]


def _to_range(content: Any, _: Reader) -> range:
    numbers = range(*map(int, content))
    if len(numbers) > MOST_VALUES:  # sum() and list() cannot be interrupted
        raise ProtocolError("a range of too many numbers")
    return numbers


def _from_array(value: Any, writer: Writer) -> list[Any]:
    """Numbers as their type, shape, and whether they are one number of NumPy's; text and objects as lists."""
    try:
        array = np.asarray(value)
    except Exception:
        raise NotPlain(type(value).__name__) from None
    if array.dtype.kind in "UO":
        return [array.dtype.kind, writer.data(array.tolist())]
    if not NUMERIC.fullmatch(array.dtype.str):
        raise NotPlain(f"array of {array.dtype}")
    writer.arrays.append(array.tobytes())
    return [array.dtype.str, list(array.shape), isinstance(value, np.generic)]


def _to_array(content: Any, reader: Reader) -> Any:
    if len(content) == 2:
        letter, items = content
        return _to_array_of_lists(letter, items, reader)
    dtype, shape, is_scalar = content
    if not NUMERIC.fullmatch(dtype) or len(shape) > 32 or any(type(n) is not int or n < 0 for n in shape):
        raise ProtocolError("not an array")
    # an empty array may not be long either: a sum along its other axis would be as long
    if any(n > LARGEST for n in shape):
        raise ProtocolError("an array is too long")
    kind = np.dtype(dtype)
    size = kind.itemsize
    for n in shape:
        size *= n
    array = np.frombuffer(reader.take(size), kind).reshape(shape).copy()
    if kind.kind == "b":  # NumPy counts on 0 and 1
        array = array.view(np.uint8).astype(bool)
    return array[()] if is_scalar and array.ndim == 0 else array


def _to_array_of_lists(letter: str, items: Any, reader: Reader) -> np.ndarray:
    is_text = {"U": True, "O": False}[letter]
    array = np.array(reader.value(items), dtype=object)
    if is_text and max(map(len, map(str, array.flat)), default=0) * array.size > MOST_TEXT:
        raise ProtocolError("an array of text is too large")  # each of its texts takes what the longest does
    return array.astype(str) if is_text else array


class Kind(NamedTuple):
    """How values of these types cross."""

    tag: str
    types: tuple[type, ...]
    encode: Callable[[Any, Writer], Any]
    decode: Callable[[Any, Reader], Any]


ARRAY = Kind("array", (np.ndarray, np.generic), _from_array, _to_array)  # and whatever else has an __array__
KINDS = (
    ARRAY,
    Kind("function", (FunctionReference,), lambda f, _: [f.number, f.name, f.kind], _function),
    Kind("items", (Items,), lambda items, to: to.nodes(items.values), lambda nodes, by: Items(tuple(by.values(nodes)))),
    Kind("complex", (complex,), lambda z, _: [z.real, z.imag], lambda parts, _: complex(*map(float, parts))),
    Kind("tuple", (tuple,), lambda values, to: to.nodes(values), lambda nodes, by: tuple(by.values(nodes))),
    Kind("set", (set, frozenset), lambda keys, to: to.nodes(keys), lambda nodes, by: set(map(by.key, nodes))),
    Kind(
        "dict",
        (Mapping,),  # a read-only view of a dict is one, too
        lambda values, to: [to.nodes(pair) for pair in values.items()],
        lambda pairs, by: {by.key(key): by.value(value) for key, value in pairs},
    ),
    Kind("range", (range,), _from_range, _to_range),
    Kind("bytes", (bytes, bytearray), lambda data, _: bytes(data).hex(), lambda text, _: bytes.fromhex(text)),
)
BY_TAG = {kind.tag: kind for kind in KINDS}
