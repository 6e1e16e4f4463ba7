"""START_HERE.md and `gradus progress`: what they say of what was done, and where they send a learner."""

import re
from datetime import date, datetime, timedelta
from urllib.parse import unquote

import nbformat
import pytest

from gradus.errors import GradusError
from gradus.progress import record, report, start_page
from gradus.progress.summary import how_far, next_place, standings
from gradus.progress.units import read_units
from tests.submissions import ROOT

UNITS = read_units(ROOT)
ONE = UNITS[1]
NOW = datetime.now().astimezone().isoformat(timespec="seconds")


def check(exercise, passed=True, unit=ONE.name, cell=None, attempt="a"):
    checks = next(e.checks for u in UNITS if u.name == unit for e in u.exercises if e.name == exercise)
    return [
        {"time": NOW, "kind": "check", "unit": unit, "exercise": exercise, "cell": one, "checks": list(checks),
         "passed": passed, "mistake": None, "attempt": attempt}
        for one in ([cell] if cell else checks)
    ]  # fmt: skip


def predict(prediction, unit=ONE.name):
    return [{"time": NOW, "kind": "prediction", "unit": unit, "prediction": prediction.name}]


def all_of(unit):
    return [event for exercise in unit.exercises for event in check(exercise.name, unit=unit.name)]


def submission(points, **exercises):
    return [{"time": NOW, "kind": "submission", "unit": ONE.name, "points": points, "max": 25, "exercises": exercises}]


def place(events):
    """Where to go on: the unit's number and the exercise's or prediction's name."""
    found = next_place(standings(UNITS, events), events)
    return found and (found.unit.number, (found.exercise or found.prediction or (None,))[0])


def page(events=(), news=()):
    return start_page.text_of(UNITS, list(events), True, list(news))


@pytest.mark.parametrize(
    ("events", "goes_to"),
    [
        ([], ("1", None)),
        (predict(ONE.predictions[0]), ("1", ONE.predictions[1].name)),
        ([e for p in ONE.predictions for e in predict(p)], ("1", "forward_difference")),
        (check("slope", passed=False), ("1", "slope")),
        (check("slope"), ("1", "forward_difference")),
        (check("slope") + predict(ONE.predictions[0]), ("1", ONE.predictions[1].name)),
        (check("fare", unit=UNITS[0].name), ("0", "repeated")),
        (all_of(UNITS[0]), ("1", None)),
        (all_of(ONE), ("2", None)),
        (all_of(ONE) + all_of(UNITS[2]) + check("step", unit=UNITS[4].name), ("4", "descend")),
        (all_of(ONE) + check("gradient", unit=UNITS[3].name) + all_of(UNITS[-1]), ("2", None)),
        ([e for unit in UNITS[1:] for e in all_of(unit)], None),
        ([{"time": NOW, "kind": "check", "unit": "gone", "exercise": "x", "passed": True}], ("1", None)),
    ],
)
def test_where_to_go_on(events, goes_to):
    assert place(events) == goes_to


def test_the_page_leads_to_cells_that_are_there():
    for events in ([], check("one_sided", passed=False), predict(ONE.predictions[2]), all_of(ONE)):
        link = re.search(r"^## \[▶ .*\]\((.*)\)$", page(events), re.MULTILINE)[1]
        name, _, cell = unquote(link).partition("#cell-id=")
        unit, file = name.split("/")
        source = ROOT / "course" / f"{unit}.ipynb" if file == "lesson.ipynb" else ROOT / "release" / name
        cells = nbformat.read(source, as_version=4).cells
        assert not cell or cell in {one.id for one in cells}
    for link in re.findall(r"\(([\w/]+\.ipynb)\)", page()):
        unit, file = link.split("/")
        assert file == "lesson.ipynb" or (ROOT / "release" / link).is_file()


