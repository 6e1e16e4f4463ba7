"""The names that given and check cells see in the judge: their own first, then the student's."""

import builtins
from typing import Any

from gradus.judge.standin import StandIn, Student


class Namespace(dict):
    """The global names of check cells.

    Deleting or rebinding a student's name does so on the other side too; some tests take a helper away and
    look whether the answer still works.
    """

    student: Student

    def __init__(self, given: set[str], answers: set[str]):
        super().__init__(__name__="__main__", get_ipython=_NoShell)
        self._given = given - answers
        self._answers = answers

    def is_given(self, value: Any) -> bool:
        """Whether one of the course's own variables holds this very thing."""
        return any(value is self.get(name, self) for name in self._given)

    def exception(self, name: str) -> Any:
        """What a given or check cell calls by the name of an exception."""
        return self.get(name)

    def leave_to_the_student(self) -> None:
        """Forget what a given cell has bound and the answer is to bind or change."""
        for name in self._answers & self.keys():
            super().__delitem__(name)

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


class _NoShell:
    """Takes the place of IPython for given and check cells: a magic does nothing there."""

    def __getattr__(self, name: str) -> Any:
        return lambda *_, **__: None
