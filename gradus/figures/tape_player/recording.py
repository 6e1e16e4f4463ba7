"""What is kept of a program that has run on a tape: each operation with its value, its adjoint and its name."""

import contextlib
import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from gradus.errors import GradusError

MOST = 300  # operations
SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


@dataclass(eq=False)
class Constant:
    """A number or an array that the program takes from elsewhere."""

    value: np.ndarray
    name: str = ""


@dataclass(eq=False)
class Group:
    """A loop, one round of it, a function or a layer: what is drawn as one box that opens."""

    head: str
    parent: "Group | None"
    is_loop: bool = False
    turns: int = 0


@dataclass(eq=False)
class Node:
    """An input of the program, or the result of one operation."""

    operation: str  # "" for an input
    operands: tuple["Node | Constant", ...]
    params: dict[str, Any]
    value: np.ndarray
    name: str = ""
    adjoint: np.ndarray | None = None  # what the tape says
    pattern: str = ""  # how an operation without a sign of its own is written, with {} for its operands
    group: Group | None = None


@dataclass
class Recording:
    """A program that has run: its inputs, then the result of each operation in order. The target is one of them."""

    program: str
    inputs: list[Node]
    nodes: list[Node]
    target: Node
    note: str = ""  # what is to be told first


def check_room(count: int) -> None:
    """Raises GradusError where so many operations leave no room for another."""
    if count >= MOST:
        raise GradusError(f"The program has more than {MOST} operations, too many to look at. Play a part of it.")


def parameters_of(f: Callable, count: int) -> list[str]:
    """What f calls its inputs; those that one starred parameter takes are counted."""
    names: list[str] = []
    with contextlib.suppress(TypeError, ValueError):
        for name, taken in inspect.signature(f).bind_partial(*range(count)).arguments.items():
            is_many = isinstance(taken, tuple)
            names += [f"{name}{i}".translate(SUBSCRIPTS) for i in range(len(taken))] if is_many else [name]
    return names if len(names) == count else [f"x{i}".translate(SUBSCRIPTS) for i in range(count)]


def free_name(name: str, taken: set[str]) -> str:
    """The name; if it was given before, as in a loop, with a number."""
    free, count = name, 1
    while free in taken:
        count += 1
        free = name + str(count).translate(SUBSCRIPTS)
    taken.add(free)
    return free


def name_the_rest(recording: Recording) -> None:
    """y for what the program returns; v₁, v₂, ... for other results without a name, or u₁, ... if it has a v₂."""
    taken = {node.name for node in recording.nodes}
    if not recording.target.name:
        recording.target.name = free_name("y", taken)
    count, letter = 0, "u" if any(re.fullmatch("v[₀-₉]+", name) for name in taken) else "v"
    for node in recording.nodes:
        if not node.name:
            count += 1
            node.name = free_name(letter + str(count).translate(SUBSCRIPTS), taken)
