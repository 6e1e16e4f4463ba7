"""What a learner reads in the terminal: which file is graded, a line an exercise, the points together."""

import sys
from datetime import datetime

from rich.console import Console
from rich.table import Table
from rich.text import Text

from gradus.learn.command_lines import gradus
from gradus.learn.place import shown
from gradus.submit.grade import NOT_ATTEMPTED, Check
from gradus.submit.which import Handed

ALL_OR_NONE = "A check gives all of its points, or none: one line of it that fails costs them."
WIDTH = 100  # characters, where the output is no terminal


def console() -> Console:
    return Console(width=None if sys.stdout.isatty() else WIDTH, highlight=False)


def show_points(checks: list[Check], labels: dict[str, str]) -> None:
    """Print the table of the exercises, in the notebook's order, and the points together. labels: 1.5 tangent."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("exercise", "points", ""):
        table.add_column(heading, no_wrap=bool(heading))
    for exercise in dict.fromkeys(check.exercise for check in checks):
        table.add_row(labels.get(exercise, exercise), *_row([check for check in checks if check.exercise == exercise]))
    points, most = total(checks)
    console().print(table)
    print(f"\n{points:g} of {most:g} points.", end=" ")
    if points < most:
        print("Mend what you like, save, and submit again: hidden checks then draw other numbers.")
        if is_all_or_none(checks):
            print(ALL_OR_NONE)
    else:
        print("There is nothing left to mend.")


def total(checks: list[Check]) -> tuple[float, float]:
    """The points, and how many there are; without what a person would have to look at."""
    counted = [check for check in checks if not check.by_hand]
    return sum(check.points for check in counted), sum(check.most for check in counted)


def is_all_or_none(checks: list[Check]) -> bool:
    """Whether some have failed, and none gave a part of its points, as a test of an instructor's own may."""
    counted = [check for check in checks if not check.by_hand and check.says != NOT_ATTEMPTED]
    points = [check.points / check.most for check in counted if check.most]
    return 0 in points and not {*points} - {0, 1}


def say_what_is_graded(handed: Handed, other: str | None) -> None:
    """Print which file it is, and as of when; if nobody named it, how one names another unit."""
    saved = moment(handed.saved, datetime.now())
    print(f"Grading {shown(handed.file)}, as it was saved at {saved}. What is not saved is not in it.", flush=True)
    if handed.others:
        name = gradus("submit", shown(handed.others[0]))
        also = " and ".join(file.name for file in handed.others)
        print(f"There are answers of this unit in {also}, too, saved before: `{name}` grades that one.", flush=True)
    if other:
        number = other.partition("_")[0].lstrip("0") or "0"
        print(f"It was saved last; for another unit name it, as in `{gradus('submit', number)}`.", flush=True)


def moment(then: datetime, now: datetime) -> str:
    """The time of day; with the date, if it was another one."""
    return then.strftime("%H:%M" if then.date() == now.date() else "%H:%M on %d %B %Y")


def _row(checks: list[Check]) -> tuple[Text, Text]:
    """Points of an exercise, and why some are missing."""
    points, most = total(checks)
    if not most:
        return Text("–"), Text("is graded by a person", "dim")
    failed, try_it = next(((c.says, c.try_it) for c in checks if c.says and c.points < c.most), ("", ""))
    colour = "green" if points == most else "dim" if failed == NOT_ATTEMPTED else "red"
    return Text(f"{points:g} of {most:g}", colour), Text("\n".join(filter(None, [failed, try_it])))
