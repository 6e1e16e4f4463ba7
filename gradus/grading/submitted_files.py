"""What lies beside the notebooks of a submission, and would stop nbgrader before anything is graded.

nbgrader copies each file before it grades. A link that leads nowhere loses the submission there; one to a device or to
a file of the grader's is followed, and the copy may never end. A timestamp.txt that it cannot read, or a name that it
cannot, ends the batch. One student's trouble is one student's.
"""

import glob
import itertools
import os
import re
from collections.abc import Iterator
from pathlib import Path

from nbgrader.converters.base import BaseConverter
from nbgrader.utils import parse_utc

from gradus.judge.sanitize import one_line

TIMESTAMP = "timestamp.txt"
LONGEST = 100  # bytes of a timestamp
YEARS = range(1990, 2200)
LONGEST_PATH = 1000  # bytes; the copy's is longer than the original's
MOST_FILES = 1000  # of a submission
LARGEST_FILE = 50 * 2**20  # bytes; a sparse one takes them when it is copied
MOST_BYTES = 100 * 2**20  # of all files
MOST_FOLDERS = 10_000  # nbgrader looks through all of them once for each
MOST_NAMED = 10  # that are left out each by itself; nbgrader compares each file of the class with each of them


def leave_out(converter: BaseConverter) -> dict[Path, list[str]]:
    """Have nbgrader pass over what it could not deal with, in the submissions this run is to look at.

    Returns sentences about what was left out, in Markdown, by the folder of the submission.
    """
    said: dict[Path, list[str]] = {}
    for submitted in list(converter.assignments):
        folder = Path(submitted)
        student = one_line(folder.parent.name, 80)
        try:
            if folder.is_symlink():  # to the solutions, say, or to another's work
                raise ValueError("its folder is a link; put the folder itself in its place")
            _check_names(converter, submitted)
            problems = list(_leave_out_of(converter, folder))
        except (OSError, ValueError) as error:
            del converter.assignments[submitted]
            converter.log.error("The submission of %s cannot be graded: %s", student, one_line(error, 300))
            continue
        for problem in problems:
            converter.log.warning("%s: %s", student, problem)
        if problems:
            said[folder] = [plain(problem) for problem in problems]
    return said


def plain(text: str) -> str:
    """A text as Markdown that shows it as it is."""
    return re.sub(r"([\\`*\[\]<>!|~$&])", r"\\\1", text)


def as_plain(markdown: str) -> str:
    """The text that `plain` made Markdown of."""
    return re.sub(r"\\([\\`*\[\]<>!|~$&])", r"\1", markdown)


def _check_names(converter: BaseConverter, submitted: str) -> None:
    """Pass over notebooks whose names nbgrader cannot work with. Raises ValueError if it is the folder's."""
    source = converter._format_source("(?P<assignment_id>.*)", "(?P<student_id>.*)", escape=True)
    if not re.match(source, submitted) or not _is_writable(Path(submitted).parent.name):
        raise ValueError("the name of the folder has signs in it that cannot be shown; rename it")
    files = converter.assignments[submitted]
    kept = [file for file in files if _is_writable(Path(file).name)]
    if len(kept) < len(files):
        converter.log.error("A notebook of %s has a name that cannot be shown; it is left out", Path(submitted).parent)
    if not kept:
        raise ValueError("no notebook in it has a name that can be shown; rename it")
    converter.assignments[submitted] = kept


