"""Runs the block of a tape once more, watched, where that is harmless, and leaves nothing behind."""

import ast
import copy
import inspect
import time
import warnings
from types import CodeType, FrameType
from typing import Any, NamedTuple

from gradus.deadline import is_fatal_in
from gradus.why_none.flow import key_of, unwrapped
from gradus.why_none.recorder import LEAVING, Mark, Operation, Place, Recorder, flat, numbers_kept, places_of
from gradus.why_none.undo import NotAgain, Undo, names_seen_by, nothing_left_behind
from gradus.why_none.with_block import ASKED, Block, name_of, value_of

SECONDS = 0.1  # of this thread; longer than that nobody waits for the same thing twice
PATIENCE = 0.5  # by the clock on the wall, where the machine is busy elsewhere or TensorFlow computes in other threads
FILE = "<the block>"
TAPE = "__the_tape_run_again__"

# What runs again without a trace: the libraries that compute, and what of Python they lean on.
HARMLESS = {
    "tensorflow", "keras", "numpy", "optree", "ml_dtypes", "wrapt", "absl", "opt_einsum", "six", "packaging",
    "functools", "contextlib", "collections", "abc", "_collections_abc", "typing", "inspect", "re", "copy", "copyreg",
    "enum", "weakref", "_weakrefset", "threading", "warnings", "traceback", "linecache", "types", "numbers",
    "operator", "itertools", "math", "random", "string", "dataclasses", "statistics", "tokenize", "dis", "opcode",
    "ast", "platform", "textwrap", "typing_extensions", "keyword", "builtins", "bisect", "heapq", "fractions",
    "decimal", "cmath", "pprint", "reprlib", "json", "os", "posixpath", "genericpath",
}  # fmt: skip
DOING = {"posix", "nt", "_socket", "_posixsubprocess", "select", "signal", "_sqlite3", "_thread", "_ctypes", "mmap"}
JUST_LOOKING = {
    "stat", "lstat", "fspath", "getpid", "getcwd", "urandom", "RLock", "allocate_lock", "get_ident", "get_native_id",
    "_is_main_interpreter", "daemon_threads_allowed", "_set_sentinel",
}  # fmt: skip
LOOKING_UP = {"fspath", "__getitem__", "get", "encode", "decode", "getenv"}
LOADED_ALREADY = {"_handle_fromlist", "parent", "_lock_unlock_module", "has_location", "cached"}
BUILTINS = {"open", "input", "breakpoint", "exit", "quit", "sleep"}
WITH_EFFECTS = (
    "Print", "Write", "Save", "MergeV2Checkpoints", "Iterator", "Queue", "Stack", "Restore", "Send", "Recv",
    "DeleteIterator",
)  # fmt: skip
PYTHON = ("PyFunc", "PyFuncStateless", "EagerPyFunc")
OURS = {Recorder.__module__, Block.__module__, key_of.__module__, __name__}
WHOLE_RUNS = {"predict", "fit", "evaluate", "predict_on_batch", "train_on_batch", "test_on_batch"}
READING = {
    "ReadVariableOp", "ResourceGather", "ResourceGatherNd", "VariableShape", "VarHandleOp", "DestroyResourceOp",
    "VarIsInitializedOp", "DisableCopyOnRead", "Identity",
}  # fmt: skip


class Rerun(NamedTuple):
    """What happened: the operations, the names and what was asked for afterwards, and a tape that can be asked often.

    functions: the learner's functions that ran. older: inputs, by id, that were there before.
    stopped: why it was not finished ("" if it was), at which expressions, and what was given there.
    error: what the code itself raised. marks: what was asked of tapes.
    numbers: plain ones that functions found put by. is_kept: whether what is wanted last is the same when read again.
    """

    operations: list[Operation]
    functions: list[CodeType]
    before: dict[str, Any]
    names: dict[str, Any]
    older: set[int]
    asked: list[Any]
    tape: Any
    stopped: str = ""
    places: tuple[Place, ...] = ()
    given: tuple[Any, ...] = ()
    error: Exception | None = None
    marks: tuple[Mark, ...] = ()
    numbers: tuple[str, ...] = ()
    is_kept: bool = True


