"""`gradus diff`: what is new in a lesson or exercise since the copy that a learner has."""

import difflib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.text import Text

from gradus.errors import GradusError
from gradus.learn import versions
from gradus.learn.notebook_content import MALFORMED, fingerprint
from gradus.learn.unit_names import unit_named
from gradus.learn.workspace import originals
from gradus.whole_files import read_present, unwritable

AROUND = 2  # lines that are shown before and after what is new
COLOURS = {"+": "green", "-": "red", "·": "dim"}


def show_difference(course: Path, workspace: Path, named: str | None) -> None:
    """Print what is new in a unit, or in all of them. Raises GradusError if there is no such unit."""
    console = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
    lines = list(difference(course, workspace, named))
    for line in lines or ["Nothing is new."]:
        console.print(Text(line, COLOURS.get(line[:1], "")))


def difference(course: Path, workspace: Path, named: str | None) -> Iterator[str]:
    """Lines for people: for each notebook what it is compared with, then the lines that differ, as `diff -u` has them.

    It is compared with what the learner's copy was made of; if that is the newest, with what was there before it.
    """
    newest = {name: content for name, content in originals(course).items() if name.suffix == ".ipynb"}
    units = list(dict.fromkeys(name.parts[0] for name in newest))
    unit = unit_named(named, units) if named else None
    if named and not unit:
        raise GradusError(f"There is no unit {named!r}. The units are {', '.join(units)}.")
    for name, content in newest.items():
        if unit in (None, name.parts[0]):
            try:
                known, own = versions.kept(workspace, name), read_present(workspace / name)
            except OSError as error:
                raise unwritable(workspace, error) from error
            if known.present is None:
                yield from _compared(f"{name}, beside yours, but for answers", own, content, with_answers=False)
            elif fingerprint(name.name, known.present) != fingerprint(name.name, content):
                yield from _compared(f"{name}: the newest, beside what your copy was made of", known.present, content)
            else:
                yield from _compared(f"{name}: what came with the last update", known.before, content)


def _compared(heading: str, old: bytes | None, new: bytes, with_answers: bool = True) -> Iterator[str]:
    """The heading and the lines that differ, if there are any."""
    if old is None:
        return
    lines = difflib.unified_diff(_lines(old, with_answers), _lines(new, with_answers), n=AROUND, lineterm="")
    shown = ["···" if line.startswith("@@") else line for line in list(lines)[2:]]
    if shown:
        yield from (heading, *shown, "")


def _lines(content: bytes, with_answers: bool) -> list[str]:
    """The text of a notebook's cells; none of one that is damaged."""
    found = []
    try:
        for cell in json.loads(content)["cells"]:
            if with_answers or not cell["metadata"].get("nbgrader", {}).get("solution"):
                kind = "code" if cell["cell_type"] == "code" else "text"
                found += [f"── {kind}", *"".join(cell["source"]).splitlines()]
    except MALFORMED:
        return []
    return found
