"""Where the course is."""

import sys
import sysconfig
from pathlib import Path

from gradus.errors import GradusError

PARTS = ("course", "manuscript", "source")


def find_course(start: Path) -> Path:
    """The course that holds the folder `start`, else the checkout this package is installed from.

    A course is a folder with `nbgrader_config.py` and one of course/, manuscript/ and source/, so that a new one is
    one from its first line of text. Raises GradusError if there is none.
    """
    start, checkout = start.resolve(), checkout_folder()
    for folder in (start, *start.parents, checkout):
        if (folder / "nbgrader_config.py").is_file() and any((folder / part).is_dir() for part in PARTS):
            return folder
    if installed := installed_course():
        return installed
    raise GradusError(
        f"{start} is not part of a course: change to the folder that holds nbgrader_config.py and course/."
    )


def checkout_folder() -> Path:
    """The folder that holds this package: the checkout, or a hand-out, unless the package is installed elsewhere."""
    return Path(__file__).resolve().parents[2]


def installed_course() -> Path | None:
    """The lessons that came with the package: in its environment, or in the folder of who installed it without one."""
    user = sysconfig.get_path("data", sysconfig.get_preferred_scheme("user"))
    places = (Path(place, "share", "gradus") for place in (sys.prefix, sysconfig.get_path("data"), user))
    return next((place for place in places if (place / "course").is_dir()), None)


def default_workspace(course: Path) -> Path:
    """Where a learner's copies are if nobody says where: in the course, or at home if it came with the package."""
    return Path.home() / "gradus" if course == installed_course() else course / "workspace"
