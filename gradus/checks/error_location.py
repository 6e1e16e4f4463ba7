"""Where an error came from: a line of the learner's own cell, or a stub that is still to be written."""

import functools
import inspect
import linecache
import re
import sysconfig
import traceback
from collections.abc import Collection, Iterator
from types import FrameType
from typing import Any

from gradus import bytecode
from gradus.checks.placeholder import Borrowed
from gradus.checks.wording import shortened

LIBRARIES = tuple({sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")})


class RemoteError(Exception):
    """An exception that was raised in another process: what it was there, where, what may help, and in whose stub."""

    type_name = "Exception"
    happened = ""
    advice = ""
    stub = ""


def type_name(error: BaseException) -> str:
    return error.type_name if isinstance(error, RemoteError) else type(error).__name__


def error_location(error: BaseException, answer: Any) -> str:
    """The innermost line of the cell in which an answer stands that led to the error; "" if there is none."""
    if isinstance(error, RemoteError):
        return error.happened
    file = file_of(answer)
    lines = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file and frame.line]
    return f"It happened in line {lines[-1].lineno} of the cell: {shortened(lines[-1].line or '')}" if lines else ""


def passed_through(error: BaseException, answer: Any, others: Collection[str]) -> str:
    """The innermost line of another exercise's answer that led to the error; "" if none did, or it is not known."""
    if isinstance(error, RemoteError):
        return ""
    for frame, line in reversed(list(traceback.walk_tb(error.__traceback__))):
        code = frame.f_code
        home = frame.f_globals.get(code.co_qualname.split(".")[0])
        if code.co_qualname.split(".")[0] in others and home is not answer and file_of(home) == code.co_filename:
            text = linecache.getline(code.co_filename, line, frame.f_globals)
            said = f"On the way it was in {code.co_qualname}, line {line} of its cell: {shortened(text)}"
            return said if text else ""
    return ""


def is_raised_by_hand(error: BaseException, names: Any) -> bool:
    """Whether a `raise` that stands in the notebook of these names raised the error: its words are a check's own."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return (
        trace is not None
        and trace.tb_frame.f_globals is names
        and bytecode.raises_at(trace.tb_frame.f_code, trace.tb_lasti)
    )


def file_of(answer: Any) -> str:
    """The file, or the cell, in which a function or class was written; "" if it was written in none."""
    while isinstance(answer, functools.partial):
        answer = answer.func
    answer = inspect.unwrap(answer)
    if not isinstance(answer, type):
        code = getattr(answer, "__code__", None)
        return code.co_filename if code else file_of(type(answer)) if type(answer).__module__ != "builtins" else ""
    codes = (getattr(function_in(part), "__code__", None) for part in vars(answer).values())
    return next((c.co_filename for c in codes if c and c.co_qualname.startswith(f"{answer.__qualname__}.")), "")


def function_in(part: Any) -> Any:
    """The function of a method, class method or property."""
    return getattr(part, "__func__", None) or getattr(part, "fget", None) or part


def stub_of(error: BaseException) -> str:
    """The qualified name of the function or class whose stub raised the error; "" if no stub did.

    A stub raises NotImplementedError without a word, in a notebook: libraries have a use of their own for it.
    """
    if isinstance(error, RemoteError):
        return error.stub
    if type(error) is not NotImplementedError:
        return ""
    frame = list(_frames(error))[-1:]
    if frame and isinstance(frame[0].f_locals.get("self"), Borrowed):
        return frame[0].f_locals["self"].__name__
    if not frame or error.args or frame[0].f_code.co_filename.startswith(LIBRARIES):
        return ""
    return re.sub(r".*<locals>\.(?=\w+$)", "", frame[0].f_code.co_qualname)


def _frames(error: BaseException) -> Iterator[FrameType]:
    trace = error.__traceback__
    while trace:
        yield trace.tb_frame
        trace = trace.tb_next
