"""Notebooks that were handed in under another name: `derivatives (1).ipynb`, `my answers.ipynb`.

A browser, a learning platform or a student gives a file a new name. nbgrader looks at names alone, and would lose it.
Here a notebook is known by the names of its cells.
"""

import glob
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.converters.base import BaseConverter
from nbgrader.utils import compute_checksum, is_grade, is_solution

from gradus.grading.submitted_files import TIMESTAMP, plain
from gradus.judge.sanitize import one_line

MOST_FILES = 200  # that are looked at in one submission
ENDINGS = (".ipynb", ".txt", ".json")

Read = Callable[[Path], NotebookNode | None]


@dataclass(frozen=True)
class Taken:
    """What is graded in the place of a notebook that bears its name, and what is to be said of it.

    `file` is None if there is nothing to grade; then `says` is why.
    """

    file: Path | None
    says: str


@dataclass(frozen=True)
class _Candidate:
    file: Path
    cells: int  # that the instructor's notebook has too
    answered: int


def take_renamed(converter: BaseConverter, read: Read) -> dict[Path, Taken]:
    """Find a file for each notebook of the assignment in the submissions this run is to look at.

    nbgrader's list of them is brought up to date. Returns what differs from it, by the name nbgrader will ask for.
    read: a notebook, or None for what is none.
    """
    course, taken = converter.coursedir, dict[Path, Taken]()
    folder = Path(course.format_path(course.source_directory, ".", course.assignment_id))
    masters = {file.stem: ids for file in sorted(folder.glob("*.ipynb")) if (ids := names_of(read(file)))}
    pattern = course.format_path(course.submitted_directory, course.student_id, course.assignment_id)
    for submitted in sorted(glob.glob(pattern)) if masters else []:
        here, student = Path(submitted), Path(submitted).parent.name
        wanted = {name: ids for name, ids in masters.items() if fnmatch(name, course.notebook_id)}
        found = _look(here, masters, read)
        for name, choice in found.items():
            if name in wanted:
                converter.log.warning("%s of %s: %s", f"{name}.ipynb", student, choice.says)
                taken[here / f"{name}.ipynb"] = choice
        there = [name for name in wanted if name in found or (here / f"{name}.ipynb").is_file()]
        if not there and len(wanted) == len(masters):
            says = _says_nothing_found(here)
            converter.log.error("Nothing of %s can be graded: %s", student, says)
            there = list(wanted)
            taken |= {here / f"{name}.ipynb": Taken(None, says) for name in wanted}
        if there:
            converter.assignments[submitted] = [str(here / f"{name}.ipynb") for name in there]
    return taken


def _look(folder: Path, masters: dict[str, set[str]], read: Read) -> dict[str, Taken]:
    """For each notebook of the assignment, another file that is to be graded in its place, or that is passed over."""
    own = {name: folder / f"{name}.ipynb" for name in masters}
    files = (file for file in _files(folder) if len(masters) > 1 or file not in own.values())
    known = {file: notebook for file in files if (notebook := read(file)) is not None}
    swapped = {file for name, file in own.items() if file in known and _is_anothers(known[file], name, masters)}
    others = {file: notebook for file, notebook in known.items() if file in swapped or file not in own.values()}
    choices: dict[str, Taken] = {}
    for name, ids in masters.items():
        candidates = [_Candidate(file, len(ids & names_of(notebook)), answered(notebook, ids))
                      for file, notebook in others.items() if _belongs(notebook, name, masters)]  # fmt: skip
        candidates.sort(key=lambda one: (-one.answered, -one.cells, one.file.name))
        if not candidates:
            if own[name] in swapped:
                choices[name] = Taken(None, "it is another notebook of this assignment")
            continue
        best, rest = candidates[0], [_show(one.file, folder) for one in candidates[1:]]
        mine = read(own[name]) if own[name].exists() and own[name] not in swapped else None
        if mine is not None and (answered(mine, ids) or not best.answered):
            names = ", ".join([_show(best.file, folder), *rest])
            choices[name] = Taken(
                own[name], f"It is graded as it is named. {names} was handed in too, and is not graded."
            )
            continue
        says = (
            f"It was handed in as {_show(best.file, folder)}, which has {best.answered} of its answers and is graded."
        )
        if own[name].exists():
            why = "has none" if mine is not None else "is another" if own[name] in swapped else "is no notebook"
            says += f" The file {name}.ipynb itself {why}."
        if rest:
            says += f" It has the most answers; {', '.join(rest)} was handed in too, and is not graded."
        choices[name] = Taken(best.file, says)
    return choices


def _belongs(notebook: NotebookNode, name: str, masters: dict[str, set[str]]) -> bool:
    """Whether a notebook has graded cells of this one, and more of them than of any other of the assignment."""
    shared = {other: len(ids & names_of(notebook)) for other, ids in masters.items()}
    return shared[name] > 0 and shared[name] == max(shared.values())


def _is_anothers(notebook: NotebookNode, name: str, masters: dict[str, set[str]]) -> bool:
    """Whether nothing in a notebook is only this one's of the assignment, and something is only another's."""
    found = names_of(notebook)
    only = {one: ids.difference(*(masters[other] for other in masters if other != one)) for one, ids in masters.items()}
    mine = only.pop(name)
    return bool(mine) and not mine & found and any(ids & found for ids in only.values())


def _files(folder: Path) -> Iterator[Path]:
    """Files that may be notebooks, also in folders of the submission; no links, and nothing hidden."""
    count = 0
    for file in _walk(folder):
        hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
        if hidden or file.suffix not in ENDINGS or os.path.islink(file) or not os.path.isfile(file):
            continue
        if file.suffix != ".ipynb" and ".ipynb" not in file.name and file.suffix != ".json":
            continue
        count += 1
        if count > MOST_FILES:
            return
        yield file


def _walk(folder: Path) -> list[Path]:
    """All files, but for what lies so deep that it has no path."""
    return sorted(Path(place, name) for place, _, names in os.walk(folder) for name in names)


def _says_nothing_found(folder: Path) -> str:
    files = [file for file in _walk(folder) if os.path.isfile(file) and file.name != TIMESTAMP]
    names = ", ".join(_show(file, folder) for file in files[:5]) + (", …" if len(files) > 5 else "")
    return f"{names} is no notebook of this assignment" if names else "no file was handed in"


def _show(file: Path, folder: Path) -> str:
    """A student's name for a file, in quotes, harmless in a sentence."""
    return plain(repr(one_line(file.relative_to(folder).as_posix(), 100)))


def names_of(notebook: NotebookNode | None) -> set[str]:
    """The names of a notebook's answers and tests."""
    cells = notebook.cells if notebook is not None else []
    return {name for cell in cells if (is_grade(cell) or is_solution(cell)) and (name := _name(cell))}


def answered(notebook: NotebookNode, ids: set[str]) -> int:
    """How many answers are not what was handed out; nbgrader leaves a checksum of that in the cell."""
    found = {_name(cell) for cell in notebook.cells if is_solution(cell) and not _is_untouched(cell)}
    return len(found & ids)


def _is_untouched(cell: NotebookNode) -> bool:
    try:
        return bool(cell.metadata.nbgrader.get("checksum") == compute_checksum(cell))
    except (KeyError, TypeError, ValueError, AttributeError):
        return False


def _name(cell: NotebookNode) -> str | None:
    name = cell.metadata.nbgrader.get("grade_id")
    return name if isinstance(name, str) else None
