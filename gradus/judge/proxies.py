"""The judge's side of a student's session: plain values, and proxies for functions and classes."""

import contextlib
import io
import itertools
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Protocol

import cloudpickle
import numpy as np

from gradus.checks.call import Call, Elsewhere, NotAFunction, Outcome
from gradus.checks.error_location import RemoteError
from gradus.judge.sanitize import not_ours, one_line
from gradus.judge.wire import protocol
from gradus.judge.wire.callbacks import bring_back, callbacks
from gradus.judge.wire.framing import ProtocolError
from gradus.judge.wire.protocol import FunctionReference, Items
from gradus.judge.wire.references import resolve

MOST_ITEMS = 100_000  # that are taken from a generator of a test's
MOST_NAMES = 20  # of inputs that were changed, or of an exception's bases


class CannotCross(Exception):
    """A test needs an object that cannot leave the student's process. The test is at fault, not the student."""


class Course(Protocol):
    """What the course itself has defined."""

    def is_given(self, value: Any) -> bool: ...

    def exception(self, name: str) -> Any: ...

    @property
    def is_hidden(self) -> bool: ...

    @property
    def sets_seed(self) -> bool: ...


class Proxy(Elsewhere):
    """Stands for a function or class of the student's. Calling it sends the call across."""

    def __init__(self, student: "Student", reference: FunctionReference, variable: str | None = None):
        self._student = student
        self._reference = reference
        self._variable = variable
        self._is_class = reference.kind == "class"
        self.__name__ = variable or (reference.name if reference.name.isidentifier() else "function")

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        """A bare call, as in a plain test: the value comes back, or the error is raised, and inputs change."""
        outcome = self._student.bare_call(Call(self, arguments, keywords))
        if isinstance(outcome.error, StopIteration):  # `all(map(...))` of a test would end there, and be true
            raise RuntimeError(f"{self.__name__} raised StopIteration")
        if outcome.error is not None:
            raise outcome.error
        return outcome.value

    def run_call(self, call: Call) -> Outcome:
        return self._student.call(call)

    def __getattr__(self, attribute: str) -> Any:
        """A plain attribute of the function or class."""
        if attribute.startswith("_"):
            raise AttributeError(attribute)
        return self._student.attribute(self._variable, self._reference, attribute)

    @property
    def __doc__(self) -> Any:  # type: ignore[override]
        """The docstring that the student wrote."""
        return self._student.attribute(self._variable, self._reference, "__doc__")

    def __reduce__(self) -> tuple:
        """In the student's process a proxy is the thing itself."""
        return resolve, (self._variable, self._reference.number)

    def __repr__(self) -> str:
        return f"<the student's {self.__name__}>"


