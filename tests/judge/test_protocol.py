"""What crosses from a student's process, and that nothing else does: never a hang, never a crash of ours."""

import contextlib
import json
import socket
import struct
import threading

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from gradus.judge.wire import framing
from gradus.judge.wire.framing import Closed, ProtocolError, TooSlow
from gradus.judge.wire.protocol import DEEPEST, FunctionReference, NotPlain, decode, encode

PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text()
    | st.complex_numbers(allow_nan=False),
    lambda inner: (
        st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text() | st.integers(-(2**62), 2**62), inner)
    ),
    max_leaves=20,
)


@given(PLAIN)
def test_plain_values_cross_unchanged(value):
    assert decode(encode(value)) == value
    assert type(decode(encode(value))) is type(value)


@given(arrays.arrays(st.sampled_from(["f8", "f4", "i8", "u1", "?", "c16", ">i2"]), arrays.array_shapes(min_dims=0)))
def test_arrays_cross_with_type_shape_and_bytes(array):
    back = decode(encode(array))
    assert back.dtype == array.dtype and back.shape == array.shape
    assert back.tobytes() == array.tobytes()
    assert back.flags.writeable


def test_numbers_of_numpy_stay_what_they_are():
    assert type(decode(encode(np.float32(2)))) is np.float32
    assert decode(encode((np.True_, [np.int8(3)]))) == (True, [3])
    assert np.isnan(decode(encode([float("nan"), np.inf]))[0])


class Liar(float):
    def __eq__(self, other):
        return True

    __hash__ = float.__hash__


def test_a_subclass_loses_its_behaviour():
    value = decode(encode(Liar(3)))
    assert type(value) is float and value != 4


@pytest.mark.parametrize("value", [object(), open, print, lambda x: x, type, {"a": object()}, iter([])])
def test_other_objects_cannot_cross(value):
    with pytest.raises(NotPlain):
        encode(value)


def test_deep_nesting_is_refused_on_both_sides():
    deep: list = []
    for _ in range(5000):
        deep = [deep]
    with pytest.raises(NotPlain, match="deep"):
        encode(deep)
    for depth in (150, 100_000):
        text = b"[" * depth + b"]" * depth
        with pytest.raises(ProtocolError):
            decode(struct.pack(">I", len(text)) + text)


def test_references_cross_as_numbers():
    reference = FunctionReference(3, "slope")
    assert decode(encode([len], lambda function: reference)) == [reference]


@given(st.binary(max_size=300))
def test_random_bytes_are_refused_or_a_plain_value(message):
    with contextlib.suppress(ProtocolError):
        decode(message)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["array", "tuple", "dict", "set", "complex", "bytes", "function", "items", "range"]),
            inner,
        )
    ),
    max_leaves=15,
)


@pytest.mark.wide
@settings(max_examples=1000)
@given(JSON, st.binary(max_size=40))
def test_random_structures_are_refused_or_a_plain_value(node, rest):
    text = json.dumps(node).encode()
    with contextlib.suppress(ProtocolError):
        decode(struct.pack(">I", len(text)) + text + rest)


@pytest.mark.parametrize(
    "content",
    [["<f8", [2**60], False], ["<f8", [-1], False], ["O", [1], False], ["|V8", [1], False], ["<f8", [1.5], False]],
)
def test_an_array_cannot_claim_what_did_not_come(content):
    text = json.dumps({"array": content}).encode()
    with pytest.raises(ProtocolError):
        decode(struct.pack(">I", len(text)) + text + b"12345678")


@pytest.mark.parametrize(
    "node",
    [
        {"array": ["U", [["a" * 50_000, *("b" * 50_000)], list("c" * 50_001)]]},  # 20 GB, as NumPy keeps text
        {"range": [0, 10**9, 1]},
        {"range": [10**30, 0, -1]},
        {"array": ["<f8", [0, 10**9], False]},
    ],
)
def test_a_short_message_cannot_become_a_large_value(node):
    text = json.dumps(node).encode()
    with pytest.raises(ProtocolError):
        decode(struct.pack(">I", len(text)) + text)


def test_truth_values_are_0_or_1():
    message = encode(np.array([2, 1, 0], "u1")).replace(b"|u1", b"|b1")
    assert decode(message).view("u1").tolist() == [1, 1, 0]


@pytest.mark.parametrize("value", [range(0), range(5, -5, -3), range(200_000), np.array([["ab", "c"], ["", "d"]])])
def test_ranges_and_texts_cross(value):
    assert np.array_equal(decode(encode(value)), value)
    assert type(decode(encode(value))) is type(value)


def test_arrays_of_arrays_cross_and_hold_no_functions():
    ragged = np.array([np.ones(2), np.arange(3), "text"], dtype=object)
    back = decode(encode(ragged))
    assert back.dtype == object and back[2] == "text"
    assert back[0].tolist() == [1, 1] and back[1].tolist() == [0, 1, 2]
    with pytest.raises(NotPlain):
        encode(np.array([len], dtype=object), lambda function: FunctionReference(3, "slope"))


@pytest.mark.parametrize("inside", [1.0, None, "text", ()])
def test_what_lies_too_deep_is_refused_whatever_it_is(inside):
    def nested(levels):
        return [nested(levels - 1)] if levels else inside

    encode(nested(DEEPEST))
    with pytest.raises(NotPlain, match="deep"):
        encode(nested(DEEPEST + 1))


def test_an_endless_range_is_no_plain_data():
    with pytest.raises(NotPlain, match="range"):
        encode(range(10**18))


@pytest.fixture
def pair():
    ours, theirs = socket.socketpair()
    yield ours, theirs
    ours.close()
    theirs.close()


def test_messages_arrive_whole(pair):
    message = bytes(3 * 2**20)
    sender = threading.Thread(target=framing.send, args=(pair[1], message))
    sender.start()
    assert framing.receive(pair[0], 10) == message
    sender.join()


def test_a_message_that_is_announced_too_large_is_refused(pair):
    pair[1].sendall(struct.pack(">Q", 2**62))
    with pytest.raises(ProtocolError, match="announced"):
        framing.receive(pair[0], 1)


@pytest.mark.parametrize("sent", [b"", b"\0\0", struct.pack(">Q", 10) + b"12345"])
def test_silence_is_noticed(pair, sent):
    pair[1].sendall(sent)
    with pytest.raises(TooSlow):
        framing.receive(pair[0], 0.1)
    pair[1].close()
    with pytest.raises(Closed):
        framing.receive(pair[0], 1)
