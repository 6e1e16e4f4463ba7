"""What lies beside the notebooks of a submission, and would stop nbgrader before anything is graded.

nbgrader copies each file before it grades. A link that leads nowhere loses the submission there; one to a device or to
a file of the grader's is followed, and the copy may never end. A timestamp.txt that it cannot read ends the batch.
"""

import glob
from collections.abc import Iterator
from pathlib import Path

from nbgrader.converters.base import BaseConverter
from nbgrader.utils import parse_utc

TIMESTAMP = "timestamp.txt"
LONGEST = 1000  # bytes of a timestamp


def leave_out(converter: BaseConverter) -> None:
    """Have nbgrader pass over what it could not deal with, in the submissions this run is to look at."""
    course = converter.coursedir
    for submitted in converter.assignments.values():
        ids = converter.init_single_notebook_resources(submitted[0])["nbgrader"]
        folder = Path(course.format_path(course.submitted_directory, ids["student"], ids["assignment"]))
        for path in _no_files_of(folder):
            converter.log.warning("%s of %s is no file of theirs; it is left out", path.name, ids["student"])
            course.ignore = [*course.ignore, glob.escape(str(path))]
        time = folder / TIMESTAMP
        if (time.exists() or time.is_symlink()) and not _is_timestamp(time, folder):
            converter.log.error("The %s of %s is not a time; it is renamed, and not used", TIMESTAMP, ids["student"])
            time.rename(folder / f"unreadable-{TIMESTAMP}")


def _no_files_of(folder: Path) -> Iterator[Path]:
    """Links that lead out of the folder or nowhere, pipes, sockets and devices; not the notebooks themselves."""
    return (path for path in folder.rglob("*") if path.suffix != ".ipynb" and not _is_own(path, folder))


def _is_own(path: Path, folder: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder.resolve()) and (path.is_file() or path.is_dir())
    except (OSError, RuntimeError):  # a circle of links
        return False


def _is_timestamp(file: Path, folder: Path) -> bool:
    if not (_is_own(file, folder) and file.is_file() and file.stat().st_size < LONGEST):
        return False
    try:
        text = file.read_text().strip()
        return not text or parse_utc(text) is not None  # an empty one nbgrader passes over itself
    except ValueError:
        return False
