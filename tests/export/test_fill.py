"""Each platform's own file with one column filled, and every file that is refused, with the sentence that says why."""

import codecs
import dataclasses

import pytest

from gradus.errors import GradusError
from gradus.export import csv_file
from gradus.export.command import PLATFORMS
from gradus.export.fill import fill
from gradus.export.grades import Grades, number
from tests.export.rosters import BLACKBOARD, BRIGHTSPACE, CANVAS, CLASS, MOODLE, student

ROSTERS = {
    "canvas": CANVAS.replace("\n", "\r\n").encode(),
    "moodle": MOODLE.encode(),
    "brightspace": codecs.BOM_UTF8 + BRIGHTSPACE.encode(),
    "blackboard": codecs.BOM_UTF16_LE + BLACKBOARD.replace("\n", "\r\n").encode("utf-16-le"),
}
ENCODINGS = {"canvas": "utf-8", "moodle": "utf-8", "brightspace": "utf-8-sig", "blackboard": "utf-16"}
FORMULA = ("=1+1", "'=1+1")
CHANGES = {  # what is another text in the filled file, and nothing else is
    "canvas": [
        ("ada.l,01,,4.50", "ada.l,01,9.01,4.50"),
        ("00417,zoe,01,,", "00417,zoe,01,7,"),
        ("evil,01,3.00,", "evil,01,0,"),
        ("=cmd|", "'=cmd|"),
    ],
    "moodle": [
        ("ada@uni.example,-,", 'ada@uni.example,"9,01",'),
        ('zoe@uni.example,"4,50"', 'zoe@uni.example,"7"'),
        ("evil@uni.example,-", "evil@uni.example,0"),
        FORMULA,
    ],
    "brightspace": [
        ("ada@uni.example,,4", "ada@uni.example,9.01,4"),
        ("zoe@uni.example,2,", "zoe@uni.example,7,"),
        ("evil@uni.example,,", "evil@uni.example,0,"),
        FORMULA,
    ],
    "blackboard": [
        ('"2026-11-01 10:00:00"\t"Yes"\t""', '"2026-11-01 10:00:00"\t"Yes"\t"9.01"'),
        ("Needs Grading", "7"),
        ('"0003"\t""\t"Yes"\t""', '"0003"\t""\t"Yes"\t"0"'),
        FORMULA,
    ],
}


def filled(tmp_path, platform, content, grades=CLASS, **how):
    """The filled file, and what was said; the roster is as it was."""
    roster = tmp_path / "roster.csv"
    roster.write_bytes(content)
    table = csv_file.read(roster, PLATFORMS[platform].knows)
    done = fill(table, grades, PLATFORMS[platform], **how)
    return table.content(), done


def changed(content, platform, pairs):
    text = content.decode(ENCODINGS[platform])
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return content[:2] + text.encode("utf-16-le") if platform == "blackboard" else text.encode(ENCODINGS[platform])


@pytest.mark.parametrize("platform", ROSTERS)
def test_one_column_is_filled_and_all_else_stays(tmp_path, platform):
    content, done = filled(tmp_path, platform, ROSTERS[platform])
    assert content == changed(ROSTERS[platform], platform, CHANGES[platform])
    assert done.count == 3 and "unit1" in done.column
    assert any("Handed in, and not in the roster: gone" in line for line in done.said)
    again, _ = filled(tmp_path, platform, content)
    assert again == content


def test_who_is_only_in_the_roster_is_listed_and_what_canvas_knows_better_stays(tmp_path):
    grades = dataclasses.replace(CLASS, rows=[*CLASS.rows[:3], student("none", "", "", 4.0)])
    content, done = filled(tmp_path, "canvas", ROSTERS["canvas"], grades)
    assert b"none,01,EX," in content
    assert "EX stays: none." in done.said
    assert "In the roster, and not in the gradebook: row 7 (=cmd|' /C calc'!A0), row 9 (Test, Student)." in done.said


