"""Which points a new result changes, and why: what a check said when its points were given, and what it says now."""

import contextlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import nbformat
from nbformat import NotebookNode
from nbgrader.api import SubmittedNotebook as Row

from gradus.grading.submission import Unreadable, read_notebook
from gradus.judge.sanitize import one_line
from gradus.parallel.task import Notebook, Result

LATE = "late penalty"
PASSES = "passes"
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
        changed = [cell for cell in after if before[cell] != after[cell]]
        old, new = (_page_in(folder, notebook), _page_of(result, notebook)) if changed else (None, None)
        for cell in changed:
            found.append(Change(result.student, cell, before[cell], after[cell], _says(old, cell), _says(new, cell)))
        late = row.late_submission_penalty or 0.0, notebook.late_penalty or 0.0
        if before and late[0] != late[1]:
            found.append(Change(result.student, LATE, -late[0], -late[1], "", ""))
    return tuple(found)


def _page_in(folder: Path, notebook: Notebook) -> NotebookNode | None:
    with contextlib.suppress(Unreadable, OSError):
        return read_notebook(folder / f"{notebook.name}.ipynb")
    return None


def _page_of(result: Result, notebook: Notebook) -> NotebookNode | None:
    for path, _, content in result.files:
        if path == f"{notebook.name}.ipynb" and isinstance(content, bytes):
            return nbformat.from_dict(json.loads(content))
    return None


def _says(page: NotebookNode | None, name: str) -> str:
    """What the check says of its failure, or that it passes; nothing if there is no such cell."""
    for outputs in _outputs(page, name):
        errors = [output for output in outputs if output.output_type == "error"]
        return one_line(errors[0].evalue or errors[0].ename, LONGEST) if errors else PASSES
    return ""


def _outputs(page: NotebookNode | None, name: str) -> Iterator[list[NotebookNode]]:
    for cell in page.cells if page else ():
        if cell.cell_type == "code" and cell.metadata.get("nbgrader", {}).get("grade_id") == name:
            yield cell.get("outputs", [])
