"""A recording as a graph: boxes, arrows, and what each step of playing it shows. Places are in pixels."""

from typing import Any

import numpy as np

from gradus.figures.tape_player.chain_rule import Backward
from gradus.figures.tape_player.formulas import formula, short
from gradus.figures.tape_player.graph_layout import BOX, Item, Layout, layered
from gradus.figures.tape_player.trace import Node, Recording

LONGEST = 24  # letters of a formula in its box
LETTER, PADDING = 8.0, 22.0  # a letter's width; what a box adds to its text
NARROWEST, HEIGHT, GAP, MARGIN = 94.0, 66.0, 56.0, 12.0  # of boxes, between their layers, and around all
ENTRY, STRAIGHT = 13.0, 8.0  # between the ends of arrows into one box; the last piece of each


def graph_of(recording: Recording, backwards: list[Backward], sentences: list[str]) -> dict[str, Any]:
    """What the browser and the still draw.

    boxes: texts and places, the step `since` which a box has its value, the step it is `reached` on the way back.
    arrows: into which box (`end`), as which operand, and the points they pass: straight from an even point to the
    next one, bent to the one after. steps: a box, the arrows that bring its contributions, and the sentence.
    """
    nodes = recording.nodes
    number = {node: i for i, node in enumerate(nodes)}
    layout = layered([[number[x] for x in node.operands if isinstance(x, Node)] for node in nodes])
    boxes = [_box(node) for node in nodes]
    columns = _columns(boxes, layout)
    for box, layer, height in zip(boxes, layout.layer, layout.height, strict=True):
        left, right = columns[layer]
        box |= {"x": (left + right) / 2, "y": MARGIN + height - (BOX - HEIGHT) / 2}
    arrows = _arrows(nodes, number, boxes, layout, columns)
    lowest = max([box["y"] + HEIGHT / 2 for box in boxes] + [y for arrow in arrows for _, y in arrow["points"]])
    return {
        "name": recording.program,
        "boxes": boxes,
        "arrows": arrows,
        "steps": _steps(nodes, number, boxes, arrows, backwards, sentences),
        "width": columns[-1][1] + MARGIN,
        "height": lowest + MARGIN,
    }


def adjoint_of(node: Node) -> str:
    """What the tape says, in short."""
    return "None" if node.adjoint is None else short(node.adjoint)


def _beside_arrow(amount: np.ndarray) -> str:
    """One number has room beside an arrow; the sentence tells of arrays."""
    return "" if amount.ndim else short(amount)


def _box(node: Node) -> dict[str, Any]:
    head, value, adjoint = formula(node), short(node.value), adjoint_of(node)
    head = head if len(head) <= LONGEST else f"{head[: LONGEST - 1]}…"
    letters = max(len(head), len(f"value {value}"), len(f"adjoint {adjoint}"))
    width = max(NARROWEST, LETTER * letters + PADDING)
    return {"head": head, "value": value, "adjoint": "", "wrong": False, "width": width, "height": HEIGHT}


def _columns(boxes: list[dict[str, Any]], layout: Layout) -> list[tuple[float, float]]:
    """Left and right end of each layer."""
    columns: list[tuple[float, float]] = []
    for layer in range(max(layout.layer) + 1):
        left = columns[-1][1] + GAP if columns else MARGIN
        columns.append(
            (left, left + max(box["width"] for box, at in zip(boxes, layout.layer, strict=True) if at == layer))
        )
    return columns


def _arrows(nodes: list[Node], number: dict[Node, int], boxes: list[dict[str, Any]], layout: Layout,
            columns: list[tuple[float, float]]) -> list[dict[str, Any]]:  # fmt: skip
    arrows = []
    for end, node in enumerate(nodes):
        used = [(i, number[x]) for i, x in enumerate(node.operands) if isinstance(x, Node)]
        ways = [(operand, _way(boxes[start], start, layout, columns, layout.layer[end])) for operand, start in used]
        ways.sort(key=lambda way: way[1][-1][1])  # from top to bottom, so that they do not cross at their ends
        b, left = boxes[end], columns[layout.layer[end]][0]
        for k, (operand, points) in enumerate(ways):
            y = b["y"] + ENTRY * (k - (len(ways) - 1) / 2)
            points += [(left - STRAIGHT, y), (b["x"] - b["width"] / 2, y)]
            arrows.append({"end": end, "operand": operand, "points": points})
    return arrows


def _way(box: dict[str, Any], start: int, layout: Layout, columns: list[tuple[float, float]],
         until: int) -> list[tuple[float, float]]:  # fmt: skip
    """From the right side of a box through the layers between it and the layer `until`."""
    first = layout.layer[start]
    points = [(box["x"] + box["width"] / 2, box["y"]), (columns[first][1], box["y"])]
    for layer in range(first + 1, until):
        y = MARGIN + layout.lanes[Item(start, layer)] - (BOX - HEIGHT) / 2
        points += [(x, y) for x in columns[layer]]
    return points


def _steps(nodes: list[Node], number: dict[Node, int], boxes: list[dict[str, Any]], arrows: list[dict[str, Any]],
           backwards: list[Backward], sentences: list[str]) -> list[dict[str, Any]]:  # fmt: skip
    steps: list[dict[str, Any]] = [{"phase": "start", "box": None, "shares": []}]
    for i, node in enumerate(nodes):
        boxes[i]["since"] = len(steps) if node.operation else 0
        if node.operation:
            steps.append({"phase": "forward", "box": i, "shares": []})
    into = {(arrow["end"], arrow["operand"]): k for k, arrow in enumerate(arrows)}
    for told in backwards:
        boxes[number[told.node]] |= {
            "adjoint": adjoint_of(told.node), "wrong": not told.is_right, "reached": len(steps),
        }  # fmt: skip
        shares = [(into[number[share.use], share.operand], _beside_arrow(share.amount)) for share in told.shares]
        steps.append({"phase": "backward", "box": number[told.node], "shares": shares})
    return [step | {"sentence": sentence} for step, sentence in zip(steps, sentences, strict=True)]
