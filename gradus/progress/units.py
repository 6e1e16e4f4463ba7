"""What a course asks of a learner: its units with their exercises, points and predictions, read from its notebooks."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from gradus.errors import GradusError

PREDICTION = re.compile(r"^@Predict\(.*?\)\ndef (\w+)", re.DOTALL | re.MULTILINE)
NUMBER = re.compile(r"\d+(\.\d+)+(?=\s)")
"""Of an exercise, at its heading's beginning."""


class Prediction(NamedTuple):
    """name: of the function that it stands above. cell: the id of its cell."""

    name: str
    cell: str


class Exercise(NamedTuple):
    """cell: the id of the text above its answer. checks: the ids of its check cells."""

    name: str
    title: str
    cell: str
    checks: tuple[str, ...]
    points: float

    @property
    def number(self) -> str:
        """1.5, if the heading begins so; or else the name."""
        found = NUMBER.match(self.title)
        return found[0] if found else self.name

    @property
    def label(self) -> str:
        """As in 1.5 tangent."""
        return self.name if self.number == self.name else f"{self.number} {self.name}"


class Unit(NamedTuple):
    """A lesson and its exercises, either of which may be missing.

    lesson, notebook: of the lesson and the exercises, as they are named in a workspace; "" if missing.
    minutes: that the lesson takes, if it says so. texts: of its check cells, with their ids.
    """

    name: str
    title: str
    lesson: str
    minutes: int | None
    predictions: tuple[Prediction, ...]
    notebook: str
    exercises: tuple[Exercise, ...]
    texts: dict[str, str]

    @property
    def number(self) -> str:
        return self.name.partition("_")[0].lstrip("0") or "0"


def read_units(course: Path) -> list[Unit]:
    """The units of a course, in order. Raises GradusError if one of its notebooks cannot be read."""
    lessons = {file.stem: file for file in (course / "course").glob("*.ipynb")}
    exercises = {file.parent.name: file for file in sorted((course / "release").glob("*/*.ipynb"), reverse=True)}
    return [_unit(name, lessons.get(name), exercises.get(name)) for name in sorted(lessons | exercises)]


def _unit(name: str, lesson: Path | None, exercises: Path | None) -> Unit:
    read, asked = (list(_cells(file)) if file else [] for file in (lesson, exercises))
    prose = [text for kind, _, text, _ in (read or asked) if kind == "markdown"]
    heading = re.search(r"^# (.+)$", "\n".join(prose), re.MULTILINE)
    minutes = re.search(r"About (\d+) minutes", prose[0]) if read and prose else None
    return Unit(
        name,
        heading[1].strip() if heading else name,
        f"{name}/lesson.ipynb" if lesson else "",
        int(minutes[1]) if minutes else None,
        tuple(Prediction(found, cell) for _, cell, text, _ in read for found in PREDICTION.findall(text)),
        f"{name}/{exercises.name}" if exercises else "",
        tuple(_exercises(asked)),
        {text: marks["grade_id"] for _, _, text, marks in asked if _is_check(marks)},
    )


def _exercises(cells: list[tuple[str, str, str, dict[str, Any]]]) -> Iterator[Exercise]:
    """Those that checks grade; what a person grades is handed in, and nobody knows here whether it is right."""
    heading = above = ""
    for kind, cell, text, marks in cells:
        if kind == "markdown":
            above = cell
            heading = ([heading] + re.findall(r"^## (.+)$", text, re.MULTILINE))[-1]
        if not marks.get("solution"):
            continue
        name = marks["grade_id"]
        checks = {m["grade_id"]: m["points"] for *_, m in cells if _is_check(m) and exercise_of(m["grade_id"]) == name}
        if checks:
            yield Exercise(name, heading, above, tuple(checks), sum(checks.values()))


def exercise_of(check: str) -> str:
    """The exercise that a check cell belongs to, by its name: check-Tape-again is one of Tape."""
    return check.removeprefix("check-").partition("-")[0]


def _is_check(marks: dict[str, Any]) -> bool:
    return bool(marks.get("grade")) and not marks["solution"]


def _cells(file: Path) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """Kind, id, text and nbgrader's marks of each cell."""
    try:
        for cell in json.loads(file.read_bytes())["cells"]:
            marks = cell["metadata"].get("nbgrader", {})
            yield cell["cell_type"], cell.get("id", ""), "".join(cell["source"]), marks
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise GradusError(f"{file} cannot be read: get the course anew, or build it with `gradus build`.") from error
