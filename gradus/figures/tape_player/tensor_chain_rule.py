"""The way back through TensorFlow's operations: what each adjoint is made of, and where the way ends and why."""

import re

import numpy as np

from gradus.figures.tape_player.chain_rule import Backward, Share, shares_by_rule, shares_of, tell
from gradus.figures.tape_player.formulas import short
from gradus.figures.tape_player.no_way_back import DERIVATIVES, ONLY_SHAPES, has_slopes, is_whole
from gradus.figures.tape_player.recording import Node, Recording
from gradus.figures.tape_player.tensor_node import TensorNode

Uses = dict[Node, list[tuple[TensorNode, int]]]


def backward_of_tensors(recording: Recording) -> list[Backward]:
    """Every result of which the target is made, after all its uses, where something arrives or a way ends."""
    shares: dict[Node, list[Share]] = {}
    uses: Uses = {recording.target: []}
    before: dict[Node, list[str]] = {}  # where ways ended from which nothing is left for this node
    steps = []
    for node in reversed(recording.nodes):
        if not isinstance(node, TensorNode) or (node not in uses and not node.is_given):
            continue
        ends = [use.broken[i] for use, i in uses.get(node, ()) if ends_at(use, i)]
        if node.adjoint is not None or ends or not node.operation or node is recording.target:
            own = shares.get(node, [])
            steps.append(Backward(node, own, _sentence(recording, node, own, ends, before.get(node, [])), True))
        handed = {share.operand: share for share in _handed_back(node)}
        for i, x in enumerate(node.operands):
            if isinstance(x, Node):
                uses.setdefault(x, []).append((node, i))
                shares.setdefault(x, []).extend([handed[i]] if i in handed else [])
                if node.adjoint is None:
                    before.setdefault(x, []).extend([*before.get(node, []), *ends])
    return steps


def ends_at(use: TensorNode, i: int) -> bool:
    """Whether a way that a tape could follow ends there.

    What was made of true and false, or of plain numbers, is none. Nor does a mask or a shape miss something of a value
    from which something else comes back.
    """
    x = use.operands[i]
    if i not in use.broken or not use.leads or not isinstance(x, TensorNode) or x.unfollowed:
        return False
    if not has_slopes(x.tensor) and x.operands:
        return False
    if use.operation in DERIVATIVES and i == 0:  # the target of an inner tape; what counts is the way to its source
        return False
    return x.adjoint is None or not (is_whole(use.tensor) or use.operation in ONLY_SHAPES)


def ends_of(node: Node) -> list[str]:
    """Why ways back end at an operation, or at an input that the tape does not follow."""
    if not isinstance(node, TensorNode):
        return []
    own = [node.unfollowed] if node.unfollowed else []
    return own + [why for i, why in node.broken.items() if ends_at(node, i)]


def _handed_back(node: TensorNode) -> list[Share]:
    if node.adjoint is None:
        return []
    is_squared = len(node.operands) == 2 and node.operands[0] is node.operands[1]
    if is_squared and not node.pattern and node.value.ndim <= 2:
        return shares_by_rule(node, node.adjoint)
    return shares_of(node, node.adjoint, node.hand_back(node.adjoint), node.slopes)


def _sentence(recording: Recording, node: TensorNode, shares: list[Share], ends: list[str],
              before: list[str]) -> str:  # fmt: skip
    said, earlier = (" ".join(dict.fromkeys(why)) for why in (ends, before))
    if node is recording.target:
        return _of_target(node)
    if node.adjoint is None:
        why = node.unfollowed or said or (earlier and f"The way back ended before: {earlier}")
        why = why or f"The tape knows no way from it to `{recording.target.name}`."
        return f"No adjoint arrives at `{node.name}`: None. {why}"
    total = sum((share.amount for share in shares), np.zeros_like(node.value))
    if shares and np.allclose(total, node.adjoint, rtol=1e-3, atol=1e-6, equal_nan=True):
        sentence = tell(node, shares, node.adjoint)
    else:
        sentence = f"What comes back to `{node.name}`, all in all: {short(node.adjoint)}."
    if not said:
        return sentence
    several = re.sub(r"was used [^,]*, so its [^,]* contributions are added", "gets several contributions", sentence)
    return f"{several.replace(' was used once, in', ' was used in', 1)} From elsewhere nothing comes back: {said}"


def _of_target(node: TensorNode) -> str:
    if node.adjoint is not None:
        return tell(node, [], np.ones_like(node.value))
    if not has_slopes(node.tensor):
        kind = "holds no floats" if is_whole(node.tensor) else "is no tensor"
        return f"Now backwards. `{node.name}` {kind}, so the tape has nothing to begin with: every adjoint is None."
    return f"Now backwards. The tape knows no way to `{node.name}`: nothing that it watches leads there."
