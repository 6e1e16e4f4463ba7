"""Records TensorFlow's operations while code runs, each with its inputs, its outputs and the code that asked for it.

All of TensorFlow's operations are Python functions, public as `tf.raw_ops`. Python's own hook for profilers
(`sys.setprofile`) tells of each call of one. So nothing of TensorFlow's is replaced, and nothing of the code that runs
is changed. The hook also tells where a value leaves TensorFlow: in a tensor's
`numpy`, `__float__`, `__bool__` and the like.
"""

import functools
import gc
import sys
from collections.abc import Callable
from types import CodeType, FrameType
from typing import Any, NamedTuple

# The ways in which a tensor becomes a plain value, by the method that Python calls.
LEAVING = {
    "numpy": "numpy", "__array__": "numpy", "__float__": "float", "__int__": "int", "__complex__": "complex",
    "__index__": "index", "__bool__": "bool", "__nonzero__": "bool", "__format__": "text", "__str__": "text",
    "__repr__": "text",
}  # fmt: skip
LIBRARIES = ("tensorflow", "keras", "numpy", "gradus", "contextlib", "functools")
OWN_GRADIENT = "tensorflow.python.ops.custom_gradient"
MARKING = {"watch", "reset", "stop_recording"}


class Place(NamedTuple):
    """An expression that was being evaluated: its file, its lines and columns, and the function it stands in."""

    file: str
    line: int
    end_line: int
    column: int
    end_column: int
    function: str


class Operation(NamedTuple):
    """One operation.

    kind: its name in `tf.raw_ops`; "gradient", what a tape answered; or how a value left TensorFlow ("numpy", …).
    inputs: what it was given, in order, lists laid flat: tensors, variables, and the plain values among them (an axis).
    outputs: its tensors, none for an assignment; of a value that left, what came of it.
    given: the inputs by their names.
    places: the caller's code that led to it, the innermost first; without that of libraries.
    has_own_gradient: whether it ran inside of tf.custom_gradient. is_learners_rule: in the learner's function there.
    """

    kind: str
    inputs: tuple[Any, ...]
    outputs: tuple[Any, ...]
    places: tuple[Place, ...]
    has_own_gradient: bool
    is_learners_rule: bool
    is_in_a_gradient: bool
    given: dict[str, Any]

    @property
    def leaves(self) -> bool:
        return self.kind in LEAVING.values()


class Mark(NamedTuple):
    """A call of a tape's watch, reset or stop_recording (one where it begins, one where it ends).

    at: how many operations had begun by then.
    """

    kind: str
    tape: Any
    at: int
    watched: Any


class Recorder:
    """`with Recorder() as recorder: ...`, and then `recorder.operations`, in the order in which they began to run.

    A function of `tf.function` runs as plain Python meanwhile, so that its operations are seen, too. Only those of
    this thread are. Where another profiler is at work (`%prun`), `Recorder.is_possible()` is False.

    guard: called with (frame, event, argument, operation's name or "") before anything runs. What it raises ends the
    block.
    """

    def __init__(self, guard: Callable[[FrameType, str, Any, str], None]) -> None:
        self.operations: list[Operation] = []
        self.marks: list[Mark] = []
        self._guard = guard
        self._running: list[tuple[FrameType, int]] = []

    @staticmethod
    def is_possible() -> bool:
        return sys.getprofile() is None

    def __enter__(self) -> "Recorder":
        import tensorflow as tf

        self._kinds = _kinds()
        self._were_functions_eager = tf.config.functions_run_eagerly()
        if not self._were_functions_eager:
            tf.config.run_functions_eagerly(True)
        self._collected_garbage = gc.isenabled()
        gc.disable()  # whoever listens to its rounds, as a profiler may, would be taken for the block
        sys.setprofile(self._hear)
        return self

    def __exit__(self, *error: object) -> None:
        import tensorflow as tf

        sys.setprofile(None)
        if self._collected_garbage:
            gc.enable()
        if not self._were_functions_eager:
            tf.config.run_functions_eagerly(False)

    def _hear(self, frame: FrameType, event: str, argument: Any) -> None:
        if event == "call":
            kind = self._kinds.get(frame.f_code) or _leaving(frame)
            self._guard(frame, event, argument, kind)
            if kind:
                self._begin(frame, kind)
            elif frame.f_code.co_name in MARKING:
                self._mark(frame)
        elif event == "c_call":
            self._guard(frame, event, argument, "")
        elif event == "return" and self._running and self._running[-1][0] is frame:
            place = self._running.pop()[1]
            outputs = () if argument is None else tuple(flat([argument]))
            self.operations[place] = self.operations[place]._replace(outputs=outputs)

    def _mark(self, frame: FrameType) -> None:
        import tensorflow as tf

        if isinstance(tape := frame.f_locals.get("self"), tf.GradientTape):
            watched = tuple(flat([frame.f_locals.get("tensor")]))
            self.marks.append(Mark(frame.f_code.co_name, tape, len(self.operations), watched))

    def _begin(self, frame: FrameType, kind: str) -> None:
        code = frame.f_code
        given = {name: frame.f_locals[name] for name in code.co_varnames[: code.co_argcount] if name != "name"}
        if kind in LEAVING.values():
            given = {"self": frame.f_locals["self"]}
        elif kind == "gradient":
            given = {name: frame.f_locals[name] for name in code.co_varnames[1:3]}
        places, has_own_gradient, is_learners_rule = places_of(frame.f_back)
        self._running.append((frame, len(self.operations)))
        inputs = tuple(flat(list(given.values())))
        is_in_a_gradient = any(self.operations[place].kind == "gradient" for _, place in self._running[:-1])
        rules = (has_own_gradient, is_learners_rule, is_in_a_gradient)
        self.operations.append(Operation(kind, inputs, (), places, *rules, given))


