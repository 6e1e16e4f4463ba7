"""The nodes of a program on TensorFlow's tape, and which object each stands for."""

import sys
from collections.abc import Sequence
from typing import Any

import numpy as np

from gradus.figures.tape_player.no_way_back import has_slopes
from gradus.figures.tape_player.recording import Constant, Group, Node, check_room, free_name
from gradus.figures.tape_player.tensor_node import TensorNode, is_numeric, numbers_of


class Nodes:
    """All nodes in the order in which they came about, and their names. Each keeps its tensor, so ids stay apart."""

    def __init__(self) -> None:
        self.all: list[TensorNode] = []
        self.taken: set[str] = set()
        self._by_id: dict[int, TensorNode] = {}

    def leaf(self, tensor: Any, name: str, is_given: bool = False) -> TensorNode:
        """A node that is made of nothing."""
        node = TensorNode("", (), {}, np.array(numbers_of(tensor)), name, tensor=tensor, is_given=is_given)
        return self._add(node)

    def result(self, operation: str, pattern: str, operands: Sequence[TensorNode | Constant], tensor: Any,
               local: Any, group: Group | None = None, name: str = "") -> TensorNode:  # fmt: skip
        """What an operation gave. Raises GradusError where there are too many."""
        check_room(sum(bool(node.operands) for node in self.all))
        value = np.array(numbers_of(tensor))
        return self._add(TensorNode(operation, tuple(operands), {}, value, name, None, pattern, group, tensor, local))

    def _add(self, node: TensorNode) -> TensorNode:
        self.all.append(node)
        self._by_id[id(node.tensor)] = node
        return node

    def of(self, x: Any) -> TensorNode | None:
        """The node that a value stands for."""
        return self._by_id.get(id(x))

    def find(self, x: Any, text: str) -> TensorNode | None:
        """Likewise; a variable that is met for the first time gets one. text: how it is written."""
        import tensorflow as tf

        variable, keras = x, sys.modules.get("keras")
        if keras is not None and isinstance(x, keras.Variable):
            x = x.value
        node = self.of(x)
        if node is None and isinstance(x, tf.Variable) and is_numeric(x):
            if hasattr(variable, "path"):
                text = ".".join(variable.path.split("/")[-2:])
            is_a_name = text.replace(".", "").replace("_", "").isalnum()
            name = text.removeprefix("self.") if is_a_name else x.name.partition(":")[0]
            node = self.leaf(x, free_name(name, self.taken))
            node.is_of_a_layer = hasattr(variable, "path")
        return node

    def in_order(self, target: TensorNode) -> list[Node]:
        """Inputs, then other variables, then results; of those that lead nowhere only tensors with names."""
        target.leads = True
        leads = {target}
        for node in reversed(self.all):
            if node in leads or (node.operands and node.name and has_slopes(node.tensor)):
                sources = [x for x in node.operands if isinstance(x, TensorNode)]
                leads |= {node, *sources}
                for x in sources:
                    x.leads |= node.leads
        kept: list[Node] = [node for node in self.all if node.is_given]
        kept += [node for node in self.all if node in leads and not node.operands and not node.is_given]
        return kept + [node for node in self.all if node in leads and node.operands]
