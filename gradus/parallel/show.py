"""What an instructor sees while a class is graded, and in the end."""

import statistics
import time
from collections.abc import Iterable

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from gradus.parallel.crew import Crew
from gradus.parallel.run import Done
from gradus.parallel.task import Submission

SLOW = 10  # seconds, after which it is said who is being graded
NAMED = 3
MOST_CHANGES = 100


class Rate(ProgressColumn):
    """Submissions a minute, since the first was done."""

    def render(self, task: Task) -> Text:
        return Text(f"{60 * task.speed:.0f} a minute" if task.speed else "")


class Slow(ProgressColumn):
    """Who has been graded for long."""

    def __init__(self, crew: Crew[Submission]):
        super().__init__()
        self._crew = crew

    def render(self, task: Task) -> Text:
        now = time.monotonic()
        late = [(now - began, one.student) for one, began in self._crew.at_work() if now - began > SLOW]
        late.sort(reverse=True)
        return Text(", ".join(f"{student} {seconds:.0f} s" for seconds, student in late[:NAMED]), style="yellow")


def follow(results: Iterable[Done], number: int, crew: Crew[Submission], console: Console) -> list[Done]:
    """Show a bar until all is done; a fault is said at once."""
    columns = [TextColumn("Grading"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn(), Slow(crew)]
    done = []
    with Progress(*columns, console=console) as progress:
        bar = progress.add_task("grading", total=number)
        for one in results:
            done.append(one)
            progress.advance(bar)
            if one.fault:
                progress.console.print(Text.assemble((f"{one.student}: ", "bold red"), one.fault))
            for line in one.result.log if one.result and not one.fault else ():
                progress.console.print(Text(line, style="yellow"))
    return done


def changes(done: list[Done]) -> Table | None:
    """Whose points are others than an earlier grading gave, by check, with what it said and says; None if nobody's."""
    found = sorted(change for one in done for change in one.changes)
    if not found:
        return None
    table = Table("student", "check", "points", "said", "says", box=None, pad_edge=False)
    for change in found[:MOST_CHANGES]:
        points = f"{change.before:g} → {change.after:g}"
        table.add_row(*map(Text, (change.student, change.check, points, change.said, change.says)))
    if len(found) > MOST_CHANGES:
        table.add_row(f"and {len(found) - MOST_CHANGES} more")
    return table


def summary(done: list[Done], untouched: int, seconds: float) -> Table:
    """How many were graded, what they got, and how long it took."""
    totals = [
        sum(score or 0 for notebook in one.result.notebooks for score in notebook.scores.values())
        for one in done
        if one.result and not one.fault
    ]
    times = [one.result.seconds for one in done if one.result and one.is_new]
    by_hand = sum(
        score is None
        for one in done
        if one.result
        for notebook in one.result.notebooks
        for score in notebook.scores.values()
    )
    rows = [
        ("graded", str(sum(one.is_new and not one.fault for one in done))),
        ("taken from an earlier run", str(sum(not one.is_new and not one.fault for one in done))),
        ("as they were", str(untouched)),
        ("could not be graded", str(sum(bool(one.fault) for one in done))),
        ("cells to be graded by hand", str(by_hand)),
        ("points on average", f"{statistics.mean(totals):.2f}" if totals else ""),
        ("a submission, in the middle", f"{statistics.median(times):.2f} s" if times else ""),
        ("all in all", f"{seconds:.1f} s"),
    ]
    table = Table(box=None, show_header=False, pad_edge=False)
    for what, value in rows:
        if value not in ("", "0") or what == "graded":
            table.add_row(what, value)
    return table
