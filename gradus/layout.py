"""Where the course is."""

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
    raise GradusError(
        f"{start} is not part of the course: change to the folder that holds nbgrader_config.py and course/."
    )