def _is_writable(name: str) -> bool:
    """Whether a name is UTF-8 and on one line, so that a gradebook and a log can have it."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return name.isprintable()


def _leave_out_of(converter: BaseConverter, folder: Path) -> Iterator[str]:
    """Leave out of one submission what is to be; say what. Raises OSError if even that cannot be done."""
    time = folder / TIMESTAMP
    if os.path.lexists(time) and not _is_timestamp(time, folder):
        time.rename(_free_name(folder))
        yield f"The {TIMESTAMP} is not a time; it is renamed, and not used"
    course = converter.coursedir
    masters = Path(course.format_path(course.source_directory, ".", course.assignment_id))
    bad = list(itertools.islice(_no_good(folder, masters), MOST_NAMED + 1))
    skipped = [path for path, _ in bad]
    if len(bad) > MOST_NAMED or len(list(itertools.islice(_paths(folder, skipped), MOST_FILES + 1))) > MOST_FILES:
        if len(list(itertools.islice(os.walk(folder), MOST_FOLDERS + 1))) > MOST_FOLDERS:
            raise ValueError(f"it has more than {MOST_FOLDERS} folders")
        course.ignore = [*course.ignore, glob.escape(str(folder))]  # its notebooks are graded all the same
        yield "All files beside the notebook are too many, or too odd, to copy; they are left out"
        return
    for path, why in bad:
        course.ignore = [*course.ignore, glob.escape(str(path))]
        yield f"{one_line(path.relative_to(folder), 100)} {why}; it is left out"


def _no_good(folder: Path, masters: Path) -> Iterator[tuple[Path, str]]:
    """What nbgrader could not copy, or should not, and why; not the notebooks themselves."""
    large = [path for path in folder.iterdir() if path.is_dir() and not path.is_symlink() and _is_large(path)]
    yield from ((path, f"has more than {MOST_FILES // 2} files") for path in large)
    left = MOST_BYTES
    for path in _paths(folder, large):
        if len(os.fsencode(path.relative_to(folder))) > LONGEST_PATH:
            yield path, "lies too deep"
        elif not _is_own(path, folder):
            yield path, "is no file of theirs"
        elif not os.access(path, os.R_OK | (os.X_OK if path.is_dir() else 0)):
            yield path, "may not be read"
        elif _is_another_kind(masters / path.relative_to(folder), path):
            yield path, "is in the place of the course's own"
        elif path.is_file():
            size = path.stat().st_size
            if size > min(LARGEST_FILE, left):
                yield path, f"is too large ({size / 2**20:.0f} MB)"
            else:
                left -= size


def _is_large(folder: Path) -> bool:
    """Whether a folder has so many files that it is no part of an answer: a .git, a node_modules."""
    return len(list(itertools.islice(_paths(folder, []), MOST_FILES // 2 + 1))) > MOST_FILES // 2


def _paths(folder: Path, without: list[Path]) -> Iterator[Path]:
    """What lies beside the notebooks, without following links; not what is so deep that it has no path."""
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if Path(place, name) not in without]
        for name in sorted([*folders, *files]):
            if not name.endswith(".ipynb") and Path(place, name) not in without:
                yield Path(place, name)


def _is_own(path: Path, folder: Path) -> bool:
    """Whether it is a file or folder of the submission: no link out of it or nowhere, no pipe, socket or device."""
    try:
        return path.resolve().is_relative_to(folder.resolve()) and (path.is_file() or path.is_dir())
    except (OSError, RuntimeError):  # a circle of links
        return False


def _is_another_kind(master: Path, path: Path) -> bool:
    """Whether the course has a file where this is a folder, or the other way round."""
    return (master.is_file() and path.is_dir()) or (master.is_dir() and not path.is_dir())


def _free_name(folder: Path) -> Path:
    names = itertools.chain([f"unreadable-{TIMESTAMP}"], (f"unreadable-{n}-{TIMESTAMP}" for n in itertools.count(2)))
    return next(folder / name for name in names if not os.path.lexists(folder / name))


def _is_timestamp(file: Path, folder: Path) -> bool:
    if not (_is_own(file, folder) and file.is_file() and file.stat().st_size <= LONGEST):
        return False
    try:
        text = file.read_text(encoding="utf-8").strip()
        return not text or parse_utc(text).year in YEARS  # an empty one nbgrader passes over itself
    except Exception:  # dateutil raises what the digits lead it to
        return False
