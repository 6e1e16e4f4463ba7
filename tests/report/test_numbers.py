"""What a class's numbers say, by a second way; and small, empty and even classes, where nothing is divided."""

import json
from html.parser import HTMLParser

import numpy as np
import pytest

from gradus.grading.graded_notebook import Check, GradedNotebook
from gradus.report import tables
from gradus.report.lesson import Section
from gradus.report.numbers import OTHER, STOPPED, UNTRIED, Asked, Submission, Tally
from gradus.report.page import page
from gradus.report.statistics import discrimination

SLOPE = Asked("work", "slope", "1.1 Look ahead", "slope", {"check-slope": 2.0, "check-slope-order": 2.0})
ESSAY = Asked("work", "why", "1.2 Why?", "why", {"why": 3.0})
PASSED, WRONG = Check("passed"), Check("wrong", "divides_by_h", "slope(square, 3.0) returned 3.0; expected 6.0\nHalf.")
CODE = "def slope(f, x):\n    return 1"


def submission(student="s1", first=2.0, second=2.0, checks=(PASSED, PASSED), why=3.0, code=CODE, name="", **more):
    scores = {("work", "check-slope"): first, ("work", "check-slope-order"): second, ("work", "why"): why}
    notebook = GradedNotebook(dict(zip(SLOPE.checks, checks, strict=True)), {"slope": code}, **more)
    return Submission(student, name, scores, {"work": notebook})


def tallied(*submissions, waiting=()):
    sections = {"slope": Section("course/01.ipynb", "Look both ways")}
    tally = Tally("01", [SLOPE, ESSAY], sections, lambda exercise, name: f"Sentence of {name}.")
    for one in submissions:
        tally.add(one)
    return tally.numbers(list(waiting))


def test_a_mistake_counts_once_a_student_and_costs_what_its_checks_cost():
    numbers = tallied(
        submission("a", 0.0, 0.0, (WRONG, WRONG)),
        submission("b", 2.0, 0.0, (PASSED, WRONG), code="def slope(f, x): return 2"),
        submission("c", 0.0, 0.0, (Check("untried"), Check("untried"))),
        submission("d", 0.0, 0.0, (Check("stopped", said="Stopped"), Check("wrong", "", "slope returned 7"))),
        submission("e", 2.0, 1.0),
        submission("f"),
    )
    slope, _ = numbers.exercises
    assert (slope.full, slope.part, slope.none, slope.untried) == (1, 2, 2, 1)
    assert {m.name: (m.students, m.points) for m in slope.mistakes} == {
        "divides_by_h": (2, 6.0), OTHER: (2, 3.0), STOPPED: (1, 2.0)
    }  # fmt: skip
    assert numbers.lost == {"known mistakes": 6.0, OTHER: 3.0, STOPPED: 2.0, UNTRIED: 4.0}
    assert sum(numbers.lost.values()) == 6 * numbers.points - sum(student.score for student in numbers.graded)
    [(exercise, mistake)] = numbers.dearest()
    assert (exercise.name, mistake.sentence, mistake.points) == ("slope", "Sentence of divides_by_h.", 6.0)
    assert {example.code for example in mistake.examples} == {CODE, "def slope(f, x): return 2"}
    assert [(w.exercise, w.what) for w in numbers.students[1].wrong] == [("slope", "divides_by_h")]


def test_discrimination_is_the_correlation_with_the_rest():
    draw = np.random.default_rng(1)
    item = draw.integers(0, 2, 40).astype(float)
    rest = item + draw.normal(size=40)
    expected = np.corrcoef(item, rest)[0, 1]
    assert discrimination(list(item), list(item + rest)) == pytest.approx(expected)
    a, b = rest[item == 1], rest[item == 0]  # all or nothing: the point-biserial correlation by its own formula
    share = item.mean()
    assert (a.mean() - b.mean()) / rest.std() * np.sqrt(share * (1 - share)) == pytest.approx(expected)
    assert discrimination([None, *item], [99.0, *(item + rest)]) == pytest.approx(expected)
    assert discrimination(list(item[:9]), list((item + rest)[:9])) is None
    assert discrimination([1.0] * 40, list(1 + rest)) is None


def test_an_example_is_nobodys():
    ada = submission("ada_l", 0.0, 0.0, (WRONG, WRONG), code="# by Lovelace\n" + CODE, name="Ada Lovelace")
    bob = submission("bob", 0.0, 0.0, (WRONG, WRONG), code="x = 1\n" * 300 + CODE + "\nprint('Bobby')", name="Bob X")
    [mistake] = tallied(ada, bob).exercises[0].mistakes
    assert (mistake.students, [example.code for example in mistake.examples]) == (2, [CODE])
    assert "lovelace" not in str(mistake).lower() and "bob" not in str(mistake).lower()


REFUSED = submission("r", 0.0, 0.0, could_be_graded=False, faults=("The submitted file is a\\*b.",))


@pytest.mark.parametrize(
    ("submissions", "waiting", "says"),
    [
        ([], [], "Nothing is graded yet."),
        ([], ["x"], "1 student handed in."),
        ([REFUSED], [], "The submitted file is a*b."),
        ([submission()], [], "1 student is graded: 7 of 7 points on average. Nothing: nobody lost a point."),
        ([submission()], [], "That takes ten students; 1 is graded."),
        ([submission("a"), submission("b", why=None)], [], "1 answer waits for points that a person gives"),
        ([submission(f"s{n}") for n in range(12)], [], "None does: everybody has the same points."),
        ([submission("a", 0.0, checks=(Check("wrong"), PASSED))], [], "No known mistake was made. Most points were"),
    ],
)  # fmt: skip
def test_a_class_of_any_kind_has_its_page(submissions, waiting, says, tmp_path):
    numbers = tallied(*submissions, waiting=waiting)
    text = text_of(page(numbers, tmp_path))
    assert all(sentence in text for sentence in says.split(". ")), text
    json.loads(tables.as_json(numbers))
    tables.exercises_csv(numbers), tables.students_csv(numbers)


def test_sentences_stand_apart(tmp_path):
    text = text_of(page(tallied(submission(why=None), REFUSED, waiting=["x"]), tmp_path))
    assert "could not be graded. 1 student handed in and is not graded yet. 1 answer waits for points" in text


def text_of(html):
    words = []
    parser = HTMLParser()
    parser.handle_data = words.append
    parser.feed(html.partition("<body>")[2])
    return " ".join("".join(words).split())
