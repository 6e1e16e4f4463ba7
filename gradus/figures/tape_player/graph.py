"""A recording as a graph: boxes, arrows, and what each step of playing it shows. Places are in pixels."""

from typing import Any

import numpy as np

from gradus.figures.kit.sampling import shortened
from gradus.figures.tape_player.chain_rule import Backward
from gradus.figures.tape_player.formulas import adjoint_of, short
from gradus.figures.tape_player.graph_layout import BOX, FAR, Item, Layout, layered
from gradus.figures.tape_player.recording import Group, Node, Recording
from gradus.figures.tape_player.tensor_chain_rule import ends_at, ends_of
from gradus.figures.tape_player.tensor_node import TensorNode
from gradus.figures.tape_player.views import (
    Box,
    Use,
    amount_along,
    backward_sentence_of,
    boxes_of,
    chain_of,
    forward_sentence_of,
    groups_of,
    head_of,
)  # fmt: skip

LONGEST = 24  # letters of a formula in its box
LETTER, BOLD, PADDING = 7.3, 8.3, 20.0  # a letter's width; what a box adds to its text
NARROWEST, HEIGHT, GAP, MARGIN = 94.0, 66.0, 50.0, 12.0  # of boxes, between their layers, and around all
ENTRY, STRAIGHT, STUB = 13.0, 8.0, 26.0  # between the ends of arrows into one box; the last piece of each; one from far

Told = dict[Node, Backward]


def scene_of(recording: Recording, backwards: list[Backward]) -> dict[str, Any]:
    """What the browser and the still draw: the graph with all groups folded, and in `views` one with each of them open.

    boxes: texts and places, the step `since` which a box has its value, the step it is `reached` on the way back, the
    view in which it is open (`opens`, 0 if there is none), and its numbers among all results (`span`).
    arrows: from which box (`start`) into which (`end`), whether there is a way back (`way` is "" if so, "ends" where it
    ends, "none" beyond), and the points they pass: straight from an even point to the next one, bent to the one after,
    the first in layer `column`. One that comes from far is only its end, beside which stands its `name`.
    columns: left and right end of each layer. steps: a box, the arrows that bring its contributions, and the sentence.
    """
    folded = groups_of(recording)
    told = {one.node: one for one in backwards}
    first, *others = (_view(recording, told, folded, opened) for opened in [None, *folded])
    return {"name": recording.program, **first, "views": others}


def _view(recording: Recording, told: Told, folded: list[Group], opened: Group | None) -> dict[str, Any]:
    drawn = boxes_of(recording, folded, opened)
    number = {node: i for i, box in enumerate(drawn) for node in box.nodes}
    order = {node: i for i, node in enumerate(recording.nodes)}
    layout = layered([[number[use.source] for use in box.uses] for box in drawn])
    boxes = [_box(box, folded, order) for box in drawn]
    columns = _columns(boxes, layout)
    for box, layer, height in zip(boxes, layout.layer, layout.height, strict=True):
        left, right = columns[layer]
        box |= {"x": (left + right) / 2, "y": MARGIN + height - (BOX - HEIGHT) / 2}
    arrows = _arrows(drawn, number, boxes, layout, columns)
    lowest = max([box["y"] + HEIGHT / 2 for box in boxes] + [y for arrow in arrows for _, y in arrow["points"]])
    around = [group for group in chain_of(opened)[:-1] if group in folded]
    return {
        "title": opened.head if opened else "",
        "outer": folded.index(around[-1]) + 1 if around else 0,
        "boxes": boxes,
        "steps": _steps(recording, drawn, boxes, arrows, told),
        "arrows": [{key: value for key, value in arrow.items() if key != "use"} for arrow in arrows],
        "columns": columns,
        "width": columns[-1][1] + MARGIN,
        "height": lowest + MARGIN,
    }


def _beside_arrow(amount: np.ndarray) -> str:
    """One number has room beside an arrow; the sentence tells of arrays."""
    return "" if amount.ndim else short(amount)


def _box(box: Box, folded: list[Group], order: dict[Node, int]) -> dict[str, Any]:
    head, value, adjoint = shortened(head_of(box), LONGEST), short(box.shown.value), adjoint_of(box.shown)
    letters = max(len(f"value {value}"), len(f"adjoint {adjoint}"))
    width = max(NARROWEST, LETTER * letters + PADDING, BOLD * len(head) + PADDING)
    numbers = [order[node] for node in box.made or box.nodes]
    return {
        "head": head, "value": value, "adjoint": "", "wrong": False, "none": False, "width": width, "height": HEIGHT,
        "opens": folded.index(box.group) + 1 if box.group else 0, "span": [min(numbers), max(numbers)],
    }  # fmt: skip


def _columns(boxes: list[dict[str, Any]], layout: Layout) -> list[tuple[float, float]]:
    """Left and right end of each layer."""
    columns: list[tuple[float, float]] = []
    for layer in range(max(layout.layer) + 1):
        left = columns[-1][1] + GAP if columns else MARGIN
        columns.append(
            (left, left + max(box["width"] for box, at in zip(boxes, layout.layer, strict=True) if at == layer))
        )
    return columns


