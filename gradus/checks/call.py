"""One call of a learner's function: made with copies of its inputs, kept with what came of it."""

import contextlib
import copy
import inspect
import sys
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from gradus.checks.wording import kind, show, show_argument, show_call
from gradus.errors import Interruption


@dataclass(frozen=True)
class Outcome:
    """What a call led to: a value or an error, and the names of the inputs it changed.

    `has_no_return` is set where the answer lives in another process, and says nowhere what it returns.
    """

    value: Any = None
    error: BaseException | None = None
    changed: tuple[str, ...] = ()
    has_no_return: bool = False


@dataclass(frozen=True)
class NotAFunction:
    """Stands for a result that was to be called, and could not be."""

    value: Any


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
        """The same call with another function (or class) in the place of `old`, or of what wraps that.

        What goes with the new one it has in `companions`, by name: a mistaken Tape brings its own Array.
        """
        companions = getattr(new, "companions", {})
        things = (self.function, *self.arguments)
        swap = [
            new
            if thing is old or (callable(thing) and inspect.unwrap(thing) is old)
            else companions.get(getattr(thing, "__name__", None), thing)
            for thing in things
        ]
        return replace(self, function=swap[0], arguments=tuple(swap[1:]))

    def describe(self, names: Mapping[str, Any], hidden: bool = False) -> str:
        """`tangent(square, 1.0)(2.0)`; a hidden call names the kinds of its arguments only."""
        say = kind if hidden else lambda value: show_argument(value, names)
        keywords = [f"{name}={say(value)}" for name, value in self.keywords.items()]
        function = show(self.function, names)
        if " " in function:  # a lambda's text
            function = kind(self.function) if hidden else f"({function})"
        text = show_call(function, [say(a) for a in self.arguments] + keywords)
        return text + "".join(show_call("", map(say, arguments)) for arguments in self.then)


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
    """A copy of arrays and sets, and of lists, tuples and dicts of them; anything else is passed on as it is."""
    if isinstance(argument, np.ndarray):
        return argument.copy(order="K")
    if type(argument) is tuple:
        return tuple(map(_copied, argument))
    if isinstance(argument, tuple) and hasattr(argument, "_make"):  # a namedtuple
        return argument._make(map(_copied, argument))
    if not isinstance(argument, list | dict | set | bytearray | deque):
        return argument
    copied = copy.copy(argument)  # a defaultdict stays one
    parts = argument.items() if isinstance(argument, dict) else enumerate(argument)
    if isinstance(copied, list | dict | deque):
        for place, part in parts:
            copied[place] = _copied(part)
    return copied


def _is_same(before: Any, after: Any) -> bool:
    if isinstance(before, np.ndarray):
        if before.shape != after.shape or before.dtype != after.dtype:
            return False
        if before.dtype.kind == "O":
            return all(a is b for a, b in zip(before.flat, after.flat, strict=True))
        return np.array_equal(before, after, equal_nan=before.dtype.kind in "fc")
    if isinstance(before, list | tuple | deque):
        return len(before) == len(after) and all(map(_is_same, before, after))
    if isinstance(before, dict):
        return before.keys() == after.keys() and all(_is_same(before[key], after[key]) for key in before)
    if isinstance(before, set | bytearray):
        return before == after
    return before is after
