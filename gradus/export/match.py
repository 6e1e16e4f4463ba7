"""Which row of a roster is whose: by ids, letter for letter if possible, and by name only where that is asked for."""

import unicodedata
from collections import defaultdict

from gradus.errors import GradusError
from gradus.export.csv_file import Table
from gradus.export.grades import Grade
from gradus.export.platform import ANY, Platform, names_in, refuse

BY_NAME = "name"


def match(table: Table, rows: list[int], grades: list[Grade], platform: Platform, key: str) -> dict[int, Grade]:
    """The students of those rows that are somebody's.

    key: the one column to go by, or `name`; all columns with ids if it is empty.
    Raises GradusError if there is no such column, or if two could be meant anywhere.
    """
    places = _places(table, platform, key)
    exact, folded = _known(grades)
    found: dict[int, set[int]] = {}
    for row in rows:
        cells = table.cells(row)
        by_header = dict(zip((header.lower() for header in table.header), cells, strict=False))
        if key.lower() == BY_NAME:
            ids = [(BY_NAME, same_name(name)) for name in names_in(by_header)]
        else:
            held = [(kind, platform.id_in(cells[place])) for place, kinds in places.items() for kind in kinds]
            more = [] if key else [("id", name) for name in platform.more_ids(by_header)]
            ids = [(kind, text) for kind, text in [*held, *more] if text]
        meant = {whose for one in ids for whose in exact.get(one, ())}
        found[row] = meant or {whose for kind, text in ids for whose in folded.get((kind, text.casefold()), ())}
    _check(table, found, grades)
    return {row: grades[whose.pop()] for row, whose in found.items() if whose}


def same_name(name: str) -> str:
    """A name as it is compared: `Lovelace,  Ada` is `ada lovelace`."""
    name = unicodedata.normalize("NFC", name).casefold()
    last, _, first = name.partition(",") if name.count(",") == 1 else ("", "", name)
    return " ".join(f"{first} {last}".split())


def _places(table: Table, platform: Platform, key: str) -> dict[int, tuple[str, ...]]:
    """The columns to go by, and what of a student each may hold."""
    if key.lower() == BY_NAME:
        if not names_in(dict.fromkeys((header.lower() for header in table.header), "x")):
            raise GradusError(f"{table.name} has no column with names; it has {', '.join(table.header)}.")
        return {}
    if key:
        wanted = platform.columns_for(key)
        places: dict[int, tuple[str, ...]] = {
            place: ANY for place, header in enumerate(table.header) if header.lower() in wanted
        }
    else:
        places = {
            place: platform.columns[header.lower()]
            for place, header in enumerate(table.header)
            if platform.knows(header)
        }
    names = [table.header[place].lower() for place in places]
    if twice := [name for name in names if names.count(name) > 1]:
        raise GradusError(f"{table.name} has two columns {twice[0]!r}: export it again, or take one out.")
    if not places:
        what = f"no column {key!r}" if key else f"no column with an id that {platform.name} gives"
        raise GradusError(
            f"{table.name} has {what}; it has {', '.join(table.header)}. Is it {platform.name}'s? "
            "If a column holds nbgrader's ids or email addresses, name it with --key."
        )
    return places


def _known(grades: list[Grade]) -> tuple[dict, dict]:
    """Whose an id or name is, by its kind; letter for letter, and without regard to capitals."""
    exact, folded = defaultdict(set), defaultdict(set)
    for place, grade in enumerate(grades):
        names = {same_name(name) for name in (grade.student, f"{grade.first} {grade.last}") if name.strip()}
        for kind, text in [*grade.ids.items(), *((BY_NAME, name) for name in names)]:
            exact[kind, text].add(place)
            folded[kind, text.casefold()].add(place)
    return exact, folded


def _check(table: Table, found: dict[int, set[int]], grades: list[Grade]) -> None:
    rows_of = defaultdict(list)
    problems = []
    for row, whose in found.items():
        for place in whose:
            rows_of[place].append(row)
        if len(whose) > 1:
            names = " and ".join(sorted(grades[place].student for place in whose))
            problems.append(f"Row {row + 1} may be {names}")
    for place, rows in rows_of.items():
        if len(rows) > 1:
            numbers = " and ".join(str(row + 1) for row in rows)
            problems.append(f"{grades[place].student} may be in row {numbers}")
    refuse(
        problems,
        f"each row of {table.name} must be one student's. Name the one column to go by with --key, or mend the ids "
        "with `nbgrader db student add`.",
    )
