"""Reads what grading left in autograded/: how each check ended, what was answered, and what went wrong besides.

Each notebook is read once, and little of it is kept, so that a class of thousands may be read one after another.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from gradus.checks.mistakes import exercises, mistakes_in, sentence_of
from gradus.grading.submission import LARGEST, OURS, PROBLEM
from gradus.grading.submitted_files import plain
from gradus.judge.sanitize import FAULTS, one_line

MOST_OF_A_FAULT = 1000  # characters
Ending = Literal["passed", "untried", "stopped", "wrong"]


@dataclass(frozen=True)
class Check:
    """How a check ended."""

    ending: Ending
    mistake: str = ""
    """The function name of the known mistake that explains it."""
    said: str = ""


@dataclass(frozen=True)
class GradedNotebook:
    """One student's graded notebook. Checks and answers are by grade_id."""

    checks: dict[str, Check] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    faults: tuple[str, ...] = ()
    """What is wrong besides answers, a sentence each, in Markdown. They may quote a student."""
    could_be_graded: bool = True
    seconds: float = 0.0
    """How long the judge ran its cells."""


UNREADABLE = GradedNotebook(faults=("the graded notebook cannot be read",), could_be_graded=False)


def read_graded(file: Path) -> GradedNotebook:
    """What a notebook in autograded/ tells. One that cannot be read has this as its fault, and was not graded."""
    try:
        if file.stat().st_size > 4 * LARGEST:  # it has the outputs, too
            return UNREADABLE
        return graded_in(file.read_bytes())
    except OSError:
        return UNREADABLE


def read_all(folder: Path, names: Iterable[str]) -> dict[str, GradedNotebook]:
    """What one student's graded notebooks tell, by their names. One of several that was not handed in says so."""
    found = {name: read_graded(folder / f"{name}.ipynb") for name in names}
    if any(page is not UNREADABLE for page in found.values()):
        for name, page in found.items():
            if page is UNREADABLE and not (folder / f"{name}.ipynb").exists():
                found[name] = GradedNotebook(faults=(f"{plain(name)}.ipynb was not handed in",), could_be_graded=False)
    return found


def are_refused(pages: dict[str, GradedNotebook]) -> bool:
    """Whether grading has found nothing in these notebooks that it could grade; not if they are not there."""
    found = [page for page in pages.values() if page is not UNREADABLE]
    return bool(found) and not any(page.could_be_graded for page in found)


def graded_in(content: bytes) -> GradedNotebook:
    """The same of the content of such a file."""
    try:
        cells = [cell for cell in json.loads(content)["cells"] if isinstance(cell, dict)]
    except (ValueError, KeyError, TypeError, RecursionError):
        return UNREADABLE
    checks, answers, faults = {}, {}, []
    seconds = 0.0
    for cell in cells:
        source, metadata = _text(cell.get("source")), _dict(cell.get("metadata"))
        marks = _dict(metadata.get("nbgrader"))
        if cell.get("cell_type") == "markdown" and source.startswith(OURS):
            faults.append(source.replace("**", ""))
        errors = [o for o in _list(cell.get("outputs")) if _dict(o).get("output_type") == "error"]
        said = [one_line(_text(e.get("evalue")), MOST_OF_A_FAULT) for e in errors if e.get("ename") in FAULTS]
        faults += map(plain, said)
        seconds += _seconds(_dict(metadata.get("execution")))
        if name := _text(marks.get("grade_id")):
            if marks.get("solution"):
                answers[name] = source
            elif marks.get("grade"):
                checks[name] = _check(name, _text(_dict(metadata.get("gradus")).get("mistake")), errors)
    could = not any(c.get("cell_type") == "markdown" and _text(c.get("source")).startswith(PROBLEM) for c in cells)
    return GradedNotebook(checks, answers, tuple(faults), could, seconds)


def exercise_of_check(grade_id: str) -> str:
    """The exercise that a check cell of a built course asks for: of check-slope-order, slope."""
    return grade_id.removeprefix("check-").partition("-")[0]


def sentence_for(exercise: str, mistake: str) -> str:
    """What a mistake of this name tells the learner; its name, if no such mistake is known any more."""
    for name in (exercise, *exercises()):  # an exercise may fail by a mistake of one that it builds on
        for known in mistakes_in(name):
            if known.__name__ == mistake:
                return sentence_of(known)
    return mistake


def _check(grade_id: str, mistake: str, errors: list[dict]) -> Check:
    if not errors:
        return Check("passed")
    names, said = {error.get("ename") for error in errors}, _text(errors[-1].get("evalue"))
    if names & {*FAULTS}:
        return Check("stopped", said=said)
    if "NotAttempted" in names:
        return Check("untried", said=said)
    return Check("wrong", mistake or _named_by_sentence(exercise_of_check(grade_id), said), said)


def _named_by_sentence(exercise: str, said: str) -> str:
    """The mistake whose sentence is a line of what was said: notebooks of older gradings do not keep its name."""
    lines = set(said.splitlines()[1:])
    for name in (exercise, *exercises()) if lines else ():
        for mistake in mistakes_in(name):
            if sentence_of(mistake) in lines:
                return mistake.__name__
    return ""


def _seconds(execution: dict[str, Any]) -> float:
    try:
        began, ended = (datetime.fromisoformat(execution[k]) for k in ("iopub.execute_input", "shell.execute_reply"))
        return max(0.0, (ended - began).total_seconds())
    except (KeyError, TypeError, ValueError):
        return 0.0


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "".join(part for part in value if isinstance(part, str))
    return value if isinstance(value, str) else ""


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
