"""Brightspace (D2L): *Grades*, *Export*, with the key field *Both* and *Points grade*; and *Import*.

A number sign stands before each id in an export, so that no spreadsheet takes zeros away; it is no part of the id.
"""

import re
from collections.abc import Callable, Iterator

from gradus.errors import GradusError
from gradus.export.csv_file import Table
from gradus.export.grades import Grade, Grades
from gradus.export.platform import Platform, refuse

TITLE = re.compile(r"(.*\S) Points Grade(?: <(.*)>)?")
MOST = re.compile(r"MaxPoints:(\d+(?:\.\d+)?)")
END, SIGN = "End-of-Line Indicator", "#"
KEYS = {"orgdefinedid": "OrgDefinedId", "username": "Username"}


class Brightspace(Platform):
    """A column is named `Title Points Grade <Numeric MaxPoints:10>`; the last one marks the ends of rows."""

    name = "Brightspace"
    columns = {"orgdefinedid": ("id", "lms"), "username": ("id", "lms"), "email": ("email", "id")}

    def titles(self, header: str) -> set[str]:
        found = TITLE.fullmatch(header)
        return {header, found[1], f"{found[1]} Points Grade"} if found else set()

    def id_in(self, cell: str) -> str:
        return cell.strip().removeprefix(SIGN)

    def is_by_students(self, header: str) -> bool:
        return super().is_by_students(header) and header != END and not header.endswith("Grade")

    def most(self, table: Table, column: int) -> float | None:
        found = MOST.search(table.header[column])
        return float(found[1]) if found else None

    def check(self, table: Table, rows: list[int], column: int, key: str) -> Iterator[str]:
        if table.header[-1] != END:
            raise GradusError(f"The last column of {table.name} is no {END!r}: Brightspace needs it; export again.")
        wrong = [f"Row {row + 1}" for row in rows if table.cells(row)[-1].strip() != SIGN]
        refuse(wrong, f"Brightspace needs {SIGN} as the {END!r}; export again.")
        yield from ()

    def new(self, grades: Grades, column: str, key: str, missing: Callable[[Grade], str]) -> list[list[str]]:
        if (key.lower() or "username") not in KEYS:
            raise GradusError(f"Brightspace does not know students by {key!r}: name OrgDefinedId or Username.")
        title = column if TITLE.fullmatch(column) else f"{column} Points Grade"
        rows = [[f"{SIGN}{grade.student}", missing(grade), SIGN] for grade in grades.rows]
        return [[KEYS[key.lower() or "username"], title, END], *rows]

    def on_new(self, column: str, key: str) -> Iterator[str]:
        yield f"Brightspace will look for a grade item {column!r}, and offers to make one if there is none."
