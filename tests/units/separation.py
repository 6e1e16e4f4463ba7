"""Which check separates which mistakes: what an author reads when a mistake is taken for another, or for none."""

import ast
import contextlib
import io
from collections import defaultdict

from gradus.checks import mistakes
from gradus.checks.expect import CheckFailed
from tests import submissions


def separation(unit: str, exercise: str) -> str:
    """For each check of an exercise, which of its mistakes pass it, and which fail it alike."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for mistake in mistakes.mistakes_in(exercise):
        answer = submissions.wrong_answer(exercise, mistake)
        for check, result in _results(unit, exercise, answer):
            found[check][result].append(mistake.__name__)
    lines = [f"Which check of {exercise} separates which mistakes; those on one line are alike to it:"]
    for check, alike in found.items():
        lines += ["", check]
        lines += [f"    {', '.join(names)}: {result}" for result, names in sorted(alike.items(), key=lambda r: r[1])]
    return "\n".join(lines)


def _results(unit: str, exercise: str, answer: str):
    """Each check with what it says of an answer, as a learner reads it but for the mistake; helpers are run too."""
    namespace = {"__name__": "__main__"}
    notebook = submissions.notebook_of("source", unit)
    checks = [cell.id for cell in submissions.check_cells(notebook, exercise)]
    for cell in notebook.cells:
        is_check = cell.id in checks
        if cell.cell_type != "code" or cell.id.startswith("check-") and not is_check:
            continue
        for statement in ast.parse(answer if cell.id == exercise else cell.source).body:
            said = "passes"
            with contextlib.redirect_stdout(io.StringIO()):
                try:
                    exec(compile(ast.Module([statement], []), cell.id, "exec"), namespace)
                except CheckFailed as failed:
                    said = str(failed).splitlines()[0]
            if is_check and "expect(" in ast.unparse(statement):
                yield ast.unparse(statement).replace("\n", " ")[:110], said
