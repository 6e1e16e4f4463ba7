"""Canvas: *Grades*, *Export*, and *Import* of the same file.

Canvas knows an assignment by the number in `Title (number)`: a column without it becomes a new assignment. A student is
looked up by ID, then by SIS User ID, then by SIS Login ID. A number is read with the last comma or full stop in it as
the decimal one, so that a sign between thousands would change it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator

from gradus.errors import GradusError
from gradus.export.csv_file import Table, harmless
from gradus.export.grades import Grade, Grades, number
from gradus.export.platform import ANY, Platform, points_in

TITLE = re.compile(r"(.*\S)\s*\(\d+\)")
HEADER = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
POINTS = "    Points Possible"
POSTING = re.compile(r"\s*(Muted|Manual Posting.*)?\s*", re.IGNORECASE)


class Canvas(Platform):
    """Rows that are no student's: the points possible, and above them those of assignments that are posted by hand."""

    name = "Canvas"
    columns = {
        "id": ("lms",),
        "sis user id": ("id", "lms"),
        "sis login id": ANY,
        "integration id": ("id", "lms"),
    }

    def titles(self, header: str) -> set[str]:
        found = TITLE.fullmatch(header)
        return {header, found[1]} if found else set()

    def is_student(self, cells: list[str]) -> bool:
        return "Points Possible" not in cells[0] and not all(POSTING.fullmatch(cell) for cell in cells)

    def is_kept(self, cell: str) -> bool:
        return cell.strip().upper() in ("EX", "N/A")  # excused; not assigned to this student

    def is_by_students(self, header: str) -> bool:
        return header in ("Student", "LastName", "FirstName")  # columns of the instructor's own are imported as well

    def more_ids(self, row: dict[str, str]) -> list[str]:
        """As gradus.grading.downloads.Canvas calls them: mulleranna_4711."""
        letters = re.sub(r"[\W_]", "", unicodedata.normalize("NFKD", row.get("student", "")).lower())
        return [f"{letters}_{row['id'].strip()}"] if letters and row.get("id", "").strip() else []

    def most(self, table: Table, column: int) -> float | None:
        return points_in(_possible(table, column))

    def check(self, table: Table, rows: list[int], column: int, key: str) -> Iterator[str]:
        if "read only" in _possible(table, column):
            raise GradusError(f"Canvas does not import {table.header[column]!r}, for it is read only: name another.")
        yield from ()

    def new(self, grades: Grades, column: str, key: str, missing: Callable[[Grade], str]) -> list[list[str]]:
        place = {"sis user id": 2, "sis login id": 3}.get(key.lower() or "sis login id")
        if place is None:
            raise GradusError(f"No column {key!r} can be written for Canvas: name SIS User ID or SIS Login ID.")
        rows = [[*HEADER, column], [POINTS, "", "", "", "", number(grades.most)]]
        for grade in grades.rows:
            name = ", ".join(part for part in (grade.last, grade.first) if part) or grade.student
            lms = grade.ids.get("lms", "")
            row = [harmless(name), lms if lms.isdecimal() else "", "", "", "", missing(grade)]
            row[place] = grade.student
            rows.append(row)
        return rows

    def on_new(self, column: str, key: str) -> Iterator[str]:
        if not TITLE.fullmatch(column):
            yield (
                f"Canvas will make a new assignment {column!r} of it. For one that is there, fill Canvas's own export "
                "with --into, or name the column as Canvas does, with its number: --column 'Title (123)'."
            )


def _possible(table: Table, column: int) -> str:
    """What the row of points possible says of a column."""
    for row in range(1, len(table)):
        cells = table.cells(row)
        if "Points Possible" in cells[0] and column < len(cells):
            return cells[column]
    return ""
