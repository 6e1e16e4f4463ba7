"""Hears of each operation of an instrumented program, does it, and notes what is made of the tensors that it knows."""

import contextlib
import functools
from collections.abc import Callable, Iterator, Sequence
from types import FunctionType, MethodType
from typing import Any

import numpy as np

from gradus.figures.kit.sampling import shortened
from gradus.figures.tape_player.instrument import Place, instrumented, is_a_library, is_instrumented
from gradus.figures.tape_player.no_way_back import has_slopes
from gradus.figures.tape_player.nodes import Nodes
from gradus.figures.tape_player.operations import (
    DO,
    IN_PLACE,
    LONGEST,
    RULED,
    WITH_SIGNS,
    as_text,
    is_followed,
    is_layer,
    last_name,
)
from gradus.figures.tape_player.recording import MOST, Constant, Group, free_name
from gradus.figures.tape_player.tensor_node import TensorNode, numbers_of


class Recorder:
    """The nodes so far, and the methods that an instrumented program calls in place of its own operations."""

    def __init__(self) -> None:
        self.nodes = Nodes()
        self.places: list[Place] = []
        self.is_read = False  # whether the source of the program was to be found
        self._programs: dict[Any, FunctionType | None] = {}
        self._group: Group | None = None

    def run(self, f: Any, program: str, tensors: Sequence[Any], keywords: dict[str, Any]) -> Any:
        """The program on these inputs, which are known."""
        inside = self._inside(f, tuple(tensors), keywords)
        self.is_read = inside is not None
        return inside() if inside else self.call(self._place(program, len(tensors)), f, *tensors, **keywords)

    # What the program calls.

    def call(self, place: int, function: Any, /, *args: Any, **kwargs: Any) -> Any:
        where = self.places[place]
        last = last_name(where.text)
        if inside := self._inside(function, args, kwargs):
            with self._in_group(f"{last}(…)"):
                return inside()
        operands: list[TensorNode] = []
        texts = where.arguments if len(where.arguments) == len(args) else ("",) * len(args)
        shown = [self._shown(x, text, operands) for x, text in zip(args, texts, strict=True)]
        shown += [f"{key}={self._shown(x, '…', operands)}" for key, x in kwargs.items() if x is not None]
        is_plain = len(operands) == len(args) and not kwargs
        name, owner = last, getattr(function, "__self__", None)
        if isinstance(function, np.ufunc) or getattr(function, "__module__", "") == "numpy":
            name, owner = f"np.{last}", None
        elif owner is not None and is_layer(owner) and (last == "call" or last.startswith("_")):
            name = owner.name  # what a layer does inside
        operation = RULED.get(name, name) if is_plain else name
        if operation == "matmul" and any(x.value.ndim != 2 for x in operands):
            operation = "matrix product"
        if (node := self.nodes.find(owner, where.text.rpartition(".")[0])) is not None:
            operands, name = [node, *operands], f"{{}}.{name}"
        pattern = f"{name}({', '.join(shown)})"
        operands += self._weights_of(function, last)
        return self._do(operation, pattern, operands, lambda: function(*args, **kwargs))

    def operator(self, place: int, left: Any, right: Any) -> Any:
        where = self.places[place]
        do = IN_PLACE.get(where.text, DO[where.text]) if where.is_in_place else DO[where.text]
        operands: list[TensorNode] = []
        shown = [self._shown(x, text, operands) for x, text in zip((left, right), where.arguments, strict=True)]
        if where.text not in WITH_SIGNS or not operands:
            return self._do(where.text, f" {where.text} ".join(shown), operands, lambda: do(left, right))
        both = [self._operand(x, text) for x, text in zip((left, right), where.arguments, strict=True)]
        return self._do(where.text, "", both, lambda: do(left, right))

    def negative(self, place: int, x: Any) -> Any:
        node = self.nodes.find(x, self.places[place].arguments[0])
        return self._do("neg", "", [node] if node else [], lambda: -x)

    def piece(self, place: int, whole: Any, take: Callable[[Any], Any]) -> Any:
        where = self.places[place]
        node = self.nodes.find(whole, where.arguments[0])
        return self._do("piece", f"{{}}[{as_text(where.text)}]", [node] if node else [], lambda: take(whole))

    def named(self, place: int, value: Any) -> None:
        node = self.nodes.of(value)
        if node is not None and not node.name:
            node.name = free_name(self.places[place].text, self.nodes.taken)

    def enter_loop(self, place: int) -> None:
        self._group = Group(self.places[place].text, self._group, is_loop=True)

    def turn(self, place: int) -> None:
        loop = self._loop()
        loop.turns += 1
        self._group = Group(f"round {loop.turns}", loop)

    def leave_loop(self, place: int) -> None:
        self._group = self._loop().parent

    def _loop(self) -> Group:
        group = self._group
        while group is not None and not group.is_loop:
            group = group.parent
        assert group is not None  # an instrumented loop enters before it turns or leaves
        return group

    # Functions and layers whose own operations are told.

    def _inside(self, function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Callable[[], Any] | None:
        function = getattr(function, "python_function", function)  # of a tf.function
        if isinstance(function, functools.partial):
            return self._inside(function.func, (*function.args, *args), {**function.keywords, **kwargs})
        if is_layer(function):
            return self._inside_layer(function, args, kwargs) if any(map(self.nodes.of, args)) else None
        call = vars(type(function)).get("__call__")
        if isinstance(call, FunctionType):  # an object of a class of the learner's
            function = MethodType(call, function)
        plain = function.__func__ if isinstance(function, MethodType) else function
        if not isinstance(plain, FunctionType):
            return None
        if is_instrumented(plain):
            return lambda: function(*args, **kwargs)
        program = None if is_a_library(plain.__code__) else self._instrumented(plain)
        owner = (function.__self__,) if isinstance(function, MethodType) else ()
        return program and (lambda: program(*owner, *args, **kwargs))

    def _inside_layer(self, layer: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Callable[[], Any] | None:
        if not layer.built:
            layer.build(args[0].shape)
        if type(layer).__name__ == "Sequential" and not kwargs and len(args) == 1:
            return lambda: self._chain(layer.layers, args[0])
        program = self._instrumented(type(layer).call)
        return program and (lambda: program(layer, *args, **kwargs))

    def _chain(self, layers: Sequence[Any], x: Any) -> Any:
        for layer in layers:
            x = self.call(self._place(layer.name, 1), layer, x)
        return x

    def _instrumented(self, function: FunctionType) -> FunctionType | None:
        if function.__code__ not in self._programs:
            names = not is_a_library(function.__code__)  # those inside a layer of Keras tell a learner nothing
            self._programs[function.__code__] = instrumented(function, self, names)
        return self._programs[function.__code__]

    @contextlib.contextmanager
    def _in_group(self, head: str) -> Iterator[None]:
        before = self._group
        self._group = Group(head, before)
        try:
            yield
        finally:
            self._group = before

    # Operands and results.

    def _place(self, text: str, count: int) -> int:
        self.places.append(Place(text, ("",) * count))
        return len(self.places) - 1

    def _weights_of(self, function: Any, name: str) -> list[TensorNode]:
        """The variables of a layer that stays one box."""
        weights = function.trainable_variables if is_layer(function) else ()
        return [node for weight in weights if (node := self.nodes.find(weight, f"{name}.{weight.name}")) is not None]

    def _operand(self, x: Any, text: str) -> TensorNode | Constant:
        if (node := self.nodes.find(x, text)) is not None:
            return node
        value = np.array(numbers_of(x))
        text = f"({text})" if " " in text and not text.startswith(("[", "(")) else text
        return Constant(value, shortened(text, LONGEST) if value.ndim else "")

    def _shown(self, x: Any, text: str, operands: list[TensorNode]) -> str:
        """How an argument is written; what is known of it becomes an operand, and stands as {}."""
        if (node := self.nodes.find(x, text)) is not None:
            operands.append(node)
            return "{}"
        if isinstance(x, list | tuple) and len(x) <= MOST:
            found = [node for entry in x if (node := self.nodes.find(entry, "")) is not None]
            operands += found
            if found:
                return f"[{', '.join('{}' for _ in found)}]" if len(found) <= 3 else "[{}, {}, …]"
        return as_text(repr(x) if isinstance(x, bool | int | float | str) else text.removeprefix("tf."))

    def _do(
        self, operation: str, pattern: str, operands: Sequence[TensorNode | Constant], do: Callable[[], Any]
    ) -> Any:
        import tensorflow as tf

        known = [x for x in operands if isinstance(x, TensorNode)]
        if not known or not tf.executing_eagerly():  # where a graph is made, there are no numbers yet
            return do()
        with tf.GradientTape(persistent=True) as local:
            local.watch([x.tensor for x in known if has_slopes(x.tensor)])
            result = do()
        if operation.startswith(("assign", "scatter")) and isinstance(known[0].tensor, tf.Variable):
            of_variable, *others = operands  # what a variable held before is no part of what the tape follows
            pattern = pattern.replace("{}", of_variable.name, 1)
            again = free_name(of_variable.name, self.nodes.taken)
            self.nodes.result(operation, pattern, others, known[0].tensor, None, self._group, again)
            return result
        many = isinstance(result, list | tuple)
        for i, one in enumerate(result if many else [result]):
            if is_followed(one) and self.nodes.of(one) is None:
                text = pattern + (f"[{i}]" if many else "")
                self.nodes.result(operation, text, operands, one, local, self._group)
        return result