def test_missing_is_zero_only_where_that_is_asked_for_and_nobody_could_be_meant(tmp_path):
    grades = dataclasses.replace(CLASS, rows=CLASS.rows[:4])
    content, _ = filled(tmp_path, "canvas", ROSTERS["canvas"], grades, missing_as_zero=True)
    assert b"mallory,01,0," in content and b"none,01,EX," in content
    content, done = filled(tmp_path, "canvas", ROSTERS["canvas"], missing_as_zero=True)
    assert b"mallory,01,," in content and any("got no 0" in line for line in done.said)  # `gone` may be mallory
    content, _ = filled(tmp_path, "moodle", ROSTERS["moodle"], missing_as_zero=True)
    assert b"none@uni.example,0," in content
    waiting = dataclasses.replace(CLASS.rows[3], handed_in=True)
    grades = dataclasses.replace(CLASS, rows=[*CLASS.rows[:3], waiting])
    content, done = filled(tmp_path, "moodle", ROSTERS["moodle"], grades, missing_as_zero=True)
    assert b"none@uni.example,-," in content
    assert "Handed in and not graded yet, so without points: none." in done.said
    lost = dataclasses.replace(CLASS.rows[4], points=None)
    grades = dataclasses.replace(CLASS, rows=[*CLASS.rows[:4], lost])
    content, done = filled(tmp_path, "canvas", ROSTERS["canvas"], grades, missing_as_zero=True)
    assert b"mallory,01,," in content and "Handed in, and not in the roster: gone." in done.said
    given = ROSTERS["moodle"].replace(b"none@uni.example,-", b"none@uni.example,5.00")
    content, done = filled(tmp_path, "moodle", given, missing_as_zero=True)
    assert b"none@uni.example,5.00" in content and any("stays: none" in line for line in done.said)


def test_students_are_found_by_id_before_capitals_and_by_name_only_if_asked(tmp_path):
    by_name = Grades("unit1", 10.0, [student("zoe o'neill", "", "", 5.0), student("x", "ada", "LOVELACE", 6.0)])
    roster = ROSTERS["moodle"].replace(b'"O""Neill, Jr."', b"O'Neill")
    with pytest.raises(GradusError, match="no row of roster.csv is of a student whom the gradebook knows"):
        filled(tmp_path, "moodle", roster, by_name)
    plain = Grades("unit1", 10.0, [student("zoë o'neill", "", "", 5.0), student("x", "ada", "LOVELACE", 6.0)])
    content, done = filled(tmp_path, "moodle", roster, plain, key="name")
    assert done.count == 2 and 'ada@uni.example,"6' not in content.decode() and b"ada@uni.example,6," in content
    folded = Grades("unit1", 10.0, [student("ADA@uni.example", "", "", 5.0)])
    assert filled(tmp_path, "moodle", roster, folded)[1].count == 1
    both = Grades("unit1", 10.0, [*folded.rows, student("ada@uni.example", "", "", 2.0)])
    assert b"ada@uni.example,2," in filled(tmp_path, "moodle", roster, both)[0]
    apart = Grades("unit1", 10.0, [student("Zoe\u0308  O'Neill", "", "", 5.0)])  # the dots are a sign of their own
    assert filled(tmp_path, "moodle", roster, apart, key="name")[1].count == 1
    downloaded = Grades("unit1", 10.0, [student("lovelaceada_101", "", "", 5.0), student("evil_103", "", "", 5.0)])
    content, done = filled(tmp_path, "canvas", ROSTERS["canvas"], downloaded)
    assert done.count == 1 and b"ada.l,01,5,4.50" in content
    # Canvas's own numbers are small: nbgrader's id is not taken for one, unless that is asked for
    small = Grades("unit1", 10.0, [student("101", "", "", 5.0), student("evil", "", "", 5.0)])
    assert filled(tmp_path, "canvas", ROSTERS["canvas"], small)[1].count == 1
    assert filled(tmp_path, "canvas", ROSTERS["canvas"], small, key="ID")[1].count == 1


