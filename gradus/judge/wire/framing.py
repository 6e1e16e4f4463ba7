"""Messages between the judge and a student's process: their length, then their bytes.

Judge to student goes by cloudpickle: the student's process may believe the judge. Student to judge goes by the plain
encoding of `protocol`. Nothing that comes from a student is unpickled.
"""

import socket
import struct
import time

from gradus.errors import Interruption

LENGTH = struct.Struct(">Q")
TOKEN = 32  # characters by which the judge knows, without a sandbox, that it is its own process that connects
NUMBER = 8  # bytes that number a request, and begin its answer
LARGEST = 64 * 2**20  # bytes of one message


class ProtocolError(Interruption):
    """The other side sent what is no message. No `except Exception` of a test may swallow that."""


class Closed(ProtocolError):
    """The other side is gone."""


class TooSlow(ProtocolError):
    """The other side did not answer in time."""


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
