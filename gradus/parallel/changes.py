"""Which points a new result changes, and why: what a check said when its points were given, and what it says now."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from nbgrader.api import SubmittedNotebook as Row

from gradus.grading.graded_notebook import GradedNotebook, graded_in, read_graded
from gradus.judge.sanitize import one_line
from gradus.parallel.task import Notebook, Result

LATE = "late penalty"
LONGEST = 200  # characters of what a check says


class Change(NamedTuple):
    """The points of one student for one check, before and after, with what it said."""

    student: str
    check: str
    before: float
    after: float
    said: str
    says: str


def changes(rows: Iterable[Row], folder: Path, result: Result) -> tuple[Change, ...]:
    """What entering this result into these rows of the gradebook would change, in the order of the notebooks.

    folder: with the graded notebooks that the rows' points come from. Cells that were not graded before, or are graded
    by a person, are left out.
    """
    by_name = {row.name: row for row in rows}
    found = []
    for notebook in result.notebooks:
        row = by_name[notebook.name]
        before = {grade.name: grade.auto_score for grade in row.grades if grade.auto_score is not None}
        after = {cell: score for cell, score in notebook.scores.items() if score is not None and cell in before}
        if changed := [cell for cell in after if before[cell] != after[cell]]:
            old, new = read_graded(folder / f"{notebook.name}.ipynb"), _graded_in(result, notebook)
            for cell in changed:
                said, says = _says(old, cell), _says(new, cell)
                name = cell if len(by_name) == 1 else f"{notebook.name}: {cell}"
                found.append(Change(result.student, name, before[cell], after[cell], said, says))
        late = row.late_submission_penalty or 0.0, notebook.late_penalty or 0.0
        if before and late[0] != late[1]:
            found.append(Change(result.student, LATE, -late[0], -late[1], "", ""))
    return tuple(found)


def _graded_in(result: Result, notebook: Notebook) -> GradedNotebook:
    contents = {path: content for path, _, content in result.files}
    content = contents.get(f"{notebook.name}.ipynb")
    return graded_in(content if isinstance(content, bytes) else b"")


def _says(page: GradedNotebook, cell: str) -> str:
    """What a check said of its failure, or how it ended; nothing if there is no such check."""
    check = page.checks.get(cell)
    return one_line(check.said or check.ending, LONGEST) if check else ""
