"""Names and answers of students are text on the page, and no formula in a table."""

import csv
import io
from html.parser import HTMLParser

from gradus.report import tables
from gradus.report.page import page
from tests.grading import hostile
from tests.report.test_numbers import Check, submission, tallied


class Elements(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, sorted(name for name, _ in attrs)))


def elements(numbers, folder):
    parser = Elements()
    parser.feed(page(numbers, folder))
    return parser.found


def class_with(texts):
    """In one half the names are such texts, and in the other the answers: who is named in an answer is not shown."""
    ended = [(Check("wrong", "", text), Check("wrong", "", text)) for text in texts]
    named = (submission(f"{n}{text}", 0.0, code="", faults=(text,), name=text) for n, text in enumerate(texts))
    wrote = (
        submission(f"s{n}", 0.0, 0.0, checks, code=f"{n} {text}")
        for n, (text, checks) in enumerate(zip(texts, ended, strict=True))
    )
    return tallied(*named, *wrote)


def test_the_page_has_the_same_elements_whatever_students_write(tmp_path):
    plain = {n: elements(class_with([f"plain {m}" for m in range(n)]), tmp_path) for n in (1, 2, 3)}
    for start in range(0, len(hostile.TEXTS), 3):  # of more answers the shortest would be shown
        texts = hostile.TEXTS[start : start + 3]
        assert elements(class_with(texts), tmp_path) == plain[len(texts)]


def test_nothing_hides_or_turns_round(tmp_path):
    html = page(class_with(["a\u202eb\u2066c\u200bd\x1b[31m"]), tmp_path)
    assert not set("\u202e\u2066\u200b\x1b") & set(html) and "a\N{REPLACEMENT CHARACTER}b" in html


def test_no_cell_of_a_table_is_a_formula():
    texts = ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\t=1", '=1,"x"\n2']
    numbers = tallied(*(submission(text, name=text, faults=(text,)) for text in texts), waiting=["=late"])
    rows = list(csv.DictReader(io.StringIO(tables.students_csv(numbers))))
    assert [row["student"] for row in rows] == [f"'{text}" for text in [*texts, "=late"]]
    assert [row["name"] for row in rows][:6] == [row["faults"] for row in rows][:6] == [f"'{text}" for text in texts]
    assert {row["points"] for row in rows} == {"7.0", ""}
