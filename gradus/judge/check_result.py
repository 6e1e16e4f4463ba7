"""Runs the code of given and check cells in the judge, and says how a check ended."""

import ast
import contextlib
import functools
import linecache
import math
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType
from typing import Any

import numpy as np
from IPython.core.inputtransformer2 import TransformerManager
from nbformat import NotebookNode
from nbformat.v4 import new_output

from gradus.checks.error_location import type_name
from gradus.checks.wording import show
from gradus.errors import OnlyWords
from gradus.judge.sanitize import cleaned
from gradus.judge.testable import body_of

MOST_TEXT = 20_000  # characters of an error
SHORTAGES = (
    "MemoryError", "ResourceExhausted", "allocate", "new thread", "Too many open files", "No space left",
    "Resource temporarily",
)  # fmt: skip
"""What errors say for which an earlier cell may be to blame that has taken all there was."""


def execute(code: str, file: str, names: dict, at_hidden: Callable[[], bool]) -> tuple[Any, bool]:
    """Run a cell; the value of its last expression, or None, and whether that value was computed.

    `at_hidden` is called before the first statement that is, or holds, a hidden test, and says whether to go on; what
    follows counts as hidden.
    """
    lines, shown, hidden, last, is_computed = _compiled(code, file)
    linecache.cache[file] = (sum(map(len, lines)), None, lines, file)
    exec(shown, names)
    if "BEGIN HIDDEN TESTS" in code:
        if not at_hidden():
            return None, False
        exec(hidden, names)
    return (eval(last, names) if last else None), is_computed


@functools.lru_cache(1000)  # the same for all students
def _compiled(code: str, file: str) -> tuple[list[str], CodeType, CodeType, CodeType | None, bool]:
    """A cell's lines, its statements, those from hidden tests on, its last expression, and whether that is computed."""
    code = TransformerManager().transform_cell(body_of(code))
    tree = ast.parse(code, file)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    lines = code.splitlines(keepends=True)
    first = next((number for number, line in enumerate(lines, 1) if "BEGIN HIDDEN TESTS" in line), len(lines) + 1)
    parts = [
        ast.Module([s for s in tree.body if (int(s.end_lineno or 0) >= first) is hidden], [])
        for hidden in (False, True)
    ]
    shown, hidden = (compile(part, file, "exec", dont_inherit=True) for part in parts)
    if not isinstance(last, ast.Expr):
        return lines, shown, hidden, None, False
    value = compile(ast.Expression(last.value), file, "eval")
    return lines, shown, hidden, value, not isinstance(last.value, ast.Constant)


def partial_credit(value: Any, points: float) -> tuple[NotebookNode, str]:
    """A test's last value as points between 0 and all, and what is odd about it.

    A truth value is all or nothing. Other plain data is no number of points and counts 0; plain nbgrader would
    give full marks for it.
    """
    problem = ""
    if isinstance(value, bool | np.bool_):
        score = points if value else 0.0
    elif hasattr(value, "__float__") and np.ndim(value) == 0:
        score = min(max(float(value), 0.0), points) if math.isfinite(value) else 0.0
    elif isinstance(value, str | bytes | complex | list | tuple | dict | set | np.ndarray):
        score, problem = 0.0, f"its last value is {show(value)}, which is no number of points"
    else:
        return new_output("display_data", data={"text/plain": cleaned(repr(value))[:1000]}), ""
    return new_output("execute_result", data={"text/plain": repr(float(score))}, execution_count=None), problem


def error_output(error: BaseException, lines: list[str], text: str | None = None) -> NotebookNode:
    """An error as a notebook keeps it, with its own text or another one."""
    lines = [cleaned(line)[:MOST_TEXT] for line in lines]
    name, text = cleaned(type_name(error))[:80], cleaned(_text_of(error) if text is None else text)[:MOST_TEXT]
    return new_output("error", ename=name, evalue=text, traceback=lines)


def failed(error: BaseException, name: str, is_hidden: bool) -> NotebookNode:
    """A failed check in its own words; any other failed test with its line, unless it is a hidden one."""
    if isinstance(error, OnlyWords):  # its lines as they are: the page wraps them itself
        return error_output(error, [f"{error.mark} {error}"])
    if is_hidden:
        return error_output(error, ["a hidden test\n", type_name(error)], "")
    text = _text_of(error).replace("\r", "\n").replace("\n", "\n  | ")  # a line of the judge's begins otherwise
    lines = [f"{type_name(error)}: {text}"]
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename == f"<{name}>" and frame.line:
            return error_output(error, [f"in {frame.line}\n", *lines])
    return error_output(error, lines)


def stopped(sentence: str) -> NotebookNode:
    """What a cell shows whose process ended, or that is left out."""
    return new_output("error", ename="Stopped", evalue=sentence, traceback=[f"✗ {sentence}"])


def why_of(outputs: list[NotebookNode]) -> str:
    """Whether a cell failed for want of something, or otherwise."""
    text = "".join(output.evalue + output.ename for output in outputs if output.output_type == "error")
    return "short" if any(word in text for word in SHORTAGES) else "wrong"


@contextlib.contextmanager
def in_folder(folder: Path) -> Iterator[None]:
    """Checks run in the submission's folder, as in a notebook, but must not import from it."""
    before = list(sys.path)
    sys.path[:] = [place for place in before if place not in ("", ".", str(folder))]
    try:
        with contextlib.chdir(folder):
            yield
    finally:
        sys.path[:] = before


def _text_of(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:
        return "(the error cannot say what it is)"