class Student:
    """Sends requests to a session, and makes values and proxies of the replies."""

    def __init__(self, request: Callable[[bytes], bytes], course: Course, shown: io.StringIO):
        self._request = request
        self._course = course
        self._shown = shown  # where a check prints, unless the test catches what is printed
        self._proxies: dict[tuple[int, str | None], Any] = {}
        self.called = ""  # the name of the answer that was called last
        self.lost = ""  # the kind of a value that arrived as another one, since this was last emptied
        self._drawn_from: Any = None

    def ask(self, action: str, *arguments: Any) -> Any:
        """Ask the session for something. Raises ProtocolError when the student's process breaks off."""
        try:
            message = cloudpickle.dumps((action, arguments))
        except Exception as error:  # pickling fails in many ways
            reason = one_line(error, 200)
            raise CannotCross(f"The test passes something that cannot be sent to the answer: {reason}") from None
        reply = protocol.decode(self._request(message))
        if not isinstance(reply, dict):
            raise ProtocolError("not a reply")
        return reply

    def get(self, name: str) -> Any:
        """The value of a student's variable; KeyError if there is none, CannotCross if it cannot leave."""
        reply = self.ask("get", name)
        if reply.get("missing"):
            raise KeyError(name)
        if "value" not in reply:
            what = reply.get("not_plain") or f"module {reply.get('module')}"
            raise CannotCross(_cannot_leave(f"reads {name}, {self._a(what)}"))
        self._note_loss(reply)
        return self.revive(reply["value"], name)

    def attribute(self, variable: str | None, reference: FunctionReference, attribute: str) -> Any:
        """A plain attribute of a function or class."""
        reply = self.ask("attribute", variable, reference.number, attribute)
        if "error" in reply:
            raise AttributeError(attribute)
        if "value" not in reply:
            what = one_line(f"{variable or reference.name}.{attribute}", 80)
            raise CannotCross(_cannot_leave(f"reads {what}, {self._a(reply.get('not_plain'))}"))
        return self.revive(reply["value"])

    def call(self, call: Call) -> Outcome:
        """Make a call of `expect` in the student's process; changes of inputs are reported."""
        self.called = _name_of_the_answer(call)
        self._share_seed()
        return self._outcome(self.ask("call", call))

    def bare_call(self, call: Call) -> Outcome:
        """Make a call of a plain test in the student's process; what it leaves behind is brought back."""
        self.called = _name_of_the_answer(call)
        arguments = tuple(_sendable(argument) for argument in call.arguments)
        self._share_seed()
        reply = self.ask("bare_call", replace(call, arguments=arguments))
        self._note_loss(reply)
        outcome = self._outcome(reply)
        is_made = isinstance(call.function, Proxy) and call.function._is_class
        if "not_plain" in reply and (is_made or not reply.get("is_own")):
            raise CannotCross(_cannot_leave(f"needs {self._a(reply['not_plain'])}"))
        inputs = reply.get("inputs")
        for mine, theirs in zip(arguments, inputs if isinstance(inputs, list) else [], strict=False):
            # what the course gave stays as it is, unless the answer is a procedure, made to change things
            if theirs and (outcome.value is None or not self._course.is_given(mine)):
                _update(mine, theirs)
        seen = reply.get("remembered")
        for spy, memory in zip(callbacks(call.arguments), seen if isinstance(seen, list) else [], strict=False):
            bring_back(spy, memory)
        if sys.stdout is not self._shown and isinstance(reply.get("printed"), str):
            sys.stdout.write(reply["printed"])
        return outcome

    def _note_loss(self, reply: dict) -> None:
        self.lost = self.lost or (self._a(reply["lost"]).removeprefix("a ") if reply.get("lost") else "")

    def _share_seed(self) -> None:
        """Have the answer draw from a seed that a test has set since the last call."""
        if self._course.sets_seed:
            states = (random.getstate(), np.random.get_state())
            now = cloudpickle.dumps(states)
            if now != self._drawn_from:
                self._drawn_from = now
                self.ask("draw_from", states)

    def revive(self, value: Any, variable: str | None = None) -> Any:
        """References become proxies, also inside lists, tuples and dicts."""
        if isinstance(value, FunctionReference):
            return self._proxies.setdefault((value.number, variable), self._proxy(value, variable))
        if isinstance(value, Items):
            return iter([self.revive(part) for part in value.values])
        if isinstance(value, list | tuple):
            return type(value)(self.revive(part) for part in value)
        if isinstance(value, dict):
            return {key: self.revive(part) for key, part in value.items()}
        return value

    def _proxy(self, reference: FunctionReference, variable: str | None) -> Any:
        """For a class of exceptions a class of exceptions, so that a test can write `except` before it."""
        name = variable or reference.name
        if reference.kind == "exception" and name.isidentifier():
            return type(name, (RemoteError,), {})
        return Proxy(self, reference, variable)

    def _a(self, what: Any) -> str:
        """What a student calls a thing. In a hidden test its inputs may be in the name."""
        return "an object of its own" if self._course.is_hidden else f"a {one_line(what, 80)}"

    def _outcome(self, reply: dict) -> Outcome:
        changed = reply.get("changed")
        names = tuple(one_line(name, 40) for name in changed[:MOST_NAMES]) if isinstance(changed, list) else ()
        names = ("argument",) if names and self._course.is_hidden else names
        has_no_return = reply.get("has_no_return") is True
        if isinstance(reply.get("error"), dict):
            return Outcome(error=self._error(reply["error"]), changed=names, has_no_return=has_no_return)
        if "not_plain" in reply:
            return Outcome(error=TypeError(f"the result is {self._a(reply['not_plain'])}, which is no plain data"))
        if "not_a_function" in reply:
            return Outcome(NotAFunction(self.revive(reply["not_a_function"])), changed=names)
        return Outcome(self.revive(reply.get("value")), changed=names, has_no_return=has_no_return)

    def _error(self, described: dict) -> RemoteError:
        """An exception that is also of the first of its types that is known here, so that tests can catch it."""
        given = described.get("types")
        pairs = [pair for pair in given if isinstance(pair, list) and len(pair) == 2] if isinstance(given, list) else []
        types = [(str(module)[:200], str(name)[:200]) for module, name in pairs[:MOST_NAMES]]
        known = [kind for kind in (self._exception(*pair) for pair in types) if kind]
        own = [kind for kind in known if issubclass(kind, RemoteError)] or [RemoteError]
        others = [kind for kind in known if not issubclass(kind, RemoteError)] or [Exception]
        bases = (own[0], others[0])
        text = one_line(described.get("text"), 2000)
        try:
            plain = {"__init__": Exception.__init__, "__str__": Exception.__str__}
            error: RemoteError = type("StudentError", bases, plain)(text)
        except TypeError:  # a built-in exception with a layout of its own
            error = RemoteError(text)
        error.type_name = not_ours(one_line(types[0][1], 80)) if types else "Exception"
        error.happened = one_line(described.get("where"), 500)
        error.advice = one_line(described.get("advice", ""), 200)
        error.stub = one_line(described.get("stub", ""), 80)
        if self._course.is_hidden:
            named = {kind.__name__ for kind in known if not issubclass(kind, RemoteError)}
            error.type_name = error.type_name if error.type_name in named else "an error of its own"
            error.happened = error.advice = ""
        return error

    def _exception(self, module: str, name: str) -> type[Exception] | None:
        """The exception of that name: the student's own, the course's, or one of a module that is imported here."""
        found: Any = None
        if module == "__main__":
            with contextlib.suppress(KeyError, CannotCross):
                found = self._course.exception(name) or self.get(name)
        elif module.partition(".")[0] not in ("gradus", "nbgrader"):
            found = getattr(sys.modules.get(module), name, None)
        return found if isinstance(found, type) and issubclass(found, Exception) else None


def _name_of_the_answer(call: Call) -> str:
    return next((thing.__name__ for thing in (call.function, *call.arguments) if isinstance(thing, Proxy)), "")


def _cannot_leave(what: str) -> str:
    return (
        f"The test {what}, and that cannot leave the student's process. "
        "Test it through a function that returns numbers, text or arrays."
    )


def _sendable(argument: Any) -> Any:
    """A generator of a test's is sent as what it yields."""
    if isinstance(argument, Iterator):
        return iter(list(itertools.islice(argument, MOST_ITEMS)))
    return argument


def _update(mine: Any, theirs: Any) -> None:
    """Bring a list, dict, set or array of the judge's to what the student's function made of its copy."""
    if not isinstance(theirs, list) or not theirs or type(mine) is not type(theirs[0]):
        return
    new = theirs[0]
    if isinstance(mine, list):
        mine[:] = new
    elif isinstance(mine, dict | set):
        mine.clear()
        mine.update(new)
    elif isinstance(mine, np.ndarray) and mine.shape == new.shape and mine.flags.writeable:
        mine[...] = new