def places_of(frame: FrameType | None) -> tuple[tuple[Place, ...], bool, bool]:
    """The places of an operation, whether tf.custom_gradient is around it, and around code of the learner's."""
    found: list[Place] = []
    has_own_gradient = is_learners_rule = False
    while frame is not None:
        module = str(frame.f_globals.get("__name__", ""))
        has_own_gradient |= module == OWN_GRADIENT
        is_learners_rule |= module == OWN_GRADIENT and bool(found)
        if module.partition(".")[0] not in LIBRARIES:
            found.append(place_of(frame))
        frame = frame.f_back
    return tuple(found), has_own_gradient, is_learners_rule


def place_of(frame: FrameType) -> Place:
    """The expression that a frame is at; -1 for what is not known of it."""
    code = frame.f_code
    at = list(code.co_positions())[frame.f_lasti // 2]
    line, end_line, column, end_column = (-1 if part is None else part for part in at)
    return Place(code.co_filename, frame.f_lineno if line < 0 else line, end_line, column, end_column, code.co_name)


def numbers_kept(frame: FrameType) -> list[str]:
    """Plain numbers with a point that a function finds in its object or closure, where they were put before."""
    code = frame.f_code
    kept = getattr(frame.f_locals.get("self"), "__dict__", {})
    held = {f"self.{name}": kept.get(name) for name in code.co_names}
    held |= {name: frame.f_locals.get(name) for name in code.co_freevars}
    return [name for name, value in held.items() if _is_plain(value)]


def _is_plain(value: Any) -> bool:
    import numpy as np

    return isinstance(value, float | np.floating) or (isinstance(value, np.ndarray) and value.dtype.kind == "f")


def _leaving(frame: FrameType) -> str:
    """How a value leaves TensorFlow in this call, "gradient" where a tape is asked, or nothing."""
    name = frame.f_code.co_name
    if name not in LEAVING and name not in ("gradient", "jacobian", "batch_jacobian"):
        return ""
    import tensorflow as tf

    this = frame.f_locals.get("self")
    if isinstance(this, tf.GradientTape):
        return "gradient"
    is_tensor = isinstance(this, tf.Tensor | tf.Variable) or type(this).__module__.startswith("keras.")
    return LEAVING.get(name, "") if is_tensor and hasattr(this, "dtype") else ""


def flat(values: Any) -> list[Any]:
    found = []
    for value in values:
        if isinstance(value, list | tuple) and type(value).__name__ != "TensorShape":
            found += flat(value)
        elif isinstance(value, dict):
            found += flat(list(value.values()))
        else:
            found.append(value)
    return found


@functools.cache
def _kinds() -> dict[CodeType, str]:
    """The code of each of TensorFlow's operations, and the operation's name."""
    import tensorflow as tf

    functions: dict[str, Any] = {name: getattr(value, "__wrapped__", None) for name, value in vars(tf.raw_ops).items()}
    return {function.__code__: name for name, function in functions.items() if hasattr(function, "__code__")}
