"""Lets `nbgrader generate_assignment` do its work though release/ is there already, as in a fresh checkout.

nbgrader leaves alone what it finds in release/, and then does not tell the gradebook of the assignment either, without
which nothing can be graded.
"""

from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import compute_checksum, is_locked


class MasterExporter(NotebookExporter):
    """Reads instructors' notebooks. What the gradebook does not know as it is now is released anew, as with `--force`.

    In nbgrader_config.py: `c.GenerateAssignment.exporter_class = MasterExporter`.
    """

    def __init__(self, **settings: Any):
        super().__init__(**settings)
        converter = self.parent
        if isinstance(converter, GenerateAssignment) and not converter.no_database and not converter.force:
            unknown = [
                Path(folder).name for folder in converter.assignments if not is_known(converter.coursedir, Path(folder))
            ]
            if unknown:
                converter.log.info("The gradebook does not know %s as it is now; it is told", ", ".join(unknown))
                converter.force = True


def is_known(course: CourseDirectory, folder: Path) -> bool:
    """Whether the gradebook has the notebooks of an assignment, with their tests and points as they are now.

    folder: of the assignment, with the instructor's notebooks.
    """
    with Gradebook(course.db_url, course.course_id) as gradebook:
        for file in sorted(folder.glob("*.ipynb")):
            try:
                known = gradebook.find_notebook(file.stem, folder.name)
            except MissingEntry:
                return False
            sums = {cell.name: cell.checksum for cell in known.source_cells}
            locked = [cell for cell in nbformat.read(file, as_version=4).cells if is_locked(cell)]
            if any(sums.get(cell.metadata.nbgrader.grade_id) != compute_checksum(cell) for cell in locked):
                return False
    return True
