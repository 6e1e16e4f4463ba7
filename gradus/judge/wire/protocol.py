"""Messages between the judge and a student's process.

Judge to student goes by cloudpickle: the student's process may believe the judge. Student to judge goes by
the plain encoding below: numbers, text, arrays, lists, tuples, dicts, and references to functions. Nothing that
comes from a student is unpickled, and no object with behaviour of its own arrives.
"""

import json
import re
import socket
import struct
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from gradus.errors import Interruption

LENGTH = struct.Struct(">Q")
TOKEN = 32  # characters by which the judge knows, without a sandbox, that it is its own process that connects
NUMBER = 8  # bytes that number a request, and begin its answer
DEEPEST = 100  # levels of lists in lists
LARGEST = 64 * 2**20  # bytes of one message
MOST_TEXT = 8 * 2**20  # bytes of it that may be JSON
MOST_VALUES = 200_000  # in its lists
NUMERIC = re.compile(r"[<>|=][biufc]\d{1,2}")


class ProtocolError(Interruption):
    """The other side sent what is no message. No `except Exception` of a test may swallow that."""


class Closed(ProtocolError):
    """The other side is gone."""


class TooSlow(ProtocolError):
    """The other side did not answer in time."""


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


def send(connection: socket.socket, message: bytes) -> None:
    """Send one message. Raises Closed if nobody is there."""
    try:
        connection.sendall(LENGTH.pack(len(message)) + message)
    except OSError as error:
        raise Closed(str(error)) from None


def receive(connection: socket.socket, seconds: float | None = None, largest: int = LARGEST) -> bytes:
    """Receive one message. Raises Closed, TooSlow, or ProtocolError if it claims more than `largest` bytes."""
    deadline = None if seconds is None else time.monotonic() + seconds
    (size,) = LENGTH.unpack(_receive_exactly(connection, LENGTH.size, deadline))
    if size > largest:
        raise ProtocolError(f"a message of {size} bytes was announced; {largest} are allowed")
    return _receive_exactly(connection, size, deadline)


def _receive_exactly(connection: socket.socket, size: int, deadline: float | None) -> bytes:
    parts = bytearray()
    while len(parts) < size:
        if deadline is not None:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TooSlow("no answer in time")
            connection.settimeout(left)
        try:
            part = connection.recv(min(size - len(parts), 2**20))
        except TimeoutError:
            raise TooSlow("no answer in time") from None
        except OSError as error:
            raise Closed(str(error)) from None
        if not part:
            raise Closed("the connection was closed")
        parts += part
    return bytes(parts)


def encode(value: Any, reference: Any = None) -> bytes:
    """A value as plain data: four bytes of length, JSON, and the bytes of the arrays one after another.

    `reference` makes a FunctionReference of a function or class; without it, those cannot cross.
    Raises NotPlain for what cannot.
    """
    arrays: list[bytes] = []
    text = json.dumps(_plain(value, arrays, reference, 0)).encode("ascii")
    return struct.pack(">I", len(text)) + text + b"".join(arrays)


def _plain(value: Any, arrays: list[bytes], reference: Any, depth: int) -> Any:
    if depth > DEEPEST:
        raise NotPlain(f"lists nested more than {DEEPEST} deep")
    if value is None or type(value) in (bool, int, float, str):
        return value

    def inside(part: Any) -> Any:
        return _plain(part, arrays, reference, depth + 1)

    if isinstance(value, FunctionReference):
        return {"function": [value.number, value.name, value.kind]}
    if isinstance(value, Items):
        return {"items": [inside(part) for part in value.values]}
    if isinstance(value, np.ndarray | np.generic) or hasattr(value, "__array__"):
        return _plain_array(value, arrays)
    if isinstance(value, bool | int | float | str):  # a subclass: its value crosses, its behaviour does not
        return next(kind(value) for kind in (int, float, str) if isinstance(value, kind))
    if isinstance(value, complex):
        return {"complex": [value.real, value.imag]}
    if isinstance(value, list):
        return [inside(part) for part in value]
    if isinstance(value, tuple):
        return {"tuple": [inside(part) for part in value]}
    if isinstance(value, set | frozenset):
        return {"set": [inside(part) for part in value]}
    if isinstance(value, Mapping):  # a read-only view of a dict is one, too
        return {"dict": [[inside(key), inside(part)] for key, part in value.items()]}
    if isinstance(value, range):
        if not -MOST_VALUES <= (value.stop - value.start) / value.step <= MOST_VALUES:
            raise NotPlain(f"range of more than {MOST_VALUES} numbers")
        return {"range": [value.start, value.stop, value.step]}
    if isinstance(value, bytes | bytearray):
        return {"bytes": bytes(value).hex()}
    if callable(value) and reference is not None:
        return inside(reference(value))
    if hasattr(value, "__float__") and hasattr(value, "numerator"):  # fractions and their like
        return float(value)
    raise NotPlain(type(value).__name__)


