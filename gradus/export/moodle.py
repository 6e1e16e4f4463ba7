"""Moodle: *Grades*, *Export*, *Plain text file*, and *Import*, *CSV file*.

One row that Moodle cannot place, or a grade that is no number, cancels the whole import. Worse, a row whose key is
blank is taken for the row above it. So all rows are looked at before anything is written.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from gradus.errors import GradusError
from gradus.export.csv_file import Table
from gradus.export.grades import Grade, Grades
from gradus.export.platform import Platform, points_in, refuse

POINTS = re.compile(r"(.*\S) \(([^()]+)\)")
NOT_POINTS = ("percentage", "letter", "feedback")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
USERNAME = re.compile(r"[-.@_a-z0-9]+")


class Moodle(Platform):
    """A column is named `Assignment: Title (Real)`, and a cell without a grade holds a hyphen."""

    name = "Moodle"
    keys = {
        "id": ("id", "user id"),
        "idnumber": ("idnumber", "id number"),
        "email": ("email", "email address"),
        "username": ("username",),
    }
    columns = {
        **dict.fromkeys(keys["id"], ("lms",)),
        **dict.fromkeys(keys["idnumber"], ("id", "lms")),
        **dict.fromkeys(keys["email"], ("email", "id")),
        **dict.fromkeys(keys["username"], ("id", "lms")),
    }
    blank = ("", "-")
    highest = 100  # unless the site's administrator allows more

    def titles(self, header: str) -> set[str]:
        found = POINTS.fullmatch(header)
        if not found or found[2].lower() in NOT_POINTS or found[1].lower() == "course total":
            return set()
        return {header, found[1], found[1].partition(": ")[2] or found[1]}

    def is_by_students(self, header: str) -> bool:
        return not self.knows(header) and not POINTS.fullmatch(header)

    def check(self, table: Table, rows: list[int], column: int, key: str) -> Iterator[str]:
        title = table.header[column]
        cells = {row: table.cells(row)[column] for row in rows}
        odd = [f"Row {row + 1} has {c!r}" for row, c in cells.items() if c not in self.blank and points_in(c) is None]
        refuse(odd, f"in {title!r} Moodle takes only numbers, and one that is none cancels the import.")
        asked = [self.columns_for(key)] if key and key != "name" else list(self.keys.values())
        problems: list[str] = []
        for names in asked:
            for place in (place for place, header in enumerate(table.header) if header.lower() in names):
                wrong = list(_wrong_keys([(f"Row {row + 1}", table.cells(row)[place].strip()) for row in rows]))
                if not wrong:
                    yield f"In Moodle, identify users by {table.header[place]!r}."
                    return
                problems += [f"{table.header[place]}: {problem}" for problem in wrong]
        if not problems:
            raise GradusError(
                f"{table.name} has no column by which Moodle can identify users: export it with ID number, "
                "email address or username."
            )
        refuse(problems, "for one such row Moodle cancels the whole import. Mend it in Moodle, and export again.")

    def new(self, grades: Grades, column: str, key: str, missing: Callable[[Grade], str]) -> list[list[str]]:
        key = key.lower() or "username"
        if key not in self.keys:
            raise GradusError(f"Moodle does not know students by {key!r}: name one of {', '.join(self.keys)}.")
        field = {"id": "lms", "email": "email"}.get(key, "id")
        whose = [(grade.student, grade.ids.get(field, "")) for grade in grades.rows]
        problems = [*_wrong_keys(whose), *(f"{name} has {text!r}" for name, text in whose if not _is(key, text))]
        refuse(
            problems,
            f"that is no {key} of Moodle's, and for one such row it cancels the whole import. "
            "Fill Moodle's own export with --into, or name another --key.",
        )
        rows = [[text, missing(grade) or "-"] for (_, text), grade in zip(whose, grades.rows, strict=True)]
        return [[key, column], *rows]

    def on_new(self, column: str, key: str) -> Iterator[str]:
        yield f"In Moodle, identify users by {key.lower() or 'username'!r}, and say which grade item {column!r} is."


def _wrong_keys(whose: list[tuple[str, str]]) -> Iterator[str]:
    """Rows that have no key, or one that another has too."""
    often = Counter(text.lower() for _, text in whose)
    for name, text in whose:
        if not text or text == "0":
            yield f"{name} has none"
        elif often[text.lower()] > 1:
            yield f"{name} has {text!r}, and is not the only one"


def _is(key: str, text: str) -> bool:
    """Whether a text may be a key of this kind. What is not there is said elsewhere."""
    if not text:
        return True
    if key == "email":
        return bool(EMAIL.fullmatch(text))
    return text.isdecimal() if key == "id" else key != "username" or bool(USERNAME.fullmatch(text))
