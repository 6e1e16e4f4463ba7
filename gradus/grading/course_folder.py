"""An nbgrader course folder, as a command finds it."""

import os
from pathlib import Path

from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from gradus.errors import GradusError
from gradus.grading.scratch import SETTINGS, settings_of


def open_course(root: Path, assignment: str) -> tuple[CourseDirectory, Config]:
    """The folders of the course, and what its settings say. Raises GradusError if the folder is no course."""
    if not (root / SETTINGS).is_file():
        raise GradusError(f"{root} is no course, for it has no {SETTINGS}: change to the folder that has.")
    settings = settings_of(root)
    return CourseDirectory(config=settings, root=str(root), assignment_id=assignment), settings


def check_gradebook(course: CourseDirectory, assignment: str) -> None:
    """Raises GradusError if there is no gradebook, which nbgrader would make as soon as it is opened."""
    kind, _, file = course.db_url.partition(":///")
    if kind == "sqlite" and not Path(file).is_file():
        raise GradusError(
            f"There is no gradebook {file}, so nothing is graded yet: grade with `gradus grade {assignment}`."
        )


def handed_in(course: CourseDirectory, assignment: str) -> list[str]:
    """Who has handed something in."""
    pattern = os.path.relpath(course.format_path(course.submitted_directory, "*", assignment), course.root)
    return sorted(path.parent.name for path in Path(course.root).glob(pattern) if path.is_dir())