def run_again(block: Block, frame: FrameType, wanted: list[ast.expr], nudged: Any = None) -> Rerun | None:
    """Run the block on what its names mean now; None where that cannot be.

    wanted: what to evaluate afterwards. nudged: a tensor or variable that shall have slightly other values.
    """
    import tensorflow as tf

    code = _compile(block)
    if code is None or not Recorder.is_possible():
        return None
    tape = tf.GradientTape(persistent=True, watch_accessed_variables=_watches(block))
    names = names_seen_by(frame)
    before, after, asked, older = dict(names), {}, [], set()
    recorder, stopped, error = None, "", None
    places: tuple[Place, ...] = ()
    given: tuple[Any, ...] = ()
    functions: dict[CodeType, None] = {}
    numbers: dict[str, None] = {}
    is_kept, heard, ran = True, None, None
    try:
        with nothing_left_behind(names, frame) as (undo, sink):
            names[TAPE] = tape
            names.update(empty_at_first(block, names))
            _nudge(nudged, names, undo)
            recorder = Recorder(_guard(frame, undo, sink, functions, numbers))
            with warnings.catch_warnings(), recorder:
                warnings.simplefilter("ignore")
                exec(code, names)
                after, heard, ran = dict(names), len(recorder.operations), len(functions)
                asked = [value_of(expression, names) for expression in wanted]
                is_kept = key_of(value_of(wanted[-1], names)) == key_of(asked[-1])
            older = {id(v) for o in recorder.operations[:heard] for v in o.inputs if undo.has_met(v)}
    except NotAgain as reason:
        stopped, places, given = (*reason.args, (), ())[:3]
    except Exception as reason:
        error = reason
    operations, marks = (recorder.operations[:heard], tuple(recorder.marks)) if recorder else ([], ())
    found = (operations, list(functions)[:ran], before, after, older, asked, tape)
    return Rerun(*found, stopped, places, given, error, marks, tuple(numbers), is_kept)


def empty_at_first(block: Block, names: dict[str, Any]) -> dict[str, Any]:
    """Containers that were made empty before the block, and that the block may have filled since."""
    found = {}
    for assignment in block.assigned:
        if assignment.line < block.node.lineno and isinstance(names.get(assignment.name), list | dict):
            is_empty = ast.unparse(assignment.value) in ("[]", "{}", "list()", "dict()")
            found[assignment.name] = type(names[assignment.name])() if is_empty else names[assignment.name]
    return found


def _nudge(value: Any, names: dict[str, Any], undo: Undo) -> None:
    import tensorflow as tf

    if value is None:
        return
    value = unwrapped(value)
    # Each entry a little otherwise: what is scaled or centred would hide a change that is the same for all.
    steps = tf.reshape(tf.range(tf.size(value)) % 7, tf.shape(value))
    factors = tf.cast(1.01 + 0.003 * tf.cast(steps, tf.float32), value.dtype)
    other = tf.convert_to_tensor(value) * factors + tf.cast(0.01, value.dtype)
    if isinstance(value, tf.Variable):
        undo.note_variable(value.handle, value.dtype)
        value.assign(other)
    for name in [name for name, known in names.items() if known is value and not isinstance(value, tf.Variable)]:
        names[name] = other


def _watches(block: Block) -> bool:
    for item in block.node.items:
        call = item.context_expr
        if isinstance(call, ast.Call) and any(
            k.arg == "watch_accessed_variables" and isinstance(k.value, ast.Constant) and not k.value.value
            for k in call.keywords
        ):
            return False
    return True


def _compile(block: Block) -> Any:
    """The block alone, under a tape of ours instead of its own; None if it cannot stand alone (return, break)."""
    node = copy.deepcopy(block.node)
    for item in node.items:
        if name_of(item) in block.tapes:
            item.context_expr = ast.copy_location(ast.Name(TAPE, ast.Load()), item.context_expr)
    body: list[ast.stmt] = [node]
    try:
        return compile(ast.fix_missing_locations(ast.Module(body, [])), FILE, "exec")
    except (SyntaxError, ValueError, RecursionError):
        return None


