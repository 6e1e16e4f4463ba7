"""Brings back what a test's own function remembered while a student's code called it.

A test may pass `def keep(x): calls.append(x)` and look at `calls` afterwards. The function is called in the student's
process; what it keeps around it is read there and written here. A student could forge that, so lists, dicts and sets
may only grow, and only what the function itself rebinds is rebound.
"""

from types import FunctionType
from typing import Any

from gradus import bytecode

GROWING = (list, dict, set)
PLAIN = (bool, int, float, str, type(None))
CHANGING = ("append", "add", "extend", "insert", "update", "setdefault")
"""Methods by which a function adds to what it remembers. What it only reads is the course's, and stays as it is."""


def callbacks(arguments: tuple) -> list[FunctionType]:
    """The functions among the arguments that were written in a test."""
    return [a for a in arguments if isinstance(a, FunctionType) and a.__module__ == "__main__"]


def remembered(function: FunctionType) -> dict[str, Any]:
    """The variables around a function that it may change, by name."""
    code, found = function.__code__, dict[str, Any]()
    for name, cell in zip(code.co_freevars, function.__closure__ or (), strict=True):
        try:
            found[name] = cell.cell_contents
        except ValueError:  # not bound yet
            continue
    known = function.__globals__
    found |= {name: known[name] for name in code.co_names if name in known}
    rebound, changed = bytecode.names_rebound(code), bytecode.names_with_method(code, CHANGING)
    sets_items = bytecode.sets_items(code)
    return {
        name: value
        for name, value in found.items()
        if name in rebound
        and type(value) in (*GROWING, *PLAIN)
        or type(value) in GROWING
        and (sets_items or name in changed)
    }


def bring_back(function: FunctionType, reported: Any) -> None:
    """Let the variables around a function grow, or take their new values, as the other process reports them."""
    if not isinstance(reported, dict):
        return
    for name, mine in remembered(function).items():
        theirs = reported.get(name)
        if type(mine) is list and type(theirs) is list:
            mine += theirs[len(mine) :]
        elif type(mine) is dict and type(theirs) is dict:
            mine |= {key: value for key, value in theirs.items() if key not in mine}
        elif type(mine) is set and type(theirs) is set:
            mine |= theirs
        elif type(mine) in PLAIN and name in reported and type(theirs) in PLAIN:
            if name in function.__code__.co_freevars:
                (function.__closure__ or ())[function.__code__.co_freevars.index(name)].cell_contents = theirs
            else:
                function.__globals__[name] = theirs