def test_the_page_says_what_was_done():
    said = page(check("slope") + predict(ONE.predictions[0]), ["lesson.ipynb is new."])
    assert "80 minutes, 1 of 10 questions | [1 of 9](01_derivatives/derivatives.ipynb) | 4 of 25 |" in said
    assert "Go on where I stopped" in said and "* lesson.ipynb is new." in said and "unit 0" not in said
    link = f"01_derivatives/lesson.ipynb#cell-id={ONE.predictions[1].cell}"
    assert f" The lesson has 9 questions left: [on with it]({link})." in page(
        predict(ONE.predictions[0]) + check("slope")
    )
    assert "prediction" not in page(predict(ONE.predictions[0])).split("**How")[0]
    assert "The lesson has" not in page(check("slope"))  # it was not begun
    assert "[▶ Begin](01_derivatives/lesson.ipynb)" in page() and "begin with [unit 0]" in page()
    assert f"{ONE.title}](01_derivatives/lesson.ipynb) ✓ |" in page(all_of(ONE))
    assert "you are done" in page([event for unit in UNITS for event in all_of(unit)])
    assert len(page().splitlines()) < 28  # one screen
    assert re.search(r"^As of \d\d:\d\d\. In JupyterLab \*Start here\*, top right, brings the newest\.$", page(), re.M)
    assert "on the left" not in page().split("`gradus submit`")[0] and "close this tab" not in page()
    assert "Closed only the tab? The address is in the terminal" in page() and "`gradus submit 1`" in page()


def test_what_the_last_submission_left_is_not_passed():
    left = all_of(ONE) + submission(22, tangent=False)
    said = page(left)
    assert place(left) == ("1", "tangent") and "✓ |" not in said and "Go on where I stopped" in said
    assert re.search(r"\| \[8 of 9\]\(\S+\) \| 22 of 25 \(submitted \d\d:\d\d: 22 of 25; 1\.5 is left\) \|", said)
    again = left + check("tangent")  # the answer that was submitted: nothing is new
    assert place(again) == ("1", "tangent") and "1.5 is left" in page(again)
    changed = left + check("tangent", attempt="b")
    assert place(changed) == ("2", None) and ": 22 of 25; changed since) |" in page(changed)
    unchecked = all_of(ONE) + [submission(22, tangent=False)[0] | {"attempts": {"tangent": "b"}}]
    assert place(unchecked + check("tangent", attempt="b")) == ("1", "tangent")  # it was submitted as it is
    assert place(unchecked + check("tangent", attempt="c")) == ("2", None)
    gone = all_of(ONE) + submission(22, of_an_earlier_version=False)
    assert "changed since" not in page(gone) and "left)" not in page(gone)
    mended = left + submission(25, tangent=True)
    assert place(mended) == ("2", None) and "✓ |" in page(mended) and ": 25 of 25) |" in page(mended)
    assert how_far(standings(UNITS, again)[1], again).endswith(
        "1.5 tangent is next. The last `gradus submit` left it without all its points."
    )
    nothing = submission(0, **{exercise.name: False for exercise in ONE.exercises})
    assert ": 0 of 25; 9 exercises are left)" in page(nothing)
    assert "; 1.2, 1.5 are left)" in page(all_of(ONE) + submission(18, slope=False, tangent=False))


def test_what_a_submission_found_whole_has_passed():
    assert place(check("slope", passed=False) + submission(4, slope=True)) == ("1", "forward_difference")
    old = [{"time": NOW, "kind": "submission", "unit": ONE.name, "points": 22, "max": 25}]  # it said no more
    assert place(all_of(ONE) + old) == ("2", None) and "(submitted" in page(all_of(ONE) + old)


def test_where_the_unit_changes_the_heading_says_next():
    done = predict(ONE.predictions[0]) + all_of(ONE)
    assert "## [▶ Next](02_partial_derivatives/lesson.ipynb)" in page(done) and "Lesson 1 has 9 questions left" in page(
        done
    )
    assert "Lesson 1" not in page(all_of(ONE)).split("| unit")[0]  # it was not begun


def test_the_page_is_written_anew_and_the_news_stays(tmp_path):
    written = start_page.write_page(tmp_path, UNITS, True, ["lesson.ipynb is new."])
    assert written == tmp_path / "START_HERE.md" and "[▶ Begin]" in written.read_text()
    for event in check("slope"):
        record.note(tmp_path, event)
    start_page.write_page(tmp_path, UNITS, True)
    assert "Go on" in written.read_text() and "* lesson.ipynb is new." in written.read_text()
    start_page.write_page(tmp_path, UNITS, True, [])
    assert "is new" not in written.read_text()
    assert sorted(file.name for file in tmp_path.iterdir()) == [".gradus", "START_HERE.md"]


