"""Fills one column of a roster that a platform exported, for who is in it and in the gradebook; all else stays."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from gradus.errors import GradusError
from gradus.export.csv_file import Table, harmless
from gradus.export.grades import Grade, Grades, number
from gradus.export.match import match
from gradus.export.platform import NUMBER, Platform, listed

WITH_COMMA, WITH_STOP = re.compile(r"\d+,(?!\d{3}$)\d+"), re.compile(r"\d+\.\d+")


@dataclass
class Filled:
    """What was done. column: its header. count: the cells that have points now. said: what else there is to know."""

    column: str
    count: int = 0
    said: list[str] = field(default_factory=list)


def fill(
    table: Table, grades: Grades, platform: Platform, column: str = "", key: str = "", missing_as_zero: bool = False
) -> Filled:
    """Write the points of an assignment into its column.

    column: its header, or its title, if it is not called as the assignment is. key: the column that says whose a row
    is, or `name`. missing_as_zero: 0 for who handed in nothing, where nothing stands.
    Raises GradusError, with the table as it was, if a column or a row could be mistaken for another.
    """
    place = find_column(table, platform, column or grades.assignment, bool(column))
    rows = _students(table, platform)
    whose = match(table, rows, grades.rows, platform, key)
    if not whose:
        raise GradusError(
            f"Nothing was written, for no row of {table.name} is of a student whom the gradebook knows. Tell it what "
            "is in there with `nbgrader db student add NAME --email=… --lms-user-id=…`, or name a column with --key."
        )
    filled = Filled(table.header[place])
    filled.said += platform.check(table, rows, place, key)
    filled.said += _told(table, grades, platform, place)
    there = {grade.student for grade in whose.values()}
    lost = [grade.student for grade in grades.rows if grade.student not in there and grade.handed_in]
    comma = _has_decimal_commas(table, platform, rows)
    text = {row: _cell(whose.get(row), missing_as_zero and not (row not in whose and lost), comma) for row in rows}
    kept: dict[str, list[str]] = {}
    for row in rows:
        old, grade = table.cells(row)[place], whose.get(row)
        is_blank, is_graded = old.strip() in platform.blank, grade is not None and grade.points is not None
        if not platform.is_kept(old) and (is_graded or is_blank):
            if (new := text[row]) is not None:
                table.put(row, place, new)
                filled.count += 1
        elif grade and is_graded:
            kept.setdefault(f"{old.strip()} stays", []).append(grade.student)
        elif grade and not platform.is_kept(old):
            kept.setdefault("Without points here, so what stands in the roster stays", []).append(grade.student)
    filled.said += [f"{what}: {listed(names)}." for what, names in kept.items()]
    unknown = [_called(table, row) for row in rows if row not in whose]
    filled.said += _on_both_sides(unknown, lost, missing_as_zero)
    _defuse(table, platform, rows)
    return filled


def find_column(table: Table, platform: Platform, wanted: str, is_named: bool) -> int:
    """The place of the column of an assignment. Raises GradusError if there is none, or more than one."""
    places = {place: platform.titles(header) for place, header in enumerate(table.header)}
    exact = [place for place, header in enumerate(table.header) if header == wanted.strip()]
    if exact and not places[exact[0]]:
        raise GradusError(f"{wanted!r} of {table.name} is no column for the points of an assignment: name another.")
    found = exact or [place for place, titles in places.items() if wanted.strip() in titles]
    if len(found) == 1:
        return found[0]
    headers = [table.header[place] for place in found or [place for place, titles in places.items() if titles]]
    if found:
        way_out = "name one with --column, as it stands there" if len({*headers}) > 1 else "export it again, with one"
        raise GradusError(f"{table.name} has {len(found)} columns for {wanted}: {listed(headers)}; {way_out}.")
    way_out = "name one as it stands there" if is_named else "name one with --column"
    have = f"it has {listed(headers)}; {way_out}" if headers else f"it has none for points. Is it {platform.name}'s?"
    raise GradusError(f"{table.name} has no column for {wanted}; {have}.")


def _students(table: Table, platform: Platform) -> list[int]:
    """The rows that are somebody's. Raises GradusError if one has not as many cells as the header."""
    rows = []
    for row in range(1, len(table)):
        cells = table.cells(row)
        if any(cell.strip() for cell in cells) and platform.is_student(cells):
            if len(cells) != len(table.header):
                raise GradusError(
                    f"Row {row + 1} of {table.name} has {len(cells)} cells, and the header has {len(table.header)}: "
                    "export it again. Nothing was written."
                )
            rows.append(row)
    return rows


