"""The ways from a source to a target through recorded operations, and where a gradient cannot pass."""

import functools
from typing import Any, NamedTuple

from gradus.why_none.recorder import Operation, flat

COMPARING = {
    "Greater", "GreaterEqual", "Less", "LessEqual", "Equal", "NotEqual", "ApproximateEqual", "LogicalAnd", "LogicalNot",
    "LogicalOr", "IsFinite", "IsNan", "IsInf",
}  # fmt: skip
PLACES = {"ArgMax", "ArgMin", "TopKV2", "TopK", "Where", "NonZero"}
SIZES = {"ZerosLike", "OnesLike", "Shape", "ShapeN", "Size", "Rank", "VariableShape"}
# What often stands beside the way of the values: it decides, or picks, or says how large.
BESIDE = COMPARING | PLACES | SIZES
WRITING = ("Assign", "ResourceScatter", "ResourceStridedSliceAssign", "ResourceApply")


class Break(NamedTuple):
    """An operation that a gradient cannot pass; new_variable: it wrote into a variable that is new in the block."""

    operation: Operation
    is_write: bool = False
    new_variable: bool = False
    used: tuple[Any, ...] = ()  # those of its outputs that lead on


class Flow:
    """What is made from a source, and what a target is made from."""

    def __init__(self, operations: list[Operation], source: Any, target: Any) -> None:
        self.operations = [o for o in operations if o.kind != "gradient"]
        self.gradients = [o for o in operations if o.kind == "gradient"]
        self.source = key_of(source)
        self.target = key_of(target)
        self._handles_made = handles_made(operations)
        self.behind = self._behind(self.target)
        self.made = self._made(set())

    def _behind(self, target: int) -> set[int]:
        """All that the target is made from, through variables, too."""
        wanted = {target}
        for operation in reversed(self.operations):
            if operation.leaves:
                continue
            outputs = {key_of(output) for output in operation.outputs}
            wrote = written(operation)
            if outputs & wanted or (wrote is not None and wrote in wanted):
                wanted |= {key_of(value) for value in operation.inputs if has_values(value)}
        return wanted

    def _made(self, without: set[str]) -> set[int]:
        """All that is made from the source, but not by operations of these kinds."""
        made = {self.source}
        for operation in self.operations:
            if operation.leaves or operation.kind in without or _is_a_seed(operation):
                continue
            if any(key_of(value) in made for value in _values(operation)):
                made |= {key_of(output) for output in operation.outputs}
                if (wrote := written(operation)) is not None:
                    made.add(wrote)
        return made

    @property
    def is_connected(self) -> bool:
        return self.target in self.made

    @functools.cached_property
    def is_open(self) -> bool:
        """Whether a way is left that no operation cuts, as far as one by itself tells."""
        reached = {self.source}
        for operation in self.operations:
            if operation.leaves or written(operation) is not None or _is_a_seed(operation):
                continue
            floats = [v for v in _values(operation) if key_of(v) in reached and _has_slopes(v)]
            if floats and (operation.has_own_gradient or any(passes(operation, value) for value in floats)):
                reached |= {key_of(output) for output in operation.outputs if _has_slopes(output)}
        return self.target in reached

    def breaks(self) -> list[Break]:
        """What cuts the ways to the target: ways of values, if there are any; else those that only decide or pick."""
        found = self._breaks_among(self._made(BESIDE) if self.is_by_values else self.made)
        told = [b for b in found if b.operation.kind not in SIZES]
        return told or found

    @functools.cached_property
    def is_by_values(self) -> bool:
        """Whether values lead to the target, and not only what decides, picks, or says how large."""
        return self.target in self._made(BESIDE)

    def _breaks_among(self, made: set[int]) -> list[Break]:
        found = []
        for operation in self.operations:
            if operation.leaves:
                continue
            floats = [v for v in _values(operation) if key_of(v) in made and _has_slopes(v)]
            wrote = written(operation)
            if not floats:
                continue
            if wrote is not None:
                is_read_later = wrote in self.behind and wrote != self.source
                if is_read_later and wrote in made:
                    found.append(Break(operation, True, wrote in self._handles_made))
                continue
            used = [o for o in operation.outputs if key_of(o) in self.behind and key_of(o) in self.made]
            is_beside = self.is_by_values and operation.kind in BESIDE
            if not used or operation.has_own_gradient or is_beside or _is_a_seed(operation):
                continue
            if not any(_has_slopes(o) for o in used) or not any(passes(operation, value) for value in floats):
                found.append(Break(operation, used=tuple(used)))
        return found

    def leavings(self) -> list[Operation]:
        """Where something made from the source became a plain value."""
        made = self._made(SIZES)
        return [o for o in self.operations if o.leaves and key_of(o.inputs[0]) in made]

    def unknown_inputs(self, known: set[int]) -> list[Any]:
        """Tensors behind the target that no operation here has made and that are among those known."""
        outputs = {key_of(output) for o in self.operations for output in o.outputs}
        values = [v for o in self.operations for v in o.inputs if has_values(v)]
        return list(
            {key_of(v): v for v in values if key_of(v) in self.behind - outputs and key_of(v) in known}.values()
        )

    def first_without(self, gradient: Any) -> Operation | None:
        """The first operation on the way whose result has no gradient along the source, as far as a tape says."""
        for operation in self.operations:
            is_on_the_way = any(key_of(v) in self.made for v in _values(operation))
            used = [o for o in operation.outputs if key_of(o) in self.behind & self.made and _has_slopes(o)]
            if is_on_the_way and used and all(gradient(o) is None for o in used):
                return operation
        return None


