"""How long a check takes beyond the answer it calls: passing, failing, and a bare assert beside it.

    python benchmarks/checks.py [--rounds 50] [UNIT ...]

For every exercise: the median time of the first check of its first check cell, with the reference answer and
with the known mistake that takes longest, each less the time of the answer itself. The bare assert is the same
call under `assert np.allclose(...)`. Aim: under 20 ms.
"""

import ast
import contextlib
import functools
import io
import statistics
import sys
import time
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))

import typer
from rich.console import Console
from rich.table import Table

from gradus.checks import mistakes
from tests import submissions


class Check(NamedTuple):
    """The first check of an exercise as code: what its cell does before, itself, the call it makes, what it expects."""

    before: str
    check: str
    own: str
    expected: str


def median_ms(run, rounds):
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        with contextlib.suppress(Exception), contextlib.redirect_stdout(io.StringIO()):
            run()
        times.append(time.perf_counter() - start)
    return 1000 * statistics.median(times)


def first_check(unit, exercise):
    """The first check in the first check cell of an exercise. Raises LookupError if there is none."""
    cell = ast.parse(submissions.check_cells(submissions.notebook_of("source", unit), exercise)[0].source)
    for place, statement in enumerate(cell.body):
        match statement:
            case ast.Expr(ast.Call(ast.Attribute(asked), [expected, *_])):
                pass
            case _:
                continue
        then = []
        if isinstance(asked, ast.Call) and isinstance(asked.func, ast.Attribute) and asked.func.attr == "at":
            then, asked = asked.args, asked.func.value
        if isinstance(asked, ast.Call) and isinstance(asked.func, ast.Name) and asked.func.id == "expect":
            own = ast.Call(asked.args[0], asked.args[1:], asked.keywords)
            own = ast.Call(own, then, []) if then else own
            before = ast.Module(cell.body[:place], [])
            return Check(*map(ast.unparse, (before, statement, own, expected)))
    raise LookupError(f"{unit}: no expect(...) in the first check of {exercise}")


def overhead_ms(unit, exercise, code, rounds):
    """Milliseconds that the check adds to the answer's own time, and that a bare assert adds."""
    notebook, names = submissions.notebook_of("source", unit), {}
    submissions.answer_cells(notebook)[exercise].source = code
    [first, *_] = submissions.check_cells(notebook, exercise)
    for cell in notebook.cells[: notebook.cells.index(first)]:
        if cell.cell_type == "code" and not cell.id.startswith("check-"):
            exec(cell.source, names)
    before, check, own, expected = first_check(unit, exercise)
    exec(before, names)
    bare = f"import numpy as np; assert np.allclose({own}, {expected})"
    compiled = [compile(code, "check", "exec") for code in (own, bare, check)]
    own_ms, bare_ms, check_ms = (median_ms(functools.partial(exec, code, names), rounds) for code in compiled)
    return check_ms - own_ms, bare_ms - own_ms


def main(units: list[str] = typer.Argument(None), rounds: int = 50) -> None:  # noqa: B008
    """Measure the checks of these units, by default of all."""
    table = Table("exercise", "passing, ms", "failing, ms", "bare assert, ms", title="What a check adds to the answer")
    for unit in units or submissions.UNITS:
        for exercise, code in submissions.reference(unit).items():
            passing, bare = overhead_ms(unit, exercise, code, rounds)
            wrong = [submissions.wrong_answer(exercise, mistake) for mistake in mistakes.mistakes_in(exercise)]
            failing = max(overhead_ms(unit, exercise, code, rounds)[0] for code in wrong)
            table.add_row(exercise, f"{passing:.2f}", f"{failing:.2f}", f"{bare:.2f}")
    Console().print(table)


if __name__ == "__main__":
    typer.run(main)
