"""How long a check takes beyond the answer it calls: passing, failing, and a bare assert beside it.

    python benchmarks/checks.py

For every exercise: the median time of the first check of its first check cell, with the reference answer and
with the known mistake that takes longest, each less the time of the answer itself. The bare assert is the same
call under `assert np.allclose(...)`. Aim: under 20 ms.
"""

import contextlib
import functools
import io
import re
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from rich.console import Console
from rich.table import Table

from gradus import mistakes
from tests import submissions

ROUNDS = 50


def median_ms(run):
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        with contextlib.suppress(Exception), contextlib.redirect_stdout(io.StringIO()):
            run()
        times.append(time.perf_counter() - start)
    return 1000 * statistics.median(times)


def namespace_of(unit, exercise, code):
    """What the notebook's given cells and this answer define, and the first line of the first check."""
    notebook = submissions.notebook_of("source", unit)
    submissions.answer_cells(notebook)[exercise].source = code
    names: dict = {}
    for cell in notebook.cells:
        if cell.id.startswith(f"check-{exercise}"):
            before, check = re.match(r"(.*?)^(expect\(.*?\))$", cell.source, re.DOTALL | re.MULTILINE).groups()
            exec(before, names)
            return names, check
        if cell.cell_type == "code" and not cell.id.startswith("check-"):
            exec(cell.source, names)
    raise LookupError(exercise)


def overhead_ms(unit, exercise, code):
    """Milliseconds that the check adds to the answer's own time, and that a bare assert adds."""
    names, check = namespace_of(unit, exercise, code)
    call, then, expected = re.match(r"expect\((.*?)\)((?:\.at\(.*?\))?)\.\w+\((.*)\)$", check).groups()
    function, _, arguments = call.partition(", ")
    own = f"{function}({arguments}){then.removeprefix('.at')}"
    bare = f"assert np.allclose({own}, {expected})"
    compiled = [compile(code, "check", "exec") for code in (own, bare, check)]
    own_ms, bare_ms, check_ms = (median_ms(functools.partial(exec, code, names)) for code in compiled)
    return check_ms - own_ms, bare_ms - own_ms


def main():
    table = Table("exercise", "passing, ms", "failing, ms", "bare assert, ms", title="What a check adds to the answer")
    for unit in submissions.UNITS:
        for exercise, code in submissions.reference(unit).items():
            passing, bare = overhead_ms(unit, exercise, code)
            wrong = [submissions.wrong_answer(exercise, mistake) for mistake in mistakes.mistakes_in(exercise)]
            failing = max(overhead_ms(unit, exercise, code)[0] for code in wrong)
            table.add_row(exercise, f"{passing:.2f}", f"{failing:.2f}", f"{bare:.2f}")
    Console().print(table)


if __name__ == "__main__":
    main()
