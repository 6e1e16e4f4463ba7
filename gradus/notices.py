"""What a learner does in a notebook, told to whoever wants to know: their progress does, and in a sandbox nobody."""

from collections.abc import Callable
from typing import Any

Notice = dict[str, Any]
_listeners: list[Callable[[Notice], object]] = []


def listen(listener: Callable[[Notice], object]) -> None:
    """From now on, call this with each notice."""
    _listeners.append(listener)


def tell(kind: str, **what: Any) -> None:
    """Tell all who listen.

    "check": a check cell has run. exercise; cell: its id, if known; source: its text; passed; mistake: the name of the
    known one, or None; answer: the text of the cell that the answer was last written in, "" if unknown.
    "prediction": a guess was made. prediction: its name.
    "how far": somebody asks how far they are. unit: in which unit.
    """
    for listener in _listeners:
        listener({"kind": kind, **what})
