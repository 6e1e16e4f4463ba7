"""How a container, a class or an object becomes again what it was: noted now, put back when what is returned is called.

What has not changed is left alone. A container may do more than hold: the lists of a Keras model tell the model of each
element that goes or comes, and a model that is built takes none.
"""

import collections
from collections.abc import Callable
from typing import Any


def list_put_back(value: list[Any] | collections.deque[Any]) -> Callable[[], None]:
    items = list(value)

    def put_back() -> None:
        if len(value) == len(items) and all(now is then for now, then in zip(value, items, strict=True)):
            return
        if isinstance(value, list):
            list.__setitem__(value, slice(None), items)  # whatever a class of lists does when it is changed
        else:
            value.clear()
            value.extend(items)

    return put_back


def items_put_back(value: Any) -> Callable[[], None]:
    """Of an array of Python's or a bytearray."""
    before = value[:]

    def put_back() -> None:
        if value != before:
            value[:] = before

    return put_back


def set_put_back(value: set[Any]) -> Callable[[], None]:
    members = set(value)

    def put_back() -> None:
        if {id(member) for member in value} != {id(member) for member in members}:
            set.clear(value)
            set.update(value, members)

    return put_back


def dict_put_back(value: dict[Any, Any]) -> Callable[[], None]:
    """At no moment a name is missing that others may look up."""
    before = dict(value)

    def put_back() -> None:
        for name in [name for name in value if name not in before]:
            del value[name]
        for name, then in before.items():
            if name not in value or value[name] is not then:
                value[name] = then  # one by one: the update of a Counter adds

    return put_back


def class_put_back(kind: type) -> Callable[[], None]:
    """Its attributes; those with two underscores are Python's."""
    before = {name: value for name, value in vars(kind).items() if not name.startswith("__")}

    def put_back() -> None:
        for name in [name for name in vars(kind) if not name.startswith("__") and name not in before]:
            delattr(kind, name)
        for name, value in before.items():
            if vars(kind).get(name) is not value:
                setattr(kind, name, value)

    return put_back


def slots_put_back(value: Any) -> Callable[[], None]:
    """The attributes of an object that has no dictionary for them."""
    written = [vars(kind).get("__slots__", ()) for kind in type(value).__mro__]
    names = [name for slots in written for name in ([slots] if isinstance(slots, str) else slots)]
    names = [name for name in names if not name.startswith("__")]
    before = {name: getattr(value, name) for name in names if hasattr(value, name)}

    def put_back() -> None:
        for name in names:
            if name in before and getattr(value, name, None) is not before[name]:
                setattr(value, name, before[name])
            elif name not in before and hasattr(value, name):
                delattr(value, name)

    return put_back
