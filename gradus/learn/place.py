"""Where a learner's copies are."""

from pathlib import Path

from gradus.course.root import default_workspace
from gradus.errors import GradusError
from gradus.learn import command_lines

MANIFEST = ".gradus.json"
"""A workspace is a folder that has this file in it: what was handed out there."""


def workspace_of(place: Path) -> Path | None:
    """The workspace that a file or folder is in, or that it is; None if it is in none."""
    return next((folder for folder in (place, *place.parents) if (folder / MANIFEST).is_file()), None)


def workspace_for(course: Path, here: Path) -> Path:
    """The workspace one is in, or else the one of this course; it need not be there yet.

    Raises GradusError if it is to be in the home folder, and something else has that name there.
    """
    folder = workspace_of(here) or default_workspace(course)
    is_ours = folder.is_relative_to(course) or workspace_of(folder)
    if is_ours or not folder.is_dir() or not any(folder.iterdir()):
        return folder
    another = command_lines.elsewhere("gradus-course")
    raise GradusError(f"{folder} is there already and holds something else: name another folder, as in `{another}`.")
