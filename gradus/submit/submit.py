"""From a learner's notebook to its feedback page, a table, and a line in their progress."""

import contextlib
import html
import re
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from gradus.errors import GradusError, fitted
from gradus.grading.submission import read_notebook
from gradus.learn.place import shown
from gradus.progress import record
from gradus.progress.notebook import short_hash
from gradus.progress.start_page import write_page
from gradus.progress.units import read_units
from gradus.submit import show
from gradus.submit.grade import Check, Graded, grade, has_sandbox
from gradus.submit.which import Handed, choose
from gradus.whole_files import read_present, unwritable, write_whole

MADE_HERE = b'<meta name="generator" content="gradus submit">'
"""In a page that the next one may take the place of."""


def submit(course: Path, workspace: Path, named: str | None) -> None:
    """Grade the notebook that is meant, print what came of it, and lay the feedback page beside it.

    named: see `which.choose`. Raises GradusError if there is nothing to grade, if nothing came of it, or if the page,
    which comes last, cannot be written.
    """
    try:
        handed, units = choose(course, workspace, named), read_units(course)
        show.say_what_is_graded(handed, None if named else other_unit(handed))
        if not (in_sandbox := has_sandbox()):
            print("Nothing here can shut your code in, so it runs as in your notebook: it is your own.", flush=True)
        began, answers = datetime.now(), answers_in(handed)
        with show.console().status("This takes about a minute."):
            graded = grade(course, handed, in_sandbox)
    except KeyboardInterrupt:
        raise GradusError("Stopped: nothing was graded, and nothing written.") from None
    show.show_points(
        graded.checks, {e.name: e.label for unit in units if unit.name == handed.unit for e in unit.exercises}
    )
    try:
        record.note(handed.workspace, {"kind": "submission", "unit": handed.unit, **result(graded.checks, answers)})
        with contextlib.suppress(OSError):  # it says of which time it is
            write_page(handed.workspace, units, (course / "solutions").is_dir())
    except GradusError as error:
        print(fitted(f"gradus: {error}", sys.stderr), file=sys.stderr)
    page = lay_beside(handed.file.parent, dated(graded, handed, began))
    said = f"Each check is in {shown(page)}: in JupyterLab, double-click it on the left. If it is open, close it first."
    print(fitted(said, sys.stdout))


def other_unit(handed: Handed) -> str:
    """The first unit that has exercises, if this is not it; or the next; "" if there is only one."""
    others = sorted({file.parent.name for file in handed.master.parent.parent.glob("*/*.ipynb")} - {handed.unit})
    return next((unit for unit in others if not unit.startswith("00_")), others[0] if others else "")


def answers_in(handed: Handed) -> dict[str, str]:
    """The code of each answer cell, by exercise."""
    cells = read_notebook(handed.file, with_outputs=False).cells
    marked = [(cell.metadata.get("nbgrader", {}), cell.source) for cell in cells]
    return {marks["grade_id"]: source for marks, source in marked if marks.get("solution")}


def result(checks: list[Check], answers: dict[str, str]) -> dict[str, Any]:
    """What is kept of a submission: points, which exercises earned all of theirs, and a hash of the answers left."""
    points, most = show.total(checks)
    counted = [check for check in checks if not check.by_hand]
    whole = {check.exercise: True for check in counted} | {c.exercise: False for c in counted if c.points < c.most}
    left = {name: short_hash(answers[name]) for name, is_whole in whole.items() if not is_whole and name in answers}
    return {"points": points, "max": most, "exercises": whole, "attempts": left}


def dated(graded: Graded, handed: Handed, at: datetime) -> bytes:
    """The page with a line at its top: which file it is about, as of when, and how checks give points."""
    all_or_none = f" {show.ALL_OR_NONE}" if show.is_all_or_none(graded.checks) else ""
    name, saved = html.escape(handed.file.name), show.moment(handed.saved, at)
    line = f"<p>{name} as it was saved at {saved}, graded at {at:%H:%M on %d %B %Y}.{all_or_none}</p>"
    return re.sub(rb'(<div class="panel-heading">)', lambda begins: begins[0] + line.encode(), graded.page, count=1)


def lay_beside(folder: Path, page: bytes) -> Path:
    """Write feedback.html into the folder, whole, in the place of an earlier one; of no other file that has the name.

    Raises GradusError if it cannot be written.
    """
    page = re.sub(rb"(<head[^>]*>)", rb"\1" + MADE_HERE, page, count=1)
    number = 1
    try:
        while True:
            file = folder / f"feedback{f'-{number}' if number > 1 else ''}.html"
            present = None if file.is_dir() else read_present(file)
            is_free = not file.exists() or (present is not None and MADE_HERE in present)
            if is_free and not file.is_symlink() and write_whole(file, page, replacing=present):
                return file
            number += 1
    except OSError as error:
        raise unwritable(folder, error) from error