def handles_made(operations: list[Operation]) -> set[int]:
    """The keys of the variables that were made."""
    return {key_of(handle) for o in operations if o.kind == "VarHandleOp" for handle in o.outputs}


def _is_a_seed(operation: Operation) -> bool:
    """The ones from which a gradient starts, and the shapes that it is brought to: they carry no value."""
    return operation.is_in_a_gradient and operation.kind in SIZES


def key_of(value: Any) -> int:
    """What tells one value from another: a variable is its handle, whatever stands for it."""
    import tensorflow as tf

    value = unwrapped(value)
    return id(value.handle if isinstance(value, tf.Variable) else value)


def is_of_keras(value: Any) -> bool:
    is_like_one = hasattr(value, "assign") and hasattr(value, "value") and hasattr(value, "dtype")
    return type(value).__module__.partition(".")[0] == "keras" and is_like_one


def unwrapped(value: Any) -> Any:
    """The tf.Variable that a variable of Keras holds; anything else as it is."""
    return value.value if is_of_keras(value) else value


def is_float(value: Any) -> bool:
    dtype = getattr(value, "dtype", None)
    return dtype is not None and str(getattr(dtype, "name", dtype)).startswith(("float", "bfloat", "complex", "half"))


def has_values(value: Any) -> bool:
    import tensorflow as tf

    return isinstance(value, tf.Tensor | tf.Variable) or is_of_keras(value)


def _values(operation: Operation) -> list[Any]:
    """The inputs that count for the outputs: of an assignment not the variable itself."""
    wrote = written(operation)
    return [v for v in operation.inputs if has_values(v) and (wrote is None or key_of(v) != wrote)]


def written(operation: Operation) -> int | None:
    if not operation.kind.startswith(WRITING):
        return None
    given = operation.given
    resource = next((given[name] for name in ("resource", "ref", "var") if name in given), None)
    return None if resource is None else key_of(resource)


def _has_slopes(value: Any) -> bool:
    import tensorflow as tf

    dtype = getattr(value, "dtype", None)
    if dtype is None:
        return False
    dtype = tf.as_dtype(dtype)
    return dtype.is_floating or dtype.is_complex or dtype == tf.resource


def passes(operation: Operation, value: Any) -> bool:
    """Whether a gradient passes this operation: it is run once more by itself, under a tape of its own."""
    if getattr(value, "dtype", None) is not None and _is_resource(value):
        return True  # a variable is read
    kind = operation.kind
    rest = tuple(repr(v) for v in operation.inputs if not has_values(v))
    place = next(i for i, v in enumerate(operation.inputs) if v is value)
    shapes = tuple(str(getattr(v, "dtype", "")) for v in operation.inputs)
    found = _known(kind, rest, place, shapes)
    if found.answer is None:
        found.answer = _try(operation, value)
    return found.answer


class _Answer:
    answer: bool | None = None


@functools.lru_cache(maxsize=2048)
def _known(*question: Any) -> _Answer:
    return _Answer()


def _try(operation: Operation, value: Any) -> bool:
    import tensorflow as tf

    function = getattr(tf.raw_ops, operation.kind, None)
    if function is None:
        return False
    value = unwrapped(value)
    try:
        with tf.GradientTape() as tape:
            tape.watch(value)
            made = [o for o in flat([function(**operation.given)]) if _has_slopes(o)]
        return bool(made) and tape.gradient(made, value) is not None
    except LookupError:
        return False
    except Exception:
        return True  # nothing is known of it, so nothing is said


def _is_resource(value: Any) -> bool:
    import tensorflow as tf

    return isinstance(value, tf.Tensor) and value.dtype == tf.resource
