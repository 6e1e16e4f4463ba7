"""The names that given and check cells see in the judge: their own first, then the student's."""

import builtins
import importlib
from types import FunctionType
from typing import Any

import numpy as np

from gradus.judge.proxies import Proxy, Student


class Namespace(dict):
    """The global names of check cells.

    Deleting or rebinding a student's name does so on the other side too; some tests take a helper away and
    look whether the answer still works.
    """

    student: Student
    sets_seed = False  # whether a test that runs sets one
    is_hidden = False  # whether a hidden test runs: then no word of the student's may be shown

    def __init__(self, given: set[str], answers: set[str], modules: dict[str, str]):
        super().__init__(__name__="__main__", get_ipython=_NoShell)
        self._given = given - answers
        self._answers = answers
        self._modules = modules  # that the instructor's solution imports, by the name it gives them

    def is_given(self, value: Any) -> bool:
        """Whether one of the course's own variables is this very thing, or holds it."""
        return any(_holds(self[name], value, 3) for name in self._given & self.keys())

    def exception(self, name: str) -> Any:
        """What a given or check cell calls by the name of an exception."""
        return self.get(name)

    def rebound(self) -> set[str]:
        """Answers in whose place a test has put functions of its own."""
        return {name for name in self._answers & self.keys() if isinstance(self[name], FunctionType)}

    def leave_to_the_student(self) -> None:
        """Forget what a given cell has bound and the answer is to bind or change."""
        for name in self._answers & self.keys():
            super().__delitem__(name)

    def __missing__(self, name: str) -> Any:
        """What the student has by that name; never what the course itself defines, and a builtin only as an answer."""
        if name in self._given or (hasattr(builtins, name) and name not in self._answers):
            raise KeyError(name)
        if name in self._modules and not self.student.ask("get", name).get("missing"):
            return importlib.import_module(self._modules[name])
        try:
            return self.student.get(name)
        except KeyError:
            if name in self._answers:
                why = "its cell ended in an error, or defines something else"
                raise NameError(f"name {name!r} is not defined: {why}") from None
            raise

    def __setitem__(self, name: str, value: Any) -> None:
        if isinstance(value, Proxy):
            self.student.ask("set", name, value)
            self.pop(name, None)  # what the course had there before must not be taken for the answer
            self._given.discard(name)
            return
        super().__setitem__(name, value)

    def __delitem__(self, name: str) -> None:
        if name in self:
            super().__delitem__(name)
        else:
            self.student.get(name)
            self.student.ask("delete", name)


def _holds(thing: Any, value: Any, depth: int) -> bool:
    """Whether a thing is this value, an array that it is a part of, or a list, tuple or dict that holds it."""
    if thing is value:
        return True
    if isinstance(thing, np.ndarray):
        return isinstance(value, np.ndarray) and np.may_share_memory(thing, value)
    if isinstance(thing, dict):
        thing = thing.values()
    elif not isinstance(thing, list | tuple):
        return False
    return depth > 0 and any(_holds(part, value, depth - 1) for part in list(thing))


class _NoShell:
    """Takes the place of IPython for given and check cells: a magic does nothing there."""

    def __getattr__(self, name: str) -> Any:
        return lambda *_, **__: None
