"""The numbers of the page as CSV and JSON."""

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import asdict

from gradus.export.csv_file import harmless
from gradus.report.numbers import Numbers


def as_json(numbers: Numbers) -> str:
    return json.dumps(asdict(numbers), ensure_ascii=False, indent=1)


def exercises_csv(numbers: Numbers) -> str:
    """A row for each mistake of each exercise; a row without a mistake for an exercise with none."""
    head = ["notebook", "exercise", "title", "points", "mean", "full", "part", "none", "not tried", "by hand",
            "discrimination", "mistake", "students", "points lost", "sentence", "lesson", "section"]  # fmt: skip
    rows = []
    for one in numbers.exercises:
        where = (one.section.lesson, one.section.heading) if one.section else ("", "")
        counts = [one.full, one.part, one.none, one.untried, one.pending]
        start = [one.notebook, one.name, one.title, one.points, one.mean, *counts, one.discrimination]
        found = [[m.name, m.students, m.points, m.sentence] for m in one.mistakes] or [["", 0, 0, ""]]
        rows += [[*start, *mistake, *where] for mistake in found]
    return _csv(head, rows)


def students_csv(numbers: Numbers) -> str:
    """A row for each student."""
    head = ["student", "name", "points", "of", "late penalty", "seconds late", "seconds to grade", "went wrong",
            "faults"]  # fmt: skip
    rows = [
        [one.id, one.name, one.score, numbers.points, one.penalty, one.seconds_late, round(one.seconds, 3),
         "; ".join(f"{numbers.called(wrong.exercise, wrong.notebook)}: {wrong.what}" for wrong in one.wrong),
         " ".join(one.faults)]
        for one in numbers.students
    ]  # fmt: skip
    return _csv(head, [*rows, *([name, "", "", numbers.points, *[""] * 5] for name in numbers.waiting)])


def _csv(head: list[str], rows: Iterable[list]) -> str:
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(head)
    writer.writerows([_harmless(value) for value in row] for row in rows)
    return file.getvalue()


def _harmless(value: object) -> object:
    """A text that a spreadsheet shows as it is; a student chooses some of them."""
    if isinstance(value, float):
        return round(value, 6)
    return harmless(value) if isinstance(value, str) else value