def test_a_page_of_the_learners_own_stays(tmp_path):
    (tmp_path / "START_HERE.md").write_text("mine")
    assert start_page.write_page(tmp_path, UNITS, True, []) is None
    assert (tmp_path / "START_HERE.md").read_text() == "mine"


def test_a_record_that_cannot_be_read_is_told_on_the_page(tmp_path):
    record.file_of(tmp_path).mkdir(parents=True)
    assert "cannot be read" in start_page.write_page(tmp_path, UNITS, True, []).read_text()


def test_how_far_one_is_in_a_sentence():
    def said(events):
        return how_far(standings(UNITS, events)[1], events)

    assert said([]) == "0 of 9 exercises have passed; 1.1 forward_difference is next."
    stopped = check("matching_graphs", passed=False)
    assert said(stopped) == "0 of 9 exercises have passed; 1.9 matching_graphs is next."
    assert place(stopped) == ("1", "matching_graphs")  # one rule
    read = stopped + [e for p in ONE.predictions for e in predict(p)]
    assert said(read).endswith("1.9 matching_graphs is next.") and place(read) == ("1", "matching_graphs")
    first = check("forward_difference", cell="check-forward_difference")
    assert said(first).endswith("is next. Its answer, as it is now, has passed 1 of 2 checks.")
    assert said(first + check("forward_difference", False, attempt="b")).endswith("is next.")
    assert said(check("forward_difference")) == "1 of 9 exercises have passed; 1.2 slope is next."
    assert said(all_of(ONE)) == "All 9 exercises of unit 1 have passed their checks here."


def test_the_last_weeks_have_a_bar_a_day():
    today = date(2026, 3, 29)  # a day that has 23 hours in some places
    days = [today] * 8 + [today - timedelta(days=2)] + [today - timedelta(days=40)]
    line = report.weeks([{"time": f"{day}T00:30:00+01:00", "kind": "check"} for day in days], today)
    assert line.splitlines()[1] == f"{'·' * 25}▁·█ 8 today, 8 on the fullest day."
    assert report.weeks([], today) == "Nothing was checked or predicted in the last 4 weeks."


def test_the_terminal_says_the_same(tmp_path, capsys):
    for event in check("slope"):
        record.note(tmp_path, event)
    report.show(ROOT, tmp_path)
    said = capsys.readouterr().out
    assert re.search(r"1 · Derivatives: how fast, right here\?\s+1 of 9\s+0 of 10\s+4 of 25", said)
    assert "Next: Exercise 1.1 Look ahead, forward_difference." in said
    assert "predictions" not in said.split("Next:")[0] and "submitted" not in said
    assert "█ 2 today" in said or "2 on the fullest day" in said  # when midnight has come in between


def test_the_terminal_says_what_was_submitted(tmp_path, capsys):
    for event in all_of(ONE):
        record.note(tmp_path, event)
    [event] = submission(22, tangent=False)
    record.note(tmp_path, {**event, "time": NOW})
    report.show(ROOT, tmp_path)
    assert re.search(r"^Unit 1, submitted \d\d:\d\d: 22 of 25; 1\.5 is left\.$", capsys.readouterr().out, re.M)


def test_progress_can_be_forgotten(tmp_path, capsys):
    asked = []
    report.forget(ROOT, tmp_path, asked.append)
    assert not asked and "Nothing is kept" in capsys.readouterr().out
    for event in check("slope"):
        record.note(tmp_path, event)
    report.forget(ROOT, tmp_path, lambda question: asked.append(question) or False)
    said = capsys.readouterr().out
    assert "holds what you checked and predicted, 2 lines. Your notebooks stay." in said and asked == ["Delete it?"]
    assert said.endswith("Nothing was deleted.\n")
    assert len(record.events(tmp_path)) == 2
    report.forget(ROOT, tmp_path, lambda question: True)
    assert record.events(tmp_path) == []
    assert "[▶ Begin]" in (tmp_path / "START_HERE.md").read_text()
    record.file_of(tmp_path).mkdir()
    with pytest.raises(GradusError):
        report.forget(ROOT, tmp_path, lambda question: True)
