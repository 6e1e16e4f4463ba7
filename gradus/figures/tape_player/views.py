"""What of a recording is drawn: each operation as a box, or loops, functions and layers folded into one that opens."""

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from gradus.figures.tape_player.chain_rule import Backward, forward_sentence
from gradus.figures.tape_player.formulas import adjoint_of, formula, short
from gradus.figures.tape_player.recording import Group, Node, Recording

FEW = 12  # operations that need no folding
MANY = 24  # operations of a loop, of which each round is a box of its own
MOST_VIEWS = 80


class Use(NamedTuple):
    """An arrow: from the box of a node into another. number: as which operand, for an operation that stands alone."""

    source: Node
    number: int
    inside: list[tuple[Node, int]]  # the operations that take it, and as which operand


@dataclass(eq=False)
class Box:
    """An input, an operation, or a group of operations."""

    nodes: list[Node]
    group: Group | None = None
    uses: list[Use] = field(default_factory=list)
    outlets: list[Node] = field(default_factory=list)  # nodes that are used outside the box

    @property
    def made(self) -> list[Node]:
        """The operations, without variables that only they use."""
        return [node for node in self.nodes if node.operation]

    @property
    def shown(self) -> Node:
        """The node whose value and adjoint the box has."""
        return self.outlets[-1] if self.outlets else self.nodes[-1]


def groups_of(recording: Recording) -> list[Group]:
    """What is folded, in the order of the program; nothing in a short one."""
    made = [node for node in recording.nodes if node.operation]
    if len(made) <= FEW:
        return []
    counts: dict[Group, int] = {}
    for node in made:
        for group in chain_of(node.group):
            counts[group] = counts.get(group, 0) + 1
    folded = [group for group, count in counts.items() if count > 1]
    folded = [group for group in folded if not (group.parent and group.parent.is_loop and counts[group.parent] <= MANY)]
    if len(folded) > MOST_VIEWS:  # not each round by itself
        folded = [group for group in folded if not (group.parent and group.parent.is_loop)]
    return folded[:MOST_VIEWS]


def chain_of(group: Group | None) -> list[Group]:
    """A group and all around it, the outermost first."""
    return [*chain_of(group.parent), group] if group else []


def boxes_of(recording: Recording, folded: list[Group], opened: Group | None) -> list[Box]:
    """The boxes when one group is open, and with it all around it; inputs first, all after what they are made of."""
    is_open = chain_of(opened)
    boxes: dict[Group | Node, Box] = {}
    box_of: dict[Node, Box] = {}
    users: dict[Node, list[Node]] = {}
    for node in recording.nodes:
        for x in node.operands:
            if isinstance(x, Node):
                users.setdefault(x, []).append(node)
        group = next((g for g in chain_of(node.group) if g in folded and g not in is_open), None)
        if node.operation or node in recording.inputs:
            box_of[node] = boxes.setdefault(group or node, Box([], group))
            box_of[node].nodes.append(node)
    others = [node for node in recording.nodes if node not in box_of]
    # Variables that the program took from elsewhere: in the box that alone uses them, if there is one.
    for node in others:
        around = {box_of[user] for user in users.get(node, ())}
        [box] = around if len(around) == 1 and next(iter(around)).group else [Box([])]
        box_of[node] = box
        box.nodes.insert(0, node)
    given = [box for box in boxes.values() if box.nodes[-1] in recording.inputs]
    taken = [box_of[node] for node in others if not box_of[node].group]
    ordered = [*given, *taken, *(box for box in boxes.values() if box not in given)]
    for box in ordered:
        box.uses = _uses(box, box_of)
        for use in box.uses:
            outlets = box_of[use.source].outlets
            outlets += [] if use.source in outlets else [use.source]
    outlets = box_of[recording.target].outlets
    outlets += [] if recording.target in outlets else [recording.target]
    return ordered


def _uses(box: Box, box_of: dict[Node, Box]) -> list[Use]:
    taken = [(x, node, i) for node in box.nodes for i, x in enumerate(node.operands) if isinstance(x, Node)]
    if not box.group:
        return [Use(x, i, [(node, i)]) for x, node, i in taken]
    sources = dict.fromkeys(x for x, _, _ in taken if box_of[x] is not box)
    return [Use(x, k, [(node, i) for y, node, i in taken if y is x]) for k, x in enumerate(sources)]


def head_of(box: Box) -> str:
    """What a box is called."""
    return box.group.head if box.group else formula(box.nodes[0])


def forward_sentence_of(box: Box) -> str:
    """What a box computes."""
    if not box.group:
        return forward_sentence(box.nodes[0])
    rounds = f" runs {box.group.turns} times," if box.group.turns > 1 else ":"
    out = ", ".join(f"`{node.name}` = {short(node.value)}" for node in box.outlets or box.nodes[-1:])
    return f"`{box.group.head}`{rounds} {len(box.made)} operations. They give {out}. Open the box to see them."


def backward_sentence_of(box: Box, told: dict[Node, Backward], ends: list[str]) -> str:
    """How the adjoints of a box come about, and for several what leaves it."""
    if not box.group:
        return told[box.nodes[0]].sentence
    came = [f"`{node.name}`: {adjoint_of(node)}" for node in box.outlets or box.nodes[-1:]]
    back = {use.source: [s.amount for s in _shares(use, told)] for use in box.uses}
    gone = [f"{short(np.sum(amounts, axis=0))} to `{node.name}`" for node, amounts in back.items() if amounts]
    sentence = f"Back through `{box.group.head}`. Its adjoints come in ({', '.join(came)}), and out go {_list(gone)}."
    variables = [node for node in box.nodes if not node.operation and node.adjoint is not None]
    if variables:
        sentence += f" Inside, the adjoints of {len(variables)} variables come about: open the box to see them."
    if not gone and not variables:
        sentence = f"Back through `{box.group.head}`, from which nothing comes out: {', '.join(came)} came in."
    return f"{sentence} {' '.join(dict.fromkeys(ends))}".strip()


def amount_along(use: Use, told: dict[Node, Backward]) -> np.ndarray | None:
    """What comes back along an arrow; None if nothing does."""
    shares = _shares(use, told)
    return np.sum([share.amount for share in shares], axis=0) if shares else None


def _shares(use: Use, told: dict[Node, Backward]) -> list:
    shares = told[use.source].shares if use.source in told else []
    return [share for share in shares if (share.use, share.operand) in use.inside]


def _list(parts: list[str]) -> str:
    *most, last = parts or ["nothing"]
    return f"{', '.join(most)} and {last}" if most else last