def _plain_array(value: Any, arrays: list[bytes]) -> Any:
    try:
        array = np.asarray(value)
    except Exception:
        raise NotPlain(type(value).__name__) from None
    if array.dtype.kind == "U" or array.dtype.kind == "O":
        return {"list": array.dtype.kind, "items": _plain(array.tolist(), arrays, None, 1)}
    if not NUMERIC.fullmatch(array.dtype.str):
        raise NotPlain(f"array of {array.dtype}")
    arrays.append(array.tobytes())
    is_scalar = isinstance(value, np.generic)
    return {"array": [array.dtype.str, list(array.shape), is_scalar]}


def decode(message: bytes) -> Any:
    """The value that a message holds. Raises ProtocolError for anything `encode` would not have made."""
    try:
        (size,) = struct.unpack(">I", message[:4])
        if size > MOST_TEXT:
            raise ProtocolError("too much text in one message")
        reader = _Reader(memoryview(message)[4 + size :])
        value = reader.value(json.loads(message[4 : 4 + size]), 0)
    except ProtocolError:
        raise
    except (struct.error, ValueError, TypeError, LookupError, RecursionError, OverflowError, MemoryError) as error:
        raise ProtocolError(f"not a message: {type(error).__name__}") from None
    if reader.left:
        raise ProtocolError("bytes are left over after the message")
    return value


class _Reader:
    """Turns the JSON of a message back into values, taking the bytes of its arrays in order."""

    def __init__(self, arrays: memoryview):
        self.left = arrays
        self._values = 0

    def value(self, node: Any, depth: int) -> Any:
        self._values += 1
        if depth > DEEPEST + 1 or self._values > MOST_VALUES:
            raise ProtocolError("nested too deep, or too many values")
        if node is None or isinstance(node, bool | int | float | str):
            return node
        if isinstance(node, list):
            return [self.value(part, depth + 1) for part in node]
        if not isinstance(node, dict):
            raise ProtocolError("not a message")
        ((kind, content), *more) = node.items()
        if kind == "list" and len(more) == 1:
            is_text = {"U": True, "O": False}[content]
            items = np.array(self.value(node["items"], depth + 1), dtype=object)
            if is_text and max(map(len, map(str, items.flat)), default=0) * items.size > MOST_TEXT:
                raise ProtocolError("an array of text is too large")  # each of its texts takes what the longest does
            return items.astype(str) if is_text else items
        if more:
            raise ProtocolError("not a message")
        if kind == "tuple":
            return tuple(self.value(part, depth + 1) for part in content)
        if kind == "items":
            return Items(tuple(self.value(part, depth + 1) for part in content))
        if kind == "set":
            return {self._key(part, depth + 1) for part in content}
        if kind == "dict":
            return {self._key(key, depth + 1): self.value(part, depth + 1) for key, part in content}
        if kind == "complex":
            return complex(float(content[0]), float(content[1]))
        if kind == "range":
            numbers = range(*map(int, content))
            if len(numbers) > MOST_VALUES:  # sum() and list() cannot be interrupted
                raise ProtocolError("a range of too many numbers")
            return numbers
        if kind == "bytes":
            return bytes.fromhex(content)
        if kind == "function":
            number, name, what = content
            return FunctionReference(int(number), str(name)[:80], str(what)[:20])
        if kind == "array":
            return self._array(*content)
        raise ProtocolError(f"unknown kind {kind[:40]!r}")

    def _key(self, node: Any, depth: int) -> Any:
        """A member of a set or a key of a dict. Huge integers are refused: there are many of one hash."""
        key = self.value(node, depth)
        if isinstance(key, int) and abs(key) >= 2**63:
            raise ProtocolError("an integer too large for a key")
        return key

    def _array(self, dtype: str, shape: list[int], is_scalar: bool) -> Any:
        # an empty array may not be long either: a sum along its other axis would be as long
        if not NUMERIC.fullmatch(dtype) or len(shape) > 32 or any(type(n) is not int or n < 0 for n in shape):
            raise ProtocolError("not an array")
        if any(n > LARGEST for n in shape):
            raise ProtocolError("an array is too long")
        kind = np.dtype(dtype)
        size = kind.itemsize
        for n in shape:
            size *= n
        if size > len(self.left):
            raise ProtocolError("an array claims more bytes than came")
        data, self.left = self.left[:size], self.left[size:]
        array = np.frombuffer(data, kind).reshape(shape).copy()
        if kind.kind == "b":  # NumPy counts on 0 and 1
            array = array.view(np.uint8).astype(bool)
        return array[()] if is_scalar and array.ndim == 0 else array