def _cell(grade: Grade | None, missing_as_zero: bool, comma: bool) -> str | None:
    """What to write for a student; None if nothing is to be written."""
    if grade and grade.points is not None:
        return number(grade.points, comma)
    return "0" if missing_as_zero and not (grade and grade.handed_in) else None


def missing(missing_as_zero: bool) -> Callable[[Grade], str]:
    """What stands for a student in a new file."""
    return lambda grade: _cell(grade, missing_as_zero, False) or ""


def on_grades(grades: list[Grade], platform: Platform) -> Iterator[str]:
    """What may change yet, and what the platform may not take."""
    if platform.highest and any((grade.points or 0) > platform.highest for grade in grades):
        yield f"Some have more than {platform.highest} points: {platform.name} imports none, unless its site allows it."
    if names := [grade.student for grade in grades if grade.is_refused]:
        yield f"Could not be graded, so without points: {listed(names)}. `gradus report` says why; give a 0 by hand."
    waiting = [grade for grade in grades if grade.handed_in and grade.points is None and not grade.is_refused]
    if names := [grade.student for grade in waiting]:
        yield f"Handed in and not graded yet, so without points: {listed(names)}."
    if names := [grade.student for grade in grades if grade.waits]:
        yield f"Points by hand are still to be given, in Formgrader, to: {listed(names)}."


def _told(table: Table, grades: Grades, platform: Platform, place: int) -> Iterator[str]:
    most = platform.most(table, place)
    if most is not None and most != grades.most:
        yield (
            f"{platform.name} gives {number(most)} points for it, and the gradebook {number(grades.most)}: points are "
            "written as they are in the gradebook."
        )
    yield from on_grades(grades.rows, platform)


def _on_both_sides(unknown: list[str], lost: list[str], missing_as_zero: bool) -> Iterator[str]:
    if unknown:
        yield f"In the roster, and not in the gradebook: {', '.join(unknown)}."
    if lost:
        yield f"Handed in, and not in the roster: {', '.join(lost)}."
    if unknown and lost and missing_as_zero:
        yield "Who is not in the gradebook got no 0, for it may be one of those who handed in."


def _called(table: Table, row: int) -> str:
    """A row as a person finds it."""
    name = "".join(letter for letter in table.cells(row)[0] if letter.isprintable())
    return f"row {row + 1} ({name.strip()})"


def _has_decimal_commas(table: Table, platform: Platform, rows: list[int]) -> bool:
    """Whether the roster's own numbers are written with commas."""
    places = [place for place, header in enumerate(table.header) if platform.titles(header)]
    numbers = [cell for row in range(1, len(table)) for place, cell in enumerate(table.cells(row)) if place in places]
    return any(map(WITH_COMMA.fullmatch, numbers)) and not any(map(WITH_STOP.fullmatch, numbers))


def _defuse(table: Table, platform: Platform, rows: list[int]) -> None:
    """Take the formulas out of what students wrote; ids stay, for without them the platform knows nobody."""
    places = [place for place, header in enumerate(table.header) if platform.is_by_students(header)]
    for row in rows:
        cells = table.cells(row)
        for place in places:
            if not NUMBER.fullmatch(cells[place]) and cells[place] != "-":
                table.put(row, place, harmless(cells[place]))
