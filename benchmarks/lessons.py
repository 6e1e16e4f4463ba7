"""How long the lessons take to run from top to bottom, and their slowest cells, as a kernel reports them.

    python benchmarks/lessons.py [course/05_gradient_tapes.ipynb ...]

No learner should wait for a cell: the aim is 2 seconds a cell, but for the import of TensorFlow.
"""

import sys
from datetime import datetime
from pathlib import Path

import nbformat
import typer
from nbclient import NotebookClient
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parent.parent


def seconds_of(cell: nbformat.NotebookNode) -> float:
    """From the kernel's beginning of a cell to its reply."""
    begun, replied = (cell.metadata.execution[name] for name in ("iopub.execute_input", "shell.execute_reply"))
    return (datetime.fromisoformat(replied) - datetime.fromisoformat(begun)).total_seconds()


def main(lessons: list[Path] = typer.Argument(None)) -> None:  # noqa: B008
    table = Table("lesson", "all cells, s", "slowest, s", "which is", "next, s", "which is")
    for lesson in lessons or sorted((ROOT / "course").glob("*.ipynb")):
        notebook = nbformat.read(lesson, as_version=4)
        NotebookClient(notebook, resources={"metadata": {"path": lesson.parent}}, timeout=300).execute()
        cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
        slowest, following = sorted(cells, key=seconds_of)[:-3:-1]
        row = [f"{sum(map(seconds_of, cells)):.1f}"]
        for cell in (slowest, following):
            row += [f"{seconds_of(cell):.2f}", cell.source.splitlines()[-1][:40]]
        table.add_row(lesson.stem, *row)
    Console(width=130 if not sys.stdout.isatty() else None).print(table)


if __name__ == "__main__":
    typer.run(main)