def _arrows(drawn: list[Box], number: dict[Node, int], boxes: list[dict[str, Any]], layout: Layout,
            columns: list[tuple[float, float]]) -> list[dict[str, Any]]:  # fmt: skip
    arrows = []
    for end, box in enumerate(drawn):
        starts = [number[use.source] for use in box.uses]
        ways = [
            (use, start, _way(boxes[start], start, layout, columns, layout.layer[end]))
            for use, start in zip(box.uses, starts, strict=True)
        ]
        ways.sort(key=lambda way: way[2][-1][1])  # from top to bottom, so that they do not cross at their ends
        b, left = boxes[end], columns[layout.layer[end]][0]
        apart = min(ENTRY, (HEIGHT - ENTRY) / max(1, len(ways) - 1))
        for k, (use, start, points) in enumerate(ways):
            y = b["y"] + apart * (k - (len(ways) - 1) / 2)
            first, last = layout.layer[start], layout.layer[end]
            is_far = last - first > FAR
            points = [(left - STUB, y)] if is_far else [*points, (left - STRAIGHT, y)]
            points.append((b["x"] - b["width"] / 2, y))
            arrows.append({
                "start": start, "end": end, "use": use, "way": _way_back(use), "points": points,
                "far": is_far, "name": shortened(use.source.name, 6), "column": last if is_far else first,
            })  # fmt: skip
    return arrows


def _way_back(use: Use) -> str:
    """Whether a way back goes along an arrow: "" if so, "ends" if it ends there, "none" where there is none."""
    if isinstance(use.source, TensorNode) and use.source.unfollowed:
        return "ends"
    ends = [ends_at(node, i) for node, i in use.inside if isinstance(node, TensorNode) and i in node.broken]
    if len(ends) < len(use.inside):
        return ""
    return "ends" if any(ends) else "none"


def _way(box: dict[str, Any], start: int, layout: Layout, columns: list[tuple[float, float]],
         until: int) -> list[tuple[float, float]]:  # fmt: skip
    """From the right side of a box through the layers between it and the layer `until`."""
    first = layout.layer[start]
    if until - first > FAR:
        return [(0.0, box["y"])]
    points = [(box["x"] + box["width"] / 2, box["y"]), (columns[first][1], box["y"])]
    for layer in range(first + 1, until):
        y = MARGIN + layout.lanes[Item(start, layer)] - (BOX - HEIGHT) / 2
        points += [(x, y) for x in columns[layer]]
    return points


def _beginning(recording: Recording) -> str:
    """What is told first: which inputs the tape follows."""
    said = []
    for does, is_followed in (("watches", True), ("does not watch", False)):
        inputs = [node for node in recording.inputs if is_followed is not bool(getattr(node, "unfollowed", ""))]
        if inputs:
            said.append(f"{does} {', '.join(f'`{node.name}` = {short(node.value)}' for node in inputs)}")
    return recording.note + (f"The tape {', and '.join(said)}." if said else "The tape begins.")


def _steps(recording: Recording, drawn: list[Box], boxes: list[dict[str, Any]], arrows: list[dict[str, Any]],
           told: Told) -> list[dict[str, Any]]:  # fmt: skip
    steps: list[dict[str, Any]] = [{"phase": "start", "box": None, "shares": [], "sentence": _beginning(recording)}]
    for i, box in enumerate(drawn):
        boxes[i]["since"] = len(steps) if box.made else 0
        if box.made:
            steps.append({"phase": "forward", "box": i, "shares": [], "sentence": forward_sentence_of(box)})
    for i in reversed(range(len(drawn))):
        known = [told[node] for node in drawn[i].nodes if node in told]
        if not known:
            continue
        boxes[i] |= {
            "adjoint": adjoint_of(drawn[i].shown), "wrong": not all(one.is_right for one in known),
            "none": drawn[i].shown.adjoint is None, "reached": len(steps),
        }  # fmt: skip
        leaving = [(k, amount_along(arrow["use"], told)) for k, arrow in enumerate(arrows) if arrow["start"] == i]
        shares = [(k, _beside_arrow(amount)) for k, amount in leaving if amount is not None]
        sentence = backward_sentence_of(drawn[i], told, _ends_in(drawn[i]))
        steps.append({"phase": "backward", "box": i, "shares": shares, "sentence": sentence})
    for box, texts in zip(drawn, boxes, strict=True):
        if "reached" not in texts and isinstance(box.shown, TensorNode) and box.shown.adjoint is None:
            texts |= {"adjoint": "None", "none": True, "reached": len(steps) - 1}
    found = ", ".join(f"{node.name} {adjoint_of(node)}" for node in recording.inputs)
    if found:
        steps[-1]["sentence"] += f" With that the gradient of this tape is complete: {found}."
    return steps


def _ends_in(box: Box) -> list[str]:
    return [why for node in box.nodes for why in ends_of(node)]
