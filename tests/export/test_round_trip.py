"""Whatever is in a roster, the csv module reads the same from the filled one, but for the points; so of new files."""

import codecs
import csv
import io
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gradus.errors import GradusError
from gradus.export import csv_file
from gradus.export.command import PLATFORMS
from gradus.export.fill import fill, missing
from gradus.export.grades import Grade, Grades, number

HEADERS = {  # with the cells of a row: F and L stand for the names, I for the id
    "canvas": (["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "unit (7)", "Final Score"], "L..I..."),
    "moodle": (["First name", "Last name", "ID number", "Unit: unit (Real)", "Course total (Real)"], "FLI-."),
    "brightspace": (["OrgDefinedId", "Last Name", "First Name", "unit Points Grade", "End-of-Line Indicator"], "ILF.#"),
    "blackboard": (["Last Name", "First Name", "Student ID", "Availability", "unit [Total Pts: 9] |7"], "LFI.."),
}
DANGER = tuple("=+-@\t\r\n＝＋－＠")
names = st.text(st.sampled_from("aZäÅß李🙂 ,;:\t\"'\r\n=+-@|0") | st.characters(exclude_categories=["Cs"]), max_size=12)
ids = st.text("0123456789", min_size=1, max_size=6).filter(lambda text: set(text) != {"0"})
points = st.none() | st.floats(0, 2000)
people = st.lists(st.tuples(ids, names, names, points), min_size=1, max_size=5, unique_by=lambda person: person[0])
PATIENT = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
ENCODINGS = [(b"", "utf-8"), (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le")]


def read(content: bytes, delimiter: str) -> list[list[str]]:
    text = content.decode("utf-16" if content.startswith(codecs.BOM_UTF16_LE) else "utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


def row_of(platform, pattern, number, first, last):
    sign = "#" if platform == "brightspace" else ""
    return [{"F": first, "L": last, "I": sign + number, ".": ""}.get(letter, letter) for letter in pattern]


@settings(max_examples=100, **PATIENT)
@example("canvas", [("1", "", "\r0", None)], ",", (csv.QUOTE_ALL, "\n"), (b"", "utf-8"))
@given(
    platform=st.sampled_from(list(HEADERS)),
    people=people,
    delimiter=st.sampled_from(",;\t"),
    style=st.sampled_from([(csv.QUOTE_ALL, "\n"), (csv.QUOTE_ALL, "\r\n"), (csv.QUOTE_MINIMAL, "\r\n")]),
    encoding=st.sampled_from(ENCODINGS),
)
def test_of_a_filled_roster_only_points_and_formulas_are_others(platform, people, delimiter, style, encoding):
    header, pattern = HEADERS[platform]
    before = [header, *(row_of(platform, pattern, i, first, last) for i, first, last, _ in people)]
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, quoting=style[0], lineterminator=style[1]).writerows(before)
    content = encoding[0] + text.getvalue().encode(encoding[1])
    grades = Grades("unit", 9.0, [Grade(i, "", "", {"id": i}, p, p is not None) for i, _, _, p in people])
    with tempfile.TemporaryDirectory() as folder:
        roster = Path(folder, "roster.csv")
        roster.write_bytes(content)
        table = csv_file.read(roster, PLATFORMS[platform].knows)
    assert table.content() == content and table.delimiter == delimiter
    if all(p is None for *_, p in people):
        grades.rows[0] = Grade(people[0][0], "", "", {"id": people[0][0]}, 0.0, True)
    fill(table, grades, PLATFORMS[platform])
    filled = table.content()
    assert filled.startswith(encoding[0])
    after = read(filled, delimiter)
    assert after[0] == header and len(after) == len(before)
    column = next(place for place, name in enumerate(header) if "unit" in name)
    for old, new, grade in zip(before[1:], after[1:], grades.rows, strict=True):
        assert new[column] == (old[column] if grade.points is None else number(grade.points))
        assert grade.points is None or abs(float(new[column]) - grade.points) <= 0.005001
        for place, (was, now) in enumerate(zip(old, new, strict=True)):
            if place != column and was != now:
                assert header[place] in ("Student", "First name", "Last name", "First Name", "Last Name")
                assert now == f"'{was}" and was.strip(" ").startswith(DANGER)
            assert place == column or pattern[place] not in "FL" or not now.startswith(DANGER) or now == "-" or (
                now.lstrip("-").replace(".", "").replace(",", "").isdecimal()
            )  # fmt: skip


@settings(max_examples=300, **PATIENT)
@given(st.text(st.sampled_from(',;\t"\r\nab'), max_size=30))
def test_any_text_is_refused_or_stays_as_it_is(text):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "roster.csv")
        file.write_bytes(text.encode())
        try:
            table = csv_file.read(file, lambda header: False)
        except GradusError:
            return
    assert table.content() == text.encode()
    assert [table.cells(row) for row in range(len(table))] == [
        row or [""] for row in read(text.encode(), table.delimiter)
    ]


@settings(max_examples=100, **PATIENT)
@given(platform=st.sampled_from(["canvas", "moodle", "brightspace"]), people=people, zero=st.booleans())
def test_a_new_file_holds_everybody(platform, people, zero):
    grades = Grades("unit", 9.0, [Grade(i, f, n, {"id": i}, p, p is not None) for i, f, n, p in people])
    rows = read(csv_file.write(PLATFORMS[platform].new(grades, "unit (7)", "", missing(zero))), ",")
    body = rows[2:] if platform == "canvas" else rows[1:]
    blank = "0" if zero else "-" if platform == "moodle" else ""
    place, id_place = (5, 3) if platform == "canvas" else (1, 0)
    assert [row[place] for row in body] == [blank if p is None else number(p) for *_, p in people]
    assert [row[id_place].removeprefix("#") for row in body] == [i for i, *_ in people]
    if platform == "canvas":
        assert rows[0] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "unit (7)"]
        assert rows[1] == ["    Points Possible", "", "", "", "", "9"]
        assert not any(row[0].startswith(DANGER) for row in body)
    if platform == "brightspace":
        assert rows[0] == ["Username", "unit (7) Points Grade", "End-of-Line Indicator"]
        assert all(row[-1] == "#" for row in body)