def test_a_moodle_in_another_language_is_filled_by_the_column_that_is_named(tmp_path):
    roster = """\
Vorname;Nachname;E-Mail-Adresse;Aufgabe: Eins (Punkte)
@SUM(1);Müller;ada@uni.example;3,50
Zoë;Straße;zoe@uni.example;-
""".encode()
    with pytest.raises(GradusError, match="has no column with an id that Moodle gives.*name it with --key"):
        filled(tmp_path, "moodle", roster, column="Eins")
    named = roster.replace(b"Vorname;Nachname", b"First name;Last name")
    by_name = Grades("unit1", 10.0, [student("zoë straße", "", "", 1.0)])
    with pytest.raises(GradusError, match="no column by which Moodle can identify"):
        filled(tmp_path, "moodle", named, by_name, column="Eins", key="name")
    content, done = filled(tmp_path, "moodle", roster, column="Eins", key="E-Mail-Adresse")
    assert content.decode().splitlines()[1:] == ["'@SUM(1);Müller;ada@uni.example;9,01", "Zoë;Straße;zoe@uni.example;7"]
    assert "In Moodle, identify users by 'E-Mail-Adresse'." in done.said


def edit(*pairs):
    def change(content):
        for old, new in pairs:
            assert old in content, old
            content = content.replace(old, new)
        return content

    return change


