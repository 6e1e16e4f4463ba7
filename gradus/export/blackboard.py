"""Blackboard: *Download Grades*, and *Upload Grades* of the same file: text with tabs in UTF-16, though named .xls.

Blackboard knows a column by the number after the bar, and makes a column of text, without points, of one that has none.
So only a file that it wrote is filled.
"""

import re
from collections.abc import Callable

from gradus.errors import GradusError
from gradus.export.csv_file import Table
from gradus.export.grades import Grade, Grades
from gradus.export.platform import ANY, Platform, points_in

COLUMN = re.compile(r"(.*?)\s*(?:\[([^\[\]]*)\])?\s*\|\d+")


class Blackboard(Platform):
    """A column is named `Title [Total Pts: 10 Score] |123`."""

    name = "Blackboard"
    columns = {"username": ANY, "student id": ("id", "lms")}

    def titles(self, header: str) -> set[str]:
        found = COLUMN.fullmatch(header)
        return {header, found[1]} if found and found[1] else set()

    def most(self, table: Table, column: int) -> float | None:
        found = COLUMN.fullmatch(table.header[column])
        points = re.search(r"\d[\d.,]*", found[2]) if found and found[2] else None
        return points_in(points[0]) if points and "," not in points[0] else None  # it may part thousands

    def new(self, grades: Grades, column: str, key: str, missing: Callable[[Grade], str]) -> list[list[str]]:
        raise GradusError(
            "Blackboard takes grades only in a file that it wrote: download it there, and name it with --into."
        )
