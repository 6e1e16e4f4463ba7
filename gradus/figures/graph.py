"""The graph on a tape: boxes with values and adjoints, and arrows from each input to what is made of it."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes

from gradus.figures.look import BLUE, FAINT, INK, ORANGE, PAPER, TEXT, blank
from gradus.figures.still import Still

WIDE, HIGH = 1.75, 1.05  # inches from box to box


class Graph(Still):
    """The record of a tape, drawn from left to right; with the adjoints of target below the values.

    tape: has `.steps` (name, inputs, params, result) and, if a target is given, `.adjoints(target)`; see `gradus.tape`.
    names: what to call its Arrays, as in Graph(tape, y, a=a, b=b, y=y).
    """

    def __init__(self, tape: Any, target: Any = None, **names: Any):
        nodes, made_by = nodes_of(tape.steps)
        called = {id(thing): name for name, thing in names.items()}
        title = {id(x): called.get(id(x), "") for x in nodes}
        adjoints = {} if target is None else tape.adjoints(target)
        places = places_of(nodes, made_by)
        across, down = (1 + max(place[i] for place in places.values()) for i in (0, 1))
        spans = [
            places[result][0] - places[id(x)][0] for result, s in made_by.items() for x in s.inputs if id(x) in places
        ]
        over = 0.3 if max(spans, default=0) > 1 else 0.0  # room for arrows that go over the boxes
        picture = blank(max(3.0, WIDE * across), HIGH * (down + over) + 0.1)
        axes = picture.subplots()
        for result, step in made_by.items():
            for x in step.inputs:
                if id(x) in places:
                    draw_arrow(axes, places[id(x)], places[result], bends=x is step.inputs[0])
        for x in nodes:
            step = made_by.get(id(x))
            head = " = ".join(filter(None, [title[id(x)], formula(step, title) if step else ""]))
            draw_box(axes, places[id(x)], head, short(x), short(adjoints[x]) if x in adjoints else "")
        axes.set(xlim=(-0.55, across - 0.45), ylim=(0.5 - down, 0.5 + over))
        axes.axis("off")
        said = "; ".join(
            f"{title[id(x)] or 'a result'} is {short(x)}" + (f", adjoint {short(adjoints[x])}" if x in adjoints else "")
            for x in nodes
        )
        legend = "Values are blue" + (", adjoints orange: they were found from right to left." if adjoints else ".")
        super().__init__(picture, alt=f"A graph of {len(nodes)} boxes: {said}.", caption=legend)


def nodes_of(steps: list) -> tuple[list, dict]:
    """What is a node on the record, not a plain number, inputs before results; and the step of each result."""
    nodes: dict[int, Any] = {}
    made_by = {}
    for step in steps:
        for x in (*step.inputs, step.result):
            if hasattr(x, "value"):
                nodes[id(x)] = x
        made_by[id(step.result)] = step
    return list(nodes.values()), made_by


def places_of(nodes: list, made_by: dict) -> dict[int, tuple[int, int]]:
    """Column and row of each node: a result stands to the right of all its inputs."""
    columns: dict[int, int] = {}
    filled: dict[int, int] = {}
    places = {}
    for x in sorted(nodes, key=lambda x: id(x) in made_by):
        inputs = made_by[id(x)].inputs if id(x) in made_by else ()
        column = columns[id(x)] = max((columns[id(i)] + 1 for i in inputs if id(i) in columns), default=0)
        places[id(x)] = (column, filled.get(column, 0))
        filled[column] = places[id(x)][1] + 1
    return places


def formula(step: Any, title: dict[int, str]) -> str:
    """`a * b` or `sin(p)`; an input without a name is a dot."""
    signs = {"add": "+", "sub": "−", "mul": "·", "div": "/", "matmul": "@", "power": "^"}
    parts = [title.get(id(x)) or ("·" if hasattr(x, "value") else f"{x:g}") for x in step.inputs]
    if step.name in signs:
        return f" {signs[step.name]} ".join(parts)
    return f"{step.name}({', '.join(parts)})"


def short(x: Any) -> str:
    """A number with three digits; of a larger array its shape."""
    array = np.asarray(getattr(x, "value", x))
    return f"{array.item():.3g}".replace("-", "−") if array.size == 1 else f"shape {array.shape}"


def draw_box(axes: Axes, place: tuple[int, int], head: str, value: str, adjoint: str) -> None:
    column, row = place
    box = {"boxstyle": "round,pad=0.45", "facecolor": PAPER, "edgecolor": FAINT}
    body = f"{head}\n{value}" + (f"\n{adjoint}" if adjoint else "")
    axes.text(column, -row, body, ha="center", va="center", size=TEXT, color=PAPER, bbox=box, linespacing=1.4)
    lines = [(head, INK), (value, BLUE)] + ([(adjoint, ORANGE)] if adjoint else [])
    for i, (_, colour) in enumerate(lines):
        text = "\n".join(line if i == k else " " for k, (line, _) in enumerate(lines))
        axes.text(column, -row, text, ha="center", va="center", size=TEXT, color=colour, linespacing=1.4)


def draw_arrow(axes: Axes, start: tuple[int, int], end: tuple[int, int], bends: bool) -> None:
    """From box to box; over the tops of what stands between them."""
    (left, row), (right, below) = start, end
    is_far = right - left > 1
    tail = (left, 0.32 - row) if is_far else (left + 0.25, float(-row))
    head = (right, 0.32 - below) if is_far else (right - 0.33, float(-below))
    bend = -0.16 if is_far else 0.12 if bends else -0.12
    style = {"arrowstyle": "->", "color": FAINT, "lw": 1.4, "connectionstyle": f"arc3,rad={bend}", "shrinkB": 4}
    axes.annotate("", head, tail, arrowprops=style)
