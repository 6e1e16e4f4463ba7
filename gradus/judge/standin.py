"""What a check cell sees of the student's names: plain values, and stand-ins for functions."""

import builtins
from collections.abc import Callable
from typing import Any

import cloudpickle
import numpy as np

from gradus.calls import Call, Elsewhere, NotAFunction, Outcome, RemoteError
from gradus.judge import protocol
from gradus.judge.protocol import FunctionReference


class CannotCross(Exception):
    """A test needs an object that cannot leave the student's process. The test is at fault, not the student."""


class StandIn(Elsewhere):
    """Stands for a function or class of the student's. Calling it sends the call across."""

    def __init__(self, student: "Student", reference: FunctionReference, variable: str | None = None):
        self._student = student
        self._reference = reference
        self._variable = variable
        self.__name__ = variable or reference.name

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        """A bare call, as in a plain test: the value comes back, or the error is raised, and inputs change."""
        outcome = self._student.bare_call(Call(self, arguments, keywords))
        if outcome.error is not None:
            raise outcome.error
        return outcome.value

    def run_call(self, call: Call) -> Outcome:
        return self._student.call(call)

    def __reduce__(self) -> tuple:
        """In the student's process a stand-in is the thing itself."""
        return _resolve, (self._variable, self._reference.number)

    def __repr__(self) -> str:
        return f"<the student's {self.__name__}>"


def _resolve(variable: str | None, number: int) -> Any:
    from gradus.judge import session

    return session.current.resolve(variable, number)


class Student:
    """The judge's side of a session: sends requests, and makes values and stand-ins of the replies."""

    def __init__(self, request: Callable[[bytes], bytes]):
        self._request = request
        self._stand_ins: dict[tuple[int, str | None], StandIn] = {}

    def ask(self, action: str, *arguments: Any) -> Any:
        """Ask the session for something. Raises ProtocolError when the student's process breaks off."""
        reply = protocol.decode(self._request(cloudpickle.dumps((action, arguments))))
        if not isinstance(reply, dict):
            raise protocol.ProtocolError("not a reply")
        return reply

    def get(self, name: str) -> Any:
        """The value of a student's variable; KeyError if there is none, CannotCross if it cannot leave."""
        reply = self.ask("get", name)
        if reply.get("missing"):
            raise KeyError(name)
        if "value" not in reply:
            what = reply.get("not_plain") or f"module {reply.get('module')}"
            raise CannotCross(
                f"The test reads {name}, a {what}, and that cannot leave the student's process. "
                "Test it through a function that returns numbers, text or arrays."
            )
        return self.revive(reply["value"], name)

    def call(self, call: Call) -> Outcome:
        """Make a call of `expect` in the student's process; changes of inputs are reported."""
        return self._outcome(self.ask("call", call))

    def bare_call(self, call: Call) -> Outcome:
        """Make a call of a plain test in the student's process; changes of inputs are brought back."""
        reply = self.ask("bare_call", call)
        inputs = reply.get("inputs")
        _update(call.arguments, inputs if isinstance(inputs, list) else [])
        return self._outcome(reply)

    def _outcome(self, reply: dict) -> Outcome:
        changed = tuple(str(name)[:40] for name in reply.get("changed", ()))
        if "error" in reply:
            return Outcome(error=_error(reply["error"]), changed=changed)
        if "not_plain" in reply:
            return Outcome(error=TypeError(f"the result is a {reply['not_plain']}, which is no plain data"))
        if "not_a_function" in reply:
            return Outcome(NotAFunction(self.revive(reply["not_a_function"])), changed=changed)
        return Outcome(self.revive(reply.get("value")), changed=changed)

    def revive(self, value: Any, variable: str | None = None) -> Any:
        """References become stand-ins, also inside lists, tuples and dicts."""
        if isinstance(value, FunctionReference):
            return self._stand_ins.setdefault((value.number, variable), StandIn(self, value, variable))
        if isinstance(value, list | tuple):
            return type(value)(self.revive(part) for part in value)
        if isinstance(value, dict):
            return {key: self.revive(part) for key, part in value.items()}
        return value


class _NoShell:
    """Takes the place of IPython for given and check cells: a magic does nothing there."""

    def __getattr__(self, name: str) -> Any:
        return lambda *_, **__: None


class Namespace(dict):
    """The names that check cells see: their own first, then the student's.

    Deleting or rebinding a student's name does so on the other side too; some tests take a helper away and
    look whether the answer still works.
    """

    def __init__(self, student: Student, given: set[str], answers: set[str]):
        super().__init__(__name__="__main__", get_ipython=_NoShell)
        self.student = student
        self._given = given - answers
        self._answers = answers

    def __missing__(self, name: str) -> Any:
        """What the student has by that name; never what the course itself defines, and a builtin only as an answer."""
        if name in self._given or (hasattr(builtins, name) and name not in self._answers):
            raise KeyError(name)
        try:
            return self.student.get(name)
        except KeyError:
            if name in self._answers:
                raise NameError(f"name {name!r} is not defined") from None
            raise

    def __setitem__(self, name: str, value: Any) -> None:
        if isinstance(value, StandIn):
            self.student.ask("set", name, value)
            return
        super().__setitem__(name, value)

    def __delitem__(self, name: str) -> None:
        if name in self:
            super().__delitem__(name)
        else:
            self.student.get(name)
            self.student.ask("delete", name)


def _error(described: Any) -> RemoteError:
    """An exception that is also of the first of its types that Python knows, so that tests can catch it."""
    types = [str(name)[:80] for name in described.get("types", ())]
    known = (getattr(place, name, None) for name in types for place in (builtins, np.linalg, np.exceptions))
    parent = next((k for k in known if isinstance(k, type) and issubclass(k, Exception)), Exception)
    error: RemoteError
    try:
        error = type("StudentError", (RemoteError, parent), {"__init__": Exception.__init__})(
            str(described.get("text"))
        )
    except TypeError:  # a built-in exception with a layout of its own
        error = RemoteError(str(described.get("text")))
    error.type_name = types[0] if types else "Exception"
    error.happened = str(described.get("where", ""))[:500]
    error.raised_in = str(described.get("raised_in", ""))[:80]
    return error


def _update(arguments: tuple, inputs: list) -> None:
    """Bring the judge's lists, dicts, sets and arrays to what the student's function made of its copies."""
    for mine, theirs in zip(arguments, inputs, strict=False):
        if not theirs or type(mine) is not type(theirs[0]):
            continue
        new = theirs[0]
        if isinstance(mine, list):
            mine[:] = new
        elif isinstance(mine, dict | set):
            mine.clear()
            mine.update(new)
        elif isinstance(mine, np.ndarray) and mine.shape == new.shape and mine.flags.writeable:
            mine[...] = new
