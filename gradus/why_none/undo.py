"""Lets code run once more and leaves nothing behind: notes what the learner has, and puts it back."""

import array
import collections
import contextlib
import functools
import inspect
import io
import random
import sys
import types
from collections.abc import Callable, Iterator
from typing import Any

from gradus.why_none.put_back import (
    class_put_back,
    dict_put_back,
    items_put_back,
    list_put_back,
    set_put_back,
    slots_put_back,
)

MOST_OBJECTS = 20_000
MOST_BYTES = 30_000_000
ONCE: tuple[type, ...] = (types.GeneratorType, map, filter, zip, enumerate, io.IOBase)
ONCE += (type(iter([])), type(iter(())), type(iter({})), type(iter("")), type(iter(set())))


class NotAgain(BaseException):
    """Running this again might change something, or takes too long. No `except Exception` of the learner's sees it."""


class Undo:
    """What is reachable from some namespaces: containers, arrays, closures, objects of the learner's own classes.

    Variables are noted one by one, before something is assigned to one. Raises NotAgain where there is too much, or
    something that is used up by going through it.
    """

    def __init__(self, namespaces: list[dict[str, Any]], module: str) -> None:
        self._steps: list[Callable[[], Any]] = []
        self._seen: set[int] = set()
        self._bytes = 0
        self._module = module
        self._kept: list[Any] = []
        for names in namespaces:
            self._note_names(names)

    def _note_names(self, names: dict[str, Any]) -> None:
        self._seen.add(id(names))
        self._steps.append(dict_put_back(names))
        for name, value in list(names.items()):
            if not name.startswith("_") and name not in ("In", "Out"):
                self._note(value)

    def _note(self, value: Any) -> None:
        import numpy as np

        if id(value) in self._seen:
            return
        self._seen.add(id(value))
        if len(self._seen) > MOST_OBJECTS:
            raise NotAgain("there is much to be noted")
        if isinstance(value, ONCE) or type(value).__module__ == "itertools":
            raise NotAgain("something here is used up by going through it")
        if isinstance(value, list | collections.deque):
            self._steps.append(list_put_back(value))
            self._note_all(list(value))
        elif isinstance(value, dict):
            self._steps.append(dict_put_back(value))
            self._note_all(list(value.values()))
        elif isinstance(value, set):
            self._steps.append(set_put_back(value))
        elif isinstance(value, array.array | bytearray):
            self._steps.append(items_put_back(value))
        elif isinstance(value, tuple):
            self._note_all(value)
        elif isinstance(value, np.ndarray):
            self._note_array(value)
        elif isinstance(value, np.random.Generator):
            state = value.bit_generator.state
            self._steps.append(lambda: setattr(value.bit_generator, "state", state))
        elif isinstance(value, np.random.RandomState):
            numbers = value.get_state()
            self._steps.append(lambda: value.set_state(numbers))
        elif isinstance(value, random.Random) and not isinstance(value, random.SystemRandom):
            drawn = value.getstate()
            self._steps.append(lambda: value.setstate(drawn))
        elif isinstance(value, types.FunctionType):
            self._note_function(value)
        elif isinstance(value, types.MethodType):
            self._note(value.__self__)
        elif isinstance(value, functools.partial):
            self._note_all([value.func, *value.args, *value.keywords.values()])
        else:
            self._note_object(value)

    def _note_object(self, value: Any) -> None:
        """An object or class of the learner's, or one of Keras's, whose layers may be the learner's."""
        if isinstance(value, type):
            if value.__module__ == self._module:
                self._steps.append(class_put_back(value))
                self._note_all([held for name, held in vars(value).items() if not name.startswith("__")])
        elif type(value).__module__ == self._module or isinstance(value, types.SimpleNamespace):
            self._note_all(kind for kind in type(value).__mro__ if kind.__module__ == self._module)
            self._steps.append(slots_put_back(value))
            if hasattr(value, "__dict__"):
                self._note(value.__dict__)
        elif type(value).__module__.partition(".")[0] == "keras" and not inspect.isroutine(value):
            self._note_of_keras(value)

    def _note_of_keras(self, value: Any) -> None:
        """A model, a layer or an optimizer: what is set on it and on its variables (trainable), and its layers."""
        for thing in [value, *_listed(value, "variables")]:
            attributes = getattr(thing, "__dict__", None)
            if isinstance(attributes, dict) and id(attributes) not in self._seen:
                self._seen.add(id(attributes))
                self._steps.append(dict_put_back(attributes))
        self._note_all(_listed(value, "layers"))

    def _note_all(self, values: Any) -> None:
        for value in values:
            self._note(value)

    def _note_array(self, array: Any) -> None:
        self._bytes += array.nbytes
        if self._bytes > MOST_BYTES or array.dtype.hasobject:
            raise NotAgain("there is much to be noted")
        copy, is_writeable = array.copy(), array.flags.writeable
        if is_writeable:
            self._steps.append(lambda: array.__setitem__(..., copy))

    def _note_function(self, function: types.FunctionType) -> None:
        for cell in function.__closure__ or ():
            with contextlib.suppress(ValueError):  # nothing in it yet
                content = cell.cell_contents
                self._steps.append(functools.partial(setattr, cell, "cell_contents", content))
                self._note(content)
        self._note_all(function.__defaults__ or ())
        self._note(function.__dict__)

    def note_variable(self, handle: Any, dtype: Any) -> None:
        """Called before something is assigned to the variable of a handle. A new one has no value to be put back."""
        import tensorflow as tf

        if id(handle) in self._seen:
            return
        self._seen.add(id(handle))
        self._kept.append(handle)
        with contextlib.suppress(tf.errors.OpError), tf.init_scope():
            value = tf.raw_ops.ReadVariableOp(resource=handle, dtype=dtype)
            self._steps.append(lambda: tf.raw_ops.AssignVariableOp(resource=handle, value=value))

    def has_met(self, value: Any) -> bool:
        """Whether something was there before, as far as names, containers and the learner's objects lead to it."""
        return id(value) in self._seen

    def put_back(self) -> None:
        for step in reversed(self._steps):
            with contextlib.suppress(Exception):  # what cannot be put back must not keep the rest from it
                step()


def _listed(value: Any, name: str) -> list[Any]:
    try:
        found = getattr(value, name, None)
    except Exception:  # a model that is not built yet may refuse to say
        return []
    return found if isinstance(found, list) else []


def names_seen_by(frame: types.FrameType) -> dict[str, Any]:
    """The namespace of a cell; of a function a copy, with its own names before those around it."""
    return frame.f_globals if frame.f_locals is frame.f_globals else frame.f_globals | frame.f_locals


@contextlib.contextmanager
def nothing_left_behind(names: dict[str, Any], frame: types.FrameType) -> Iterator[tuple[Undo, io.StringIO]]:
    """The block's prints go nowhere; names, containers, variables and random numbers are afterwards as they were.

    names: those that the frame sees, in which the block is run.
    """
    import numpy as np

    undo, sink = Undo([names, frame.f_globals], str(frame.f_globals.get("__name__"))), io.StringIO()
    numbers, numpys = random.getstate(), np.random.get_state()
    output, errors = sys.stdout, sys.stderr
    sys.stdout = sys.stderr = sink
    try:
        yield undo, sink
    finally:
        sys.stdout, sys.stderr = output, errors
        undo.put_back()
        random.setstate(numbers)
        np.random.set_state(numpys)