def _guard(asker: FrameType, undo: Undo, sink: Any, functions: dict[CodeType, None], numbers: dict[str, None]) -> Any:
    until, by_then = time.thread_time() + SECONDS, time.perf_counter() + PATIENCE

    def guard(frame: FrameType, event: str, argument: Any, kind: str) -> None:
        if is_fatal_in(frame):
            return
        if time.thread_time() > until or time.perf_counter() > by_then:
            raise NotAgain("it takes long")
        if event == "c_call":
            _guard_builtin(frame, argument, asker, sink)
            return
        if kind and kind not in LEAVING.values() and kind != "gradient":
            _guard_operation(frame, kind, undo)
            return
        module = str(frame.f_globals.get("__name__", ""))
        package = module.partition(".")[0]
        if frame.f_code.co_name == "get_seed" and package == "tensorflow":
            raise NotAgain("it draws random numbers")
        if package == "keras" and frame.f_code.co_name in WHOLE_RUNS:
            variables = getattr(frame.f_locals.get("self"), "variables", [])
            given = (*variables, *flat([frame.f_locals.get("x")]))
            raise NotAgain(f"keras {frame.f_code.co_name}", places_of(frame.f_back)[0], given)
        if module == "importlib._bootstrap" and frame.f_code.co_name in LOADED_ALREADY:
            return
        is_own = frame.f_globals is asker.f_globals or frame.f_code.co_filename in (FILE, ASKED)
        if is_own:
            functions[frame.f_code] = None
            numbers.update(dict.fromkeys(numbers_kept(frame)))
        is_ours = module in OURS or module.startswith("namedtuple_")
        if not (is_own or is_ours or package in HARMLESS):
            raise NotAgain(f"{module} might do something")
        if package == "os" and frame.f_code.co_name not in LOOKING_UP:
            raise NotAgain("os might do something")

    return guard


def _guard_builtin(frame: FrameType, function: Any, asker: FrameType, sink: Any) -> None:
    name, module = getattr(function, "__name__", ""), getattr(function, "__module__", None) or ""
    this = getattr(function, "__self__", None)
    if inspect.ismodule(this):
        module = this.__name__
    if name in BUILTINS and module in ("builtins", "io", "_io", "time", "site"):
        raise NotAgain(f"{name} does something")
    if module in DOING and name not in JUST_LOOKING:
        raise NotAgain(f"{module}.{name} does something")
    if type(this).__module__ == "_io" and this is not sink and not isinstance(this, type(sink)):
        raise NotAgain("a file is read or written")
    if name == "next" and module == "builtins" and frame.f_globals is asker.f_globals:
        raise NotAgain("next uses something up")


def _guard_operation(frame: FrameType, kind: str, undo: Undo) -> None:

    given = frame.f_locals
    if kind.startswith(WITH_EFFECTS):
        raise NotAgain(f"{kind} has effects")
    if kind in PYTHON:
        raise NotAgain(kind, places_of(frame.f_back)[0], tuple(flat([given.get("input")])))
    if "seed2" in given:
        raise NotAgain("it draws random numbers")
    for handle, dtype in changed_by(kind, given):
        undo.note_variable(handle, dtype)


def changed_by(kind: str, given: dict[str, Any]) -> list[tuple[Any, Any]]:
    """The variables, each a handle and a dtype, that an operation assigns to; NotAgain where it changes more."""
    import tensorflow as tf

    found = []
    for name, value in given.items():
        if isinstance(value, tf.Tensor) and value.dtype == tf.resource and kind not in READING:
            stored = next((given[key] for key in ("value", "updates") if key in given), None)
            if not kind.startswith(("Assign", "ResourceScatter", "ResourceStridedSliceAssign")) or stored is None:
                raise NotAgain(f"{kind} changes {name}")
            found.append((value, tf.convert_to_tensor(stored).dtype))
    return found
