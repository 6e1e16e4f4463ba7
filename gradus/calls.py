"""One call of a learner's function: made with copies of its inputs, kept with what came of it."""

import contextlib
import inspect
import sys
import traceback
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from gradus.wording import kind, shortened, show, show_call


@dataclass(frozen=True)
class Outcome:
    """What a call led to: a value or an error, and the names of the inputs it changed."""

    value: Any = None
    error: BaseException | None = None
    changed: tuple[str, ...] = ()


@dataclass(frozen=True)
class NotAFunction:
    """Stands for a result that was to be called, and could not be."""

    value: Any


class Interruption(BaseException):
    """Ends a call from outside, as when its time is up. It is no answer, and no call may keep it."""


class RemoteError(Exception):
    """An exception that was raised in another process: what it was there, where, and in which function."""

    type_name = "Exception"
    happened = ""
    raised_in = ""


class Elsewhere:
    """A function or class that lives in another process. A call that involves one is made there."""

    def run_call(self, call: "Call") -> Outcome:
        raise NotImplementedError


@dataclass(frozen=True)
class Call:
    """A function, its arguments, and the arguments for the functions it returns in turn."""

    function: Any
    arguments: tuple[Any, ...]
    keywords: Mapping[str, Any] = field(default_factory=dict)
    then: tuple[tuple[Any, ...], ...] = ()

    def run(self) -> Outcome:
        """Make the call, where its function lives, with copies of its inputs; those it changes are reported.

        What the function writes to stderr is shown on stdout: nbgrader takes stderr in a check cell
        for a failure, and a warning is none.
        """
        for thing in (self.function, *self.arguments, *self.keywords.values()):
            if isinstance(thing, Elsewhere):
                return thing.run_call(self)
        changed: list[str] = []
        try:
            with contextlib.redirect_stderr(sys.stdout):
                value = _call(self.function, self.arguments, self.keywords, changed)
                for arguments in self.then:
                    if not callable(value):
                        value = NotAFunction(value)
                        break
                    value = _call(value, arguments, {}, changed)
                value = _dense(value)
            return Outcome(value, changed=tuple(changed))
        except (KeyboardInterrupt, Interruption):
            raise
        except BaseException as error:
            return Outcome(error=error, changed=tuple(changed))

    def replacing(self, old: Any, new: Any) -> "Call":
        """The same call with another function (or class) in the place of `old`.

        What goes with the new one it has in `beside`, by name: a mistaken Tape brings its own Array.
        """
        beside = getattr(new, "beside", {})
        things = (self.function, *self.arguments)
        swap = [new if thing is old else beside.get(getattr(thing, "__name__", None), thing) for thing in things]
        return replace(self, function=swap[0], arguments=tuple(swap[1:]))

    def describe(self, names: Mapping[str, Any], hidden: bool = False) -> str:
        """`tangent(square, 1.0)(2.0)`; a hidden call names the kinds of its arguments only."""
        say = kind if hidden else lambda value: show(value, names)
        keywords = [f"{name}={say(value)}" for name, value in self.keywords.items()]
        text = show_call(show(self.function, names), [say(a) for a in self.arguments] + keywords)
        return text + "".join(show_call("", map(say, arguments)) for arguments in self.then)


def where(error: BaseException, function: Any) -> str:
    """The line of the learner's own code that raised the error, or "" if it cannot be found."""
    if isinstance(error, RemoteError):
        return error.happened
    code = getattr(function, "__code__", None)
    if code is None or error.__traceback__ is None:
        return ""
    own = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == code.co_filename]
    if not own or not own[-1].line:
        return ""
    return f"It happened in line {own[-1].lineno} of the cell: {shortened(own[-1].line)}"


def type_name(error: BaseException) -> str:
    return error.type_name if isinstance(error, RemoteError) else type(error).__name__


def raised_in(error: BaseException) -> str:
    """The name of the function that raised the error."""
    if isinstance(error, RemoteError):
        return error.raised_in
    frames = traceback.extract_tb(error.__traceback__)
    return frames[-1].name if frames else ""


def _call(function: Any, arguments: tuple, keywords: Mapping[str, Any], changed: list[str]) -> Any:
    """Call with copies, and add the names of the arguments that were changed."""
    copies = [_copied(argument) for argument in arguments]
    named = {name: _copied(argument) for name, argument in keywords.items()}
    try:
        return function(*copies, **named)
    finally:
        pairs = zip(_parameters(function, len(copies)), arguments, copies, strict=False)
        changed += [name for name, before, after in pairs if not _is_same(before, after)]
        changed += [name for name, before in keywords.items() if not _is_same(before, named[name])]


def _dense(value: Any) -> Any:
    """The value with a tensor for each IndexedSlices, which is how the gradient of a look-up (tf.gather) comes."""
    slices = getattr(sys.modules.get("tensorflow"), "IndexedSlices", None)
    if slices is not None and isinstance(value, slices):
        with contextlib.suppress(ValueError):  # it may not know its own shape
            return sys.modules["tensorflow"].convert_to_tensor(value)
    if slices is not None and type(value) in (list, tuple) and len(value) <= 1000:
        return type(value)(map(_dense, value))
    return value


def _parameters(function: Any, count: int) -> Iterable[str]:
    """What the function calls its arguments."""
    try:
        names = list(inspect.signature(function).parameters)
    except (TypeError, ValueError):
        names = []
    return [*names[:count], *(f"argument {i + 1}" for i in range(len(names), count))]


def _copied(argument: Any) -> Any:
    """A copy of arrays, and of lists, tuples and dicts of them; anything else is passed on as it is."""
    if isinstance(argument, np.ndarray):
        return argument.copy(order="K")
    if type(argument) in (list, tuple):
        return type(argument)(_copied(part) for part in argument)
    if type(argument) is dict:
        return {key: _copied(part) for key, part in argument.items()}
    return argument


def _is_same(before: Any, after: Any) -> bool:
    if isinstance(before, np.ndarray):
        if before.shape != after.shape or before.dtype != after.dtype:
            return False
        if before.dtype.kind == "O":
            return all(a is b for a, b in zip(before.flat, after.flat, strict=True))
        return np.array_equal(before, after, equal_nan=before.dtype.kind in "fc")
    if type(before) in (list, tuple):
        return len(before) == len(after) and all(map(_is_same, before, after))
    if type(before) is dict:
        return before.keys() == after.keys() and all(_is_same(before[key], after[key]) for key in before)
    return before is after
