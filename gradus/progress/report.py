"""`gradus progress`: how far a learner is, in the terminal, and how they forget it."""

import contextlib
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

from rich.console import Console
from rich.table import Table

from gradus.errors import GradusError
from gradus.progress.record import events, file_of
from gradus.progress.start_page import describe, write_page
from gradus.progress.summary import Event, next_place, standings, submitted
from gradus.progress.units import read_units

WEEKS = 4
BARS = "▁▂▃▄▅▆▇█"


def show(course: Path, workspace: Path) -> None:
    """Print a table of the units, what is next, and the last weeks. Raises GradusError if the record cannot be read."""
    happened = events(workspace)
    standing = standings(read_units(course), happened)
    table = Table(box=None, pad_edge=False)
    table.add_column("unit")
    for column in ("exercises", "questions", "points"):
        table.add_column(column, justify="right")
    for one in standing:
        unit, most = one.unit, sum(exercise.points for exercise in one.unit.exercises)
        table.add_row(
            f"{unit.number} · {unit.title}",
            f"{len(one.passed)} of {len(unit.exercises)}",
            f"{len(one.predicted)} of {len(unit.predictions)}",
            f"{one.points:g} of {most:g}",
        )
    console = Console(width=None if sys.stdout.isatty() else 100, highlight=False)
    console.print(table)
    for one in standing:
        if told := submitted(one):
            console.print(f"Unit {one.unit.number}, {told}.", markup=False)
    console.print(f"\nNext: {describe(next_place(standing, happened)).replace('`', '').replace('*', '')}", markup=False)
    console.print(weeks(happened, datetime.now().astimezone().date()), markup=False)


def weeks(happened: list[Event], today: date) -> str:
    """A bar for each day of the last weeks: how much was checked and predicted."""
    days = [today - timedelta(days=back) for back in reversed(range(7 * WEEKS))]
    done = (event for event in happened if event["kind"] in ("check", "prediction"))
    counts = Counter(datetime.fromisoformat(event["time"]).date() for event in done)
    most = max(counts[day] for day in days)
    if not most:
        return f"Nothing was checked or predicted in the last {WEEKS} weeks."
    bars = "".join(BARS[(counts[day] * 8 - 1) // most] if counts[day] else "·" for day in days)
    return (
        f"Checks and predictions of the last {WEEKS} weeks, a bar a day:\n"
        f"{bars} {counts[today]} today, {most} on the fullest day."
    )


def forget(course: Path, workspace: Path, confirm: Callable[[str], bool]) -> None:
    """Delete the record after a question that says what goes. Raises GradusError if that is not possible."""
    file = file_of(workspace)
    if not file.exists():
        print(f"Nothing is kept in {file}.")
        return
    print(f"{file} holds what you checked and predicted, {len(events(workspace))} lines. Your notebooks stay.")
    if not confirm("Delete it?"):
        print("Nothing was deleted.")
        return
    try:
        file.unlink()
    except OSError as error:
        raise GradusError(f"{file} cannot be deleted ({error.strerror or error}): make it yours.") from error
    with contextlib.suppress(OSError):  # the next start of JupyterLab writes it
        write_page(workspace, read_units(course), (course / "solutions").is_dir())
    print("Deleted; the count begins anew. Your guesses stay, in the predictions.jsonl beside each lesson.")
