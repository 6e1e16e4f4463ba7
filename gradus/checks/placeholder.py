"""Earlier answers that a learner goes on without. What stands for them comes from checks, or from gradus.answers."""

import sys
from collections.abc import Callable
from typing import Any

from gradus.errors import OnlyWords

NAMES = (
    "hessian", "hvp", "largest_curvature", "unbroadcast", "VJPS", "backward_order", "Array", "Tape",
    "init_params", "forward", "cross_entropy", "minibatches", "accuracy",
)  # fmt: skip


class NothingToBorrow(OnlyWords, ValueError):
    """There is no such earlier answer."""


class Borrowed:
    """Stands for an earlier answer that a learner goes on without: `unbroadcast = borrow("unbroadcast")`.

    The checks of later exercises lend what it stands for (see `gradus.lending`). Where a class is graded it is not
    there before, so the exercise itself is not attempted. Raises NothingToBorrow.
    """

    def __init__(self, name: str):
        if name not in NAMES:
            raise NothingToBorrow(f"{name!r} cannot be borrowed. What can be: {', '.join(NAMES)}.")
        self.__name__ = name

    def _piece(self) -> Any:
        if self.__name__ not in lent:
            lent.update(_pieces())
        try:
            return lent[self.__name__]
        except KeyError:
            raise NotImplementedError(f"{self.__name__} is borrowed") from None

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        return self._piece()(*arguments, **keywords)

    def __getitem__(self, key: Any) -> Any:
        return self._piece()[key]

    def __instancecheck__(self, thing: Any) -> bool:
        return isinstance(thing, self._piece())


def borrow(name: str) -> Borrowed:
    """Go on without an earlier answer: `unbroadcast = borrow("unbroadcast")`.

    A borrowed Tape records nothing but its own Arrays, so it brings Array with it. Raises NothingToBorrow.
    """
    borrowed = Borrowed(name)
    if name == "Tape":
        sys._getframe(1).f_globals["Array"] = Borrowed("Array")
    return borrowed


lent: dict[str, Any] = {}  # what is borrowed, by name
_pieces: Callable[[], dict[str, Any]] = dict  # nothing, where students' code is graded


def lend_from(pieces: Callable[[], dict[str, Any]]) -> None:
    """Where pieces are found that no check has lent yet, by name."""
    global _pieces
    _pieces = pieces


def receive(borrower: Any, source: str) -> None:
    """Define what a check lends, in the process where the borrower lives."""
    names: dict[str, Any] = {"__name__": "gradus.lent"}
    exec(source, names)
    lent.update(names)
