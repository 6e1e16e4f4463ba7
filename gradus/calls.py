"""One call of a learner's function: made with guarded inputs, kept with what came of it."""

import contextlib
import inspect
import operator
import sys
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from gradus.wording import kind, show, show_call


@dataclass(frozen=True)
class Outcome:
    """What a call led to: a value or an error, and which inputs it changed."""

    value: Any = None
    error: BaseException | None = None
    changed: tuple[int, ...] = ()


@dataclass(frozen=True)
class Call:
    """A function, its arguments, and the arguments for the functions it returns in turn."""

    function: Any
    arguments: tuple[Any, ...]
    keywords: Mapping[str, Any] = field(default_factory=dict)
    then: tuple[tuple[Any, ...], ...] = ()

    def run(self) -> Outcome:
        """Make the call. Inputs that it changes are put back and reported.

        What the function writes to stderr is shown on stdout: nbgrader takes stderr in a check cell
        for a failure, and a warning is none.
        """
        guards = [_Guard(argument) for argument in self.arguments]
        try:
            with contextlib.redirect_stderr(sys.stdout):
                value = self.function(*self.arguments, **self.keywords)
                for arguments in self.then:
                    if not callable(value):
                        break
                    value = value(*arguments)
                else:
                    return Outcome(value, changed=_changed(guards))
            return Outcome(NotAFunction(value), changed=_changed(guards))
        except (Exception, SystemExit) as error:
            return Outcome(error=error, changed=_changed(guards))

    def replacing(self, old: Any, new: Any) -> "Call":
        """The same call with another function (or class) in the place of `old`."""
        swap = [new if thing is old else thing for thing in (self.function, *self.arguments)]
        return replace(self, function=swap[0], arguments=tuple(swap[1:]))

    def describe(self, names: Mapping[str, Any], hidden: bool = False) -> str:
        """`tangent(square, 1.0)(2.0)`; a hidden call names the kinds of its arguments only."""
        say = kind if hidden else lambda value: show(value, names)
        keywords = [f"{name}={say(value)}" for name, value in self.keywords.items()]
        text = show_call(show(self.function, names), [say(a) for a in self.arguments] + keywords)
        return text + "".join(show_call("", map(say, arguments)) for arguments in self.then)


    def argument_names(self, positions: tuple[int, ...]) -> str:
        """How the function itself calls these arguments, as in `x and y`."""
        try:
            parameters = list(inspect.signature(self.function).parameters)
        except (TypeError, ValueError):
            parameters = []
        names = [parameters[i] if i < len(parameters) else f"argument {i + 1}" for i in positions]
        return " and ".join(names)


@dataclass(frozen=True)
class NotAFunction:
    """Stands for a result that was to be called, and could not be."""

    value: Any


def where(error: BaseException, function: Any) -> str:
    """The line of the learner's own code that raised the error, or "" if it cannot be found."""
    code = getattr(function, "__code__", None)
    if code is None or error.__traceback__ is None:
        return ""
    own = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == code.co_filename]
    return f"It happened in line {own[-1].lineno} of the cell: {own[-1].line}" if own and own[-1].line else ""


def raised_in(error: BaseException) -> str:
    """The name of the function that raised the error."""
    frames = traceback.extract_tb(error.__traceback__)
    return frames[-1].name if frames else ""


class _Guard:
    """Remembers an argument, so that a change can be seen and undone. Watches arrays and lists."""

    def __init__(self, argument: Any):
        self.argument = argument
        self.parts: list[_Guard] = []
        self.before: Any = None
        if isinstance(argument, np.ndarray):
            self.before = argument.copy()
        elif isinstance(argument, list | tuple):
            self.before = list(argument)
            self.parts = [_Guard(part) for part in argument]

    def changed(self) -> bool:
        """Whether the argument is no longer what it was; puts it back."""
        inside = any([part.changed() for part in self.parts])
        if isinstance(self.argument, np.ndarray):
            if self.argument.shape != self.before.shape:
                return True
            floating = self.argument.dtype.kind in "fc"
            same = np.array_equal(self.argument, self.before, equal_nan=floating)
            if not same:
                self.argument[...] = self.before
            return not same
        if isinstance(self.argument, list):
            same = len(self.argument) == len(self.before) and all(map(operator.is_, self.argument, self.before))
            self.argument[:] = self.before
            return inside or not same
        return inside


def _changed(guards: list[_Guard]) -> tuple[int, ...]:
    return tuple(i for i, guard in enumerate(guards) if guard.changed())
