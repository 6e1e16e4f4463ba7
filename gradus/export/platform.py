"""What differs from one learning management system to the next; each has a module of its own."""

import re
from collections.abc import Callable, Iterator

from gradus.errors import GradusError
from gradus.export.csv_file import Table
from gradus.export.grades import Grade, Grades

ANY = ("id", "email", "lms")
"""What of a student may stand in a roster's column: nbgrader's id, the email address, the platform's own number."""
NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
FULL_NAME = ("student", "full name", "name")
FIRST_NAME = ("firstname", "first name")
LAST_NAME = ("lastname", "last name", "surname")


class Platform:
    """A platform's files. Each method says what holds for most of them."""

    name = ""
    columns: dict[str, tuple[str, ...]] = {}
    """Columns of a roster that say whose a row is, in lower case, and what of a student may stand there."""
    keys: dict[str, tuple[str, ...]] = {}
    """Other words for these columns, after `--key`."""
    blank: tuple[str, ...] = ("",)
    """What a cell without points holds."""
    highest: float | None = None
    """The most points that it imports."""

    def titles(self, header: str) -> set[str]:
        """What the assignment may be called to which a column of points belongs; empty if it is another column."""
        raise NotImplementedError

    def knows(self, header: str) -> bool:
        return header.lower() in self.columns

    def columns_for(self, key: str) -> tuple[str, ...]:
        """The headers, in lower case, that a word after `--key` may mean."""
        return self.keys.get(key.lower(), (key.strip().lower(),))

    def id_in(self, cell: str) -> str:
        """The id that a cell holds."""
        return cell.strip()

    def more_ids(self, row: dict[str, str]) -> list[str]:
        """What nbgrader may call a student besides what stands in one cell. row: cells by header, in lower case."""
        return []

    def is_student(self, cells: list[str]) -> bool:
        """Whether a row is somebody's."""
        return True

    def is_kept(self, cell: str) -> bool:
        """Whether a cell says something that no points may replace."""
        return False

    def is_by_students(self, header: str) -> bool:
        """Whether students can write what stands in a column, so that a formula in it is theirs."""
        return not self.knows(header) and not self.titles(header)

    def most(self, table: Table, column: int) -> float | None:
        """The points that the platform gives at most in a column, if the roster says so."""
        return None

    def check(self, table: Table, rows: list[int], column: int, key: str) -> Iterator[str]:
        """Look for what the platform would refuse; yields sentences about how to import. Raises GradusError."""
        yield from ()

    def new(self, grades: Grades, column: str, key: str, missing: Callable[[Grade], str]) -> list[list[str]]:
        """The rows of a file that needs no roster. missing: what is written for who has no points.

        Raises GradusError if the platform cannot import such a file.
        """
        raise NotImplementedError

    def on_new(self, column: str, key: str) -> Iterator[str]:
        """How a file without roster is imported, and what to look out for."""
        raise NotImplementedError


def names_in(row: dict[str, str]) -> list[str]:
    """The names of whose a row is, if it says so. row: cells by header, in lower case."""
    full = [row[name] for name in FULL_NAME if row.get(name, "").strip()]
    first = next((row[name] for name in FIRST_NAME if name in row), "").strip()
    last = next((row[name] for name in LAST_NAME if name in row), "").strip()
    return [*full, f"{first} {last}"] if first and last else full


def points_in(cell: str) -> float | None:
    """The number that a cell is; a comma is a decimal one. None if it is no number."""
    return float(cell.strip().replace(",", ".")) if NUMBER.fullmatch(cell.strip()) else None


def listed(names: list[str], most: int = 10) -> str:
    """Names in a sentence, the first of many."""
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def refuse(problems: list[str], then: str) -> None:
    """Raises GradusError with the problems, if there are any."""
    if problems:
        raise GradusError(f"{listed(problems, 5)}: {then} Nothing was written.")
