"""Where the boxes of a graph stand and how its arrows run: in layers from left to right.

A result stands in a layer to the right of all it is made of, an input right before its first use. An arrow that
passes layers has a place of its own in each, which all arrows from the same box share; one that would pass many is not
drawn all the way, and has none. Then boxes and places are sorted within each layer, and moved, towards the mean of
their neighbours (Sugiyama, Tagawa & Toda 1981).
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

BOX, LANE = 84.0, 26.0  # room from top to bottom, in pixels
FAR = 4  # layers that an arrow may go
SWEEPS, MOVES, LITTLE = 8, 40, 0.5  # rounds at most, and pixels in which nothing is seen to move


class Item(NamedTuple):
    """A box in a layer, or the place of its arrows in a later one."""

    box: int
    layer: int


class Layout(NamedTuple):
    """The layer and the height of each box, and the heights of its arrows in the layers that they pass."""

    layer: list[int]
    height: list[float]
    lanes: dict[Item, float]


Neighbours = dict[Item, list[Item]]


def layered(parents: Sequence[Sequence[int]]) -> Layout:
    """parents[i]: the boxes that box i is made of, all before i. Heights grow downwards from 0, in pixels."""
    layer = _layers(parents)
    parents = [[p for p in made_of if layer[i] - layer[p] <= FAR] for i, made_of in enumerate(parents)]
    columns, before, after = _with_lanes(parents, layer)
    _sort(columns, before, after)
    heights = _heights(columns, before, after, layer)
    top = min(heights[item] - _size(item, layer) / 2 for item in heights)
    heights = {item: height - top for item, height in heights.items()}
    boxes = [heights[Item(box, at)] for box, at in enumerate(layer)]
    return Layout(layer, boxes, {item: y for item, y in heights.items() if layer[item.box] != item.layer})


def _with_lanes(parents: Sequence[Sequence[int]], layer: list[int]) -> tuple[list[list[Item]], Neighbours, Neighbours]:
    """What stands in each layer, boxes and places of arrows, and the neighbours of each on the left and the right."""
    last = list(layer)  # the last layer in which a box's arrows have a place
    for i, made_of in enumerate(parents):
        for p in made_of:
            last[p] = max(last[p], layer[i] - 1)
    columns: list[list[Item]] = [[] for _ in range(max(layer) + 1)]
    for box, first in enumerate(layer):
        for at in range(first, last[box] + 1):
            columns[at].append(Item(box, at))
    before = {Item(i, layer[i]): [Item(p, layer[i] - 1) for p in made_of] for i, made_of in enumerate(parents)}
    before |= {Item(i, at): [Item(i, at - 1)] for i in range(len(layer)) for at in range(layer[i] + 1, last[i] + 1)}
    after: Neighbours = {}
    for item, sources in before.items():
        for source in sources:
            after.setdefault(source, []).append(item)
    return columns, before, after


def _sort(columns: list[list[Item]], before: Neighbours, after: Neighbours) -> None:
    """Bring each layer into the order of its neighbours' means, left to right and back, so that few arrows cross."""
    rank = {item: float(k) for column in columns for k, item in enumerate(column)}
    for sweep in range(SWEEPS):
        forth = sweep % 2 == 0
        for column in columns if forth else reversed(columns):
            column.sort(key=lambda item: _mean((before if forth else after).get(item, ()), rank, rank[item]))
            _put_inputs_in_order(column, before)
            rank |= {item: float(k) for k, item in enumerate(column)}


def _put_inputs_in_order(column: list[Item], before: Neighbours) -> None:
    """Inputs of one layer stand in the order in which they were given, at the places that the sorting gave to them."""
    places = [k for k, item in enumerate(column) if not before.get(item)]
    for k, item in zip(places, sorted(column[k] for k in places), strict=True):
        column[k] = item


def _heights(columns: list[list[Item]], before: Neighbours, after: Neighbours, layer: list[int]) -> dict[Item, float]:
    """The height of each item, near the mean of its neighbours, with the order of each layer kept."""
    heights: dict[Item, float] = {}
    for column in columns:
        heights |= dict(zip(column, _apart([0.0] * len(column), _room(column, layer)), strict=True))
    for sweep in range(MOVES):
        moved = 0.0
        for column in columns if sweep % 2 else reversed(columns):
            wanted = [_mean([*before.get(i, ()), *after.get(i, ())], heights, heights[i]) for i in column]
            for item, height in zip(column, _apart(wanted, _room(column, layer)), strict=True):
                moved = max(moved, abs(height - heights[item]))
                heights[item] = height
        if moved < LITTLE:
            break
    return heights


def _layers(parents: Sequence[Sequence[int]]) -> list[int]:
    layer = [0] * len(parents)
    for i, made_of in enumerate(parents):
        layer[i] = max((layer[p] + 1 for p in made_of), default=0)
    for i, made_of in enumerate(parents):
        if not made_of:
            layer[i] = min((layer[k] - 1 for k, others in enumerate(parents) if i in others), default=0)
    return layer


def _mean(neighbours: Sequence[Item], heights: dict[Item, float], otherwise: float) -> float:
    return sum(heights[n] for n in neighbours) / len(neighbours) if neighbours else otherwise


def _size(item: Item, layer: list[int]) -> float:
    return BOX if layer[item.box] == item.layer else LANE


def _room(column: list[Item], layer: list[int]) -> list[float]:
    return [_size(item, layer) for item in column]


def _apart(wanted: list[float], room: list[float]) -> list[float]:
    """The heights nearest to the wanted ones, in least squares, that keep their order and their distances.

    Without the room each needs, that is a monotone regression: neighbours out of order are merged into their mean.
    """
    if len(wanted) == 1:
        return wanted
    above = np.concatenate([[0.0], np.cumsum((np.array(room[:-1]) + np.array(room[1:])) / 2)])
    blocks: list[list[float]] = []  # sums and counts
    for height in np.array(wanted) - above:
        blocks.append([float(height), 1])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] > blocks[-1][0] / blocks[-1][1]:
            total, count = blocks.pop()
            blocks[-1][0] += total
            blocks[-1][1] += count
    merged = [total / count for total, count in blocks for _ in range(int(count))]
    return [float(height) for height in np.array(merged) + above]
