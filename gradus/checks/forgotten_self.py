"""Did a method forget `self.`? Python says only that a name is not defined, or that an object has no such attribute."""

import difflib
import inspect
import traceback
from types import CodeType, FunctionType
from typing import Any

from gradus import bytecode
from gradus.checks.error_location import RemoteError, file_of, function_in


def forgotten_self(error: BaseException | None, answer: Any) -> str:
    """A question that may help a class whose method used a name that it keeps on `self`, or did not keep; or ""."""
    if isinstance(error, RemoteError):
        return error.advice
    name = getattr(error, "name", None)
    if not isinstance(answer, type) or type(name) is not str:
        return ""
    if type(error) is NameError and name in {*_kept(answer), *vars(answer)} and _is_in_a_method(error, answer):
        return f"Did you forget `self.`? What an object keeps is reached by way of it: `self.{name}`."
    if type(error) is AttributeError and type(error.obj) is answer:
        if any(name in code.co_varnames for code in _codes(answer)):
            return f"`{name}` alone is known only in the method it stands in. Is it kept, as `self.{name} = …`?"
        close = difflib.get_close_matches(name, sorted({*_kept(answer), *vars(answer)} - {name}), 1)
        return f"Is `self.{close[0]}` meant?" if close else ""
    return ""


def _codes(answer: type) -> list[CodeType]:
    """Of each method of a class that was written in Python."""
    functions = [inspect.unwrap(function_in(part)) for part in vars(answer).values()]
    return [function.__code__ for function in functions if isinstance(function, FunctionType)]


def _kept(answer: type) -> set[str]:
    """What the methods of a class keep on objects."""
    return set().union(*map(bytecode.attributes_set, _codes(answer)))


def _is_in_a_method(error: BaseException, answer: type) -> bool:
    """Whether the line that failed stands in a function of the answer's cell that has a `self`."""
    [*_, (frame, _)] = traceback.walk_tb(error.__traceback__)
    return frame.f_code.co_filename == file_of(answer) and "self" in frame.f_locals
