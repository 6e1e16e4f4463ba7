"""Where the course is."""

import sys
from pathlib import Path

import gradus
from gradus.errors import GradusError


def find_course(start: Path) -> Path:
    """The course that holds the folder `start`, else the checkout this package is installed from.

    A course is a folder with `nbgrader_config.py` and `course/`. Raises GradusError if there is neither.
    """
    start = start.resolve()
    checkout = Path(gradus.__file__).resolve().parent.parent
    for folder in (start, *start.parents, checkout):
        if (folder / "nbgrader_config.py").is_file() and (folder / "course").is_dir():
            return folder
    if (installed := Path(sys.prefix, "share", "gradus")).is_dir():  # the lessons that came with the package
        return installed
    raise GradusError(
        f"{start} is not part of the course: change to the folder that holds nbgrader_config.py and course/."
    )


def default_workspace(course: Path) -> Path | None:
    """Where a learner's copies are if nobody says where; None for an installed package, which has no place for them."""
    return course / "workspace" if (course / "nbgrader_config.py").is_file() else None
