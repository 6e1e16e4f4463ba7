"""Try a unit before it is handed out: its solutions pass all its checks, and what is handed out passes none."""

import atexit
import re
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from nbgrader import utils

from gradus.checks.wording import shortened
from gradus.course.manuscript import ManuscriptError

SECONDS = 600  # that a cell may take
STARTS = 3  # of a kernel: it dies of it if another program has taken one of its ports meanwhile
FORGET = "%reset -f"


def try_unit(manuscript: Path, master: Path, released: Path) -> None:
    """Run a unit's notebook with its solutions, then as it is handed out. Raises ManuscriptError.

    Both run in one kernel, in the folder of the master, so that what is slow to import is imported once.
    """
    solved, handed_out = (nbformat.read(file, as_version=4) for file in (master, released))
    cells = [*solved.cells, nbformat.v4.new_code_cell(FORGET), *handed_out.cells]
    both = nbformat.v4.new_notebook(cells=[_renamed(cell, i) for i, cell in enumerate(cells)])
    try:
        _run(both, master.parent)
    except (CellTimeoutError, DeadKernelError) as error:
        raise ManuscriptError(f"{manuscript}: cannot be run: {shortened(str(error), 300)}") from error
    for cell in both.cells[: len(solved.cells)]:
        if _is_check(cell) and _points(cell) < cell.metadata.nbgrader.points:
            said = _what_it_says(cell) or "it gives fewer points than it has."
            raise _refuse(manuscript, cell, f"its own solution fails the check: {said}")
    for cell in both.cells[len(solved.cells) + 1 :]:
        if _is_check(cell) and _points(cell) > 0:
            raise _refuse(
                manuscript, cell, "the stub that is handed out passes the check; a check must be able to fail."
            )


def _run(notebook: NotebookNode, folder: Path) -> None:
    """Run the notebook in this folder, errors and all. Raises nbclient's CellTimeoutError and DeadKernelError."""
    for start in range(1, STARTS + 1):
        client = NotebookClient(
            notebook, timeout=SECONDS, kernel_name="python3", allow_errors=True, startup_timeout=SECONDS,
            resources={"metadata": {"path": str(folder)}},
        )  # fmt: skip
        try:
            client.execute()
            return
        except DeadKernelError:  # it died of a cell
            raise
        except RuntimeError as error:  # before it ran any
            atexit.unregister(client._cleanup_kernel)  # nbclient 0.11 forgets to, and there is nothing to clean up
            if start == STARTS:
                raise DeadKernelError(f"Its kernel does not start: {error}") from error


def _renamed(cell: NotebookNode, place: int) -> NotebookNode:
    """Two cells of one id cannot stand in one notebook."""
    cell.id = f"cell-{place}"
    return cell


def _is_check(cell: NotebookNode) -> bool:
    return bool(utils.is_grade(cell)) and not utils.is_solution(cell)


def _points(cell: NotebookNode) -> float:
    """What nbgrader gives for the cell as it ran."""
    return utils.determine_grade(cell)[0] or 0.0


def _what_it_says(cell: NotebookNode) -> str:
    for output in cell.outputs:
        if output.output_type == "error":
            return shortened(
                output.evalue if output.ename == "CheckFailed" else f"{output.ename}: {output.evalue}", 300
            )
        if output.get("name") == "stderr":
            return f"it writes to stderr, and nbgrader takes that for a failure: {shortened(output.text, 200)}"
    return ""


def _refuse(manuscript: Path, cell: NotebookNode, sentence: str) -> ManuscriptError:
    """A refusal with the line in which the check begins."""
    name = cell.metadata.nbgrader.grade_id.removeprefix("check-").replace("-", ".")
    lines = manuscript.read_text(encoding="utf-8").splitlines()
    marker = re.compile(rf'# %%.*\bcheck="{re.escape(name)}"')
    line = next((i for i, text in enumerate(lines, start=1) if marker.match(text)), 1)
    return ManuscriptError(f"{manuscript}:{line}: {name}: {sentence}")