TWIN = dataclasses.replace(CLASS, rows=[*CLASS.rows, student("twin", "", "", 1.0, email="zoe@uni.example")])
REFUSED = {
    "one row may be two students": (
        "moodle", edit(), {"grades": TWIN}, "Row 3 may be 00417 and twin: each row of roster.csv must be one student's",
    ),
    "one student may be two rows": (
        "canvas", edit((b"104,99,mallory", b"104,99,ada@uni.example")), {}, "ada may be in row 4 and 7: each row",
    ),
    "no id column": (
        "canvas", edit((b"ID,SIS User ID,SIS Login ID,", b"A,B,C,")), {},
        "has no column with an id that Canvas gives; it has Student, A, B, C, Section,",
    ),
    "a key that is no column": ("canvas", edit(), {"key": "Login"}, "has no column 'Login'; it has Student, ID"),
    "two columns of one id": ("canvas", edit((b"SIS User ID", b"SIS Login ID")), {}, "has two columns 'sis login id'"),
    "no names": ("canvas", edit((b"Student,ID", b"Who,ID")), {"key": "name"}, "has no column with names; it has Who"),
    "the column is missing": (
        "canvas", edit((b"unit1 (77)", b"unit2 (77)")), {},
        r"has no column for unit1; it has unit2 \(77\), Other \(78\); name one with --column",
    ),
    "the named column is missing": (
        "canvas", edit(), {"column": "Unit 9"},
        r"has no column for Unit 9; it has unit1 \(77\), Other \(78\); name one as it stands there",
    ),
    "no column for points at all": (
        "brightspace", edit((b" Points Grade", b" Grade Symbol")), {}, "it has none for points. Is it Brightspace's?",
    ),
    "two columns of one title": (
        "canvas", edit((b"Other (78)", b"unit1 (78)")), {},
        r"has 2 columns for unit1: unit1 \(77\), unit1 \(78\); name one with --column",
    ),
    "the column is there twice": (
        "canvas", edit((b"Other (78)", b"unit1 (77)")), {"column": "unit1 (77)"},
        r"has 2 columns for unit1 \(77\): .*; export it again, with one",
    ),
    "a column that is not for points": (
        "canvas", edit(), {"column": "Current Score"}, "'Current Score' of roster.csv is no column for the points",
    ),
    "percentages": (
        "moodle", edit(), {"column": "Assignment: unit1 (Percentage)"}, "is no column for the points of an assignment",
    ),
    "a column that Canvas only reads": (
        "canvas", edit((b"10.00", b"(read only)")), {}, r"does not import 'unit1 \(77\)', for it is read only",
    ),
    "a comma without quotes": (
        "canvas", edit((b'"Lovelace, Ada"', b"Lovelace, Ada")), {}, "Row 4 of roster.csv has 10 cells, and the header",
    ),
    "quotes that do not close": ("canvas", edit((b'Ada",', b"Ada,")), {}, "cannot be read as CSV"),
    "nobody is known": (
        "blackboard", edit(), {"grades": Grades("unit1", 10.0, [student("emmy", "", "", 1.0)])},
        "no row of roster.csv is of a student whom the gradebook knows.*nbgrader db student add",
    ),
    "a row that Moodle cannot place": (
        "moodle", edit((b"0004,none@uni.example", b",")), {},
        "ID number: Row 5 has none, Email address: Row 5 has none: for one such row Moodle cancels the whole import",
    ),
    "two rows that Moodle takes for one": (
        "moodle", edit((b"0004,none@uni.example", b"0001,ADA@uni.example")), {}, "ada may be in row 2 and 5",
    ),
    "two strangers that Moodle takes for one": (
        "moodle", edit((b"0003,evil", b"7,x"), (b"0004,none@uni.example", b"7,x@uni.example")), {},
        "ID number: Row 4 has '7', and is not the only one",
    ),
    "a grade that is no number": (
        "moodle", edit((b'zoe@uni.example,"4,50"', b"zoe@uni.example,good")), {},
        "Row 3 has 'good': in 'Assignment: unit1 .Real.' Moodle takes only numbers",
    ),
    "no end of line": (
        "brightspace", edit((b",End-of-Line Indicator", b""), (b",#\n", b"\n")), {},
        "The last column of roster.csv is no 'End-of-Line Indicator'",
    ),
    "an end of line that is none": (
        "brightspace", edit((b",,4,#", b",,4,")), {}, "Row 2: Brightspace needs # as the 'End-of-Line Indicator'",
    ),
    "no number of points": (
        "canvas", edit(), {"grades": Grades("unit1", 10.0, [student("evil", "", "", float("nan"))])},
        "has nan for points, which is no number",
    ),
    "a workbook": ("canvas", lambda _: b"PK\x03\x04...", {}, "is an Excel workbook: export it as CSV"),
    "nothing": ("canvas", lambda _: b" \r\n", {}, "is empty: export it again"),
    "another encoding": ("moodle", lambda content: content.decode().encode("latin-1"), {}, "neither UTF-8 nor UTF-16"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_in_doubt_is_refused_by_name(tmp_path, case):
    platform, change, how, says = REFUSED[case]
    with pytest.raises(GradusError, match=says):
        filled(tmp_path, platform, change(ROSTERS[platform]), **how)


def test_what_the_platform_counts_otherwise_is_said(tmp_path):
    more = dataclasses.replace(CLASS, most=12.5, rows=[dataclasses.replace(CLASS.rows[0], points=150.0, waits=True)])
    for platform in ("canvas", "brightspace", "blackboard"):
        _, done = filled(tmp_path, platform, ROSTERS[platform], more)
        name = PLATFORMS[platform].name
        assert any(f"{name} gives 10 points for it, and the gradebook 12.5" in line for line in done.said)
        assert "Points by hand are still to be given, in Formgrader, to: ada." in done.said
    _, done = filled(tmp_path, "moodle", ROSTERS["moodle"], more)
    assert any("more than 100 points: Moodle imports none" in line for line in done.said)


def test_numbers_are_exact_to_two_decimals():
    assert [number(n) for n in (0, 10, 2.675, 1.005, 7.5, 12345.678, 100)] == [
        "0", "10", "2.68", "1.01", "7.5", "12345.68", "100",
    ]  # fmt: skip
    assert number(12345.5, comma=True) == "12345,5"
