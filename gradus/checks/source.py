"""The text of a lambda, and whether a function says `return`."""

import ast
import functools
import inspect
import linecache
from types import CodeType, FunctionType
from typing import Any

from gradus import bytecode


def lambda_text(function: FunctionType) -> str:
    """The lambda as it was written, on one line; "" if its text cannot be had."""
    code = function.__code__
    text = "".join(linecache.getlines(code.co_filename, function.__globals__))
    found = [(_size(node), part) for node, part in _lambdas(text) if _may_be(node, code)]
    return min(found)[1] if found else ""


@functools.lru_cache(50)
def _lambdas(text: str) -> list[tuple[ast.Lambda, str]]:
    """All lambdas of a text, with their own."""
    try:
        nodes = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Lambda)]
    except (SyntaxError, ValueError, RecursionError):
        return []
    return [(node, " ".join((ast.get_source_segment(text, node) or "").split())) for node in nodes]


def _may_be(node: ast.Lambda, code: CodeType) -> bool:
    """Whether this code can have been compiled from the node: all of it lies within the node's body."""
    body = node.body
    first, last = (body.lineno, body.col_offset), (body.end_lineno or 0, body.end_col_offset or 0)
    places = [(line, start, end) for line, _, start, end in code.co_positions() if line and start is not None and end]
    return node.lineno == code.co_firstlineno and all(
        first <= (line, start) and (line, end) <= last for line, start, end in places if (start, end) != (0, 0)
    )


def _size(node: ast.Lambda) -> tuple[int, int]:
    """One lambda in another has the smaller body."""
    return (node.body.end_lineno or 0) - node.body.lineno, (node.body.end_col_offset or 0) - node.body.col_offset


def has_no_return(function: Any) -> bool:
    """Whether it is certain that a function returns nothing: nowhere does it say what."""
    function = inspect.unwrap(function)
    if not isinstance(function, FunctionType) or function.__name__ == "<lambda>":
        return False
    return bytecode.has_no_return(function)
