"""Which notebook is meant, and which master it is graded by."""

import os
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from gradus.errors import GradusError
from gradus.grading.renamed import answered, names_of
from gradus.grading.submission import Unreadable, read_notebook
from gradus.learn.command_lines import gradus
from gradus.learn.unit_names import unit_named
from gradus.progress.record import workspace_of

PUT_AWAY = re.compile(r".*-old(-\d+)?")
"""What `gradus reset` calls a file that it has put another in the place of."""


class Handed(NamedTuple):
    """A notebook that is handed in: the master's unit and file, the learner's file, and when that was saved.

    others: that have answers of the same unit, and were saved before.
    """

    unit: str
    master: Path
    file: Path
    saved: datetime
    others: tuple[Path, ...] = ()

    @property
    def workspace(self) -> Path:
        found = workspace_of(self.file.parent)
        assert found, self.file
        return found


def choose(course: Path, workspace: Path, named: str | None) -> Handed:
    """The notebook that is meant. named: a unit, a notebook, or None for the one that was saved last.

    Of a unit it is also the one that was saved last, whatever its name, of those with answers of that unit in them.
    Raises GradusError if there is none, if it is damaged, and where the course has no masters.
    """
    masters = _masters(course)
    units = dict.fromkeys(master.parent.name for master in masters)
    if named is None:
        return _saved_last(workspace, masters, "exercise notebook in your copies")
    for place in (Path(named), workspace / named):
        if place.is_file() or place.suffix == ".ipynb" and os.path.lexists(place):
            return _look_at(Path(os.path.abspath(place)), masters)
    if not (unit := unit_named(named, units)):
        raise GradusError(f"There is no unit and no notebook {named!r}. The units are {', '.join(units)}.")
    return _saved_last(
        workspace, {m: ids for m, ids in masters.items() if m.parent.name == unit}, f"notebook of {unit}"
    )


def _masters(course: Path) -> dict[Path, set[str]]:
    """The instructor's notebooks, and the names of the answers and tests in each."""
    files = sorted((course / "source").glob("*/*.ipynb"))
    if not files:
        raise GradusError(
            f"{course} has nothing to grade by, as in the folder of a class: your instructor grades your notebooks."
        )
    try:
        return {file: names_of(read_notebook(file)) for file in files}
    except Unreadable as error:
        raise GradusError(f"A master below {course / 'source'} is {error}: get the course anew.") from error


def _saved_last(workspace: Path, masters: dict[Path, set[str]], what: str) -> Handed:
    """The notebook in the folders of these masters that was saved last, of those that have answers."""
    found = []
    for master in masters:
        for file in _notebooks(workspace / master.parent.name):
            try:
                handed = _of(file, masters)
            except (Unreadable, OSError):
                if file.name != master.name:
                    continue
                handed = _handed(master, file)  # it is the learner's work, or was
            if handed:
                found.append(handed)
    expected = [workspace / master.parent.name / master.name for master in masters]
    if not found and not any(map(os.path.lexists, expected)):
        raise GradusError(f"{expected[0]} is missing: `{gradus('learn')}` hands it out anew.")
    if not found:
        put_away = [
            file for one in masters for file in (workspace / one.parent.name).glob("*.ipynb") if _is_put_away(file)
        ]
        others = f" ({put_away[0].name} is not looked at: copy from it what you want to keep.)" if put_away else ""
        raise GradusError(
            f"No {what} has an answer in it yet: answer an exercise, save the notebook in JupyterLab (Ctrl+S), and try "
            f"again.{others}"
        )
    last = max(found, key=lambda handed: handed.saved)
    earlier = sorted(one.file for one in found if one.unit == last.unit and one.file != last.file)
    return _look_at(last.file, masters)._replace(others=tuple(earlier))


def _notebooks(folder: Path) -> Iterator[Path]:
    for file in sorted(folder.glob("*.ipynb")):
        if not file.name.startswith(".") and not _is_put_away(file) and file.is_file():
            yield file


def _is_put_away(file: Path) -> bool:
    """Whether `gradus reset` has kept it under this name."""
    return bool(PUT_AWAY.fullmatch(file.stem))


def _look_at(file: Path, masters: dict[Path, set[str]]) -> Handed:
    """This notebook, if it can be graded. Raises GradusError otherwise."""
    if not workspace_of(file.parent):
        raise GradusError(f"{file} is in no workspace: put it among your copies, into the folder of its unit.")
    try:
        handed = _of(file, masters)
        if handed is None and not any(ids & names_of(read_notebook(file)) for ids in masters.values()):
            raise GradusError(f"{file} has no exercises in it that could be graded: name an exercise notebook.")
    except Unreadable as error:
        way_out = "Name another notebook."
        if (file.parent.name, file.name) in {(master.parent.name, master.name) for master in masters}:
            way_out = (
                f"If it cannot be mended, `{gradus('reset', str(file))}` brings the original back and keeps this one."
            )
        raise GradusError(f"{file} cannot be graded: it is {error}. {way_out}") from error
    except OSError as error:
        raise GradusError(f"{file} cannot be read ({error.strerror}): make it yours.") from error
    if handed is None:
        raise GradusError(f"{file} has no answer in it yet: answer an exercise, save it (Ctrl+S), and try again.")
    return handed


def _of(file: Path, masters: dict[Path, set[str]]) -> Handed | None:
    """A notebook with the master that it has most in common with; None if it has no answers. Raises Unreadable."""
    notebook = read_notebook(file, with_outputs=False)
    master = max(masters, key=lambda one: len(masters[one] & names_of(notebook)))
    return _handed(master, file) if answered(notebook, masters[master]) else None


def _handed(master: Path, file: Path) -> Handed:
    saved = datetime.fromtimestamp(file.stat().st_mtime).astimezone()
    return Handed(master.parent.name, master, file, saved)
