"""The names that a learner's copies have now: *File > Rename Notebook* is two clicks, and nobody is told of it."""

import json
import os
import re
from pathlib import Path

from gradus.progress.units import Unit

LAID_THERE = re.compile(r".*-(old|new)(-\d+)?")
"""Names of files that Gradus itself has laid beside a copy."""


def as_named(workspace: Path, unit: Unit) -> Unit:
    """The unit with the names that its notebooks have in this workspace.

    Where one is missing, and another file in its folder has most of its questions or checks, it is that one.
    """
    return unit._replace(
        lesson=_name(workspace, unit.lesson, {prediction.cell for prediction in unit.predictions}),
        notebook=_name(workspace, unit.notebook, set(unit.texts.values())),
    )


def _name(workspace: Path, name: str, cells: set[str]) -> str:
    file = workspace / name
    if not name or os.path.lexists(file):
        return name
    others = [other for other in file.parent.glob("*.ipynb") if not LAID_THERE.fullmatch(other.stem)]
    shared = {other: len(cells & _cells_in(other)) for other in others}
    best = max(others, key=lambda other: (shared[other], other.stat().st_mtime), default=None)
    return f"{file.parent.name}/{best.name}" if best and 2 * shared[best] > len(cells) else name


def _cells_in(file: Path) -> set[str]:
    """The ids of its cells, and nbgrader's names of them; none of a file that is no notebook."""
    try:
        cells = json.loads(file.read_bytes())["cells"]
        marks = {cell["metadata"].get("nbgrader", {}).get("grade_id", "") for cell in cells}
        return marks | {cell.get("id", "") for cell in cells}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return set()
