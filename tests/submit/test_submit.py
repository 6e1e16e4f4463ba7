"""`gradus submit` on a small unit, with the real judge: what it says, what it writes, and what it leaves alone."""

import os
import re
import shutil
import subprocess
import sys

import nbformat
import pytest
from nbgrader.utils import compute_checksum

from gradus.cleaning.text_cells import GIVEN
from gradus.errors import GradusError
from gradus.grading.pages import markdown2html
from gradus.progress import record
from gradus.progress.notebook import short_hash
from gradus.submit import submit as whole
from gradus.submit.grade import Check
from gradus.submit.show import show_points
from gradus.submit.submit import lay_beside, submit
from tests.submit.conftest import UNIT
from tests.terminal import typed

RIGHT = "def twice(x):\n    return 2 * x"
GUESSED = "def twice(x):\n    return 4"  # passes what is visible


def contents(folder):
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file() and "__pycache__" not in file.parts}


def test_points_and_page_are_the_judges_and_nothing_else_changes(course, workspace, answer, capsys, monkeypatch):
    """And so they are, with other inputs, where there is no sandbox."""
    notebook = answer(twice=GUESSED)
    (course / "gradebook.db").write_bytes(b"an instructor's")
    before = contents(course)
    monkeypatch.chdir(workspace)
    submit(course, workspace, None)
    said = capsys.readouterr().out
    assert f"Grading {UNIT}/derivatives.ipynb, as it was saved at " in said
    assert re.search(
        r"^twice +0 of 2 +Hidden check: twice\(an integer\) returned an integer that is not right", said, re.M
    )
    assert re.search(r"^half +0 of 2 +not attempted yet", said, re.M)
    assert re.search(r"^why +– +is graded by a person", said, re.M)
    page = notebook.with_name("feedback.html")
    assert "\n0 of 4 points. Mend what you like" in said
    assert f"\nEach check is in {UNIT}/feedback.html: in JupyterLab, double-click it" in said
    try_it = "Try twice with other arguments of these kinds: does it give what the exercise asks for?"
    assert try_it in " ".join(said.split()) and f"not right.\n{try_it}" in page.read_text()
    assert "\nA check gives all of its points, or none" in said
    assert "6" not in said.split("Hidden check")[1].splitlines()[0]  # no numbers
    assert "Hidden check: twice" in page.read_text() and "expect(twice, 3)" not in page.read_text()
    assert re.findall(r'<a href="#([\w-]+)">(\w+)</a></td>\s*<td>(.*?)</td>', page.read_text()) == [
        ("check-twice", "twice", "0 of 2"), ("check-half", "half", "0 of 2"), ("comment-why", "why", "0 of 3"),
    ]  # fmt: skip
    text = " ".join(re.sub("<.*?>", " ", page.read_text()).split())
    when = r"as it was saved at \d\d:\d\d.*?, graded at \d\d:\d\d on \d\d \w+ 20\d\d\. "
    when += r"A check gives all .*? costs them\. derivatives: 0 of"
    assert re.search(when, text)
    assert text.count("Your answer to the top") == 2 and text.count("The check 0 of 2 points · to the top") == 2
    assert "Your answer 0 of 3 points · to the top" in text and "graded by a person" in text
    assert not any(words in text for words in ("Test cell", "Grade cell", "Student's"))
    [event] = record.events(workspace)
    untried = short_hash("def half(x):\n    raise NotImplementedError")
    assert {name: event[name] for name in event if name != "time"} == {
        "kind": "submission", "unit": UNIT, "points": 0, "max": 4, "exercises": {"twice": False, "half": False},
        "attempts": {"twice": short_hash(GUESSED), "half": untried},
    }  # fmt: skip
    after = contents(course)
    assert {file: after[file] for file in before} == before
    assert after.keys() - before.keys() == {page, record.file_of(workspace), workspace / "START_HERE.md"}
    assert "submitted" in (workspace / "START_HERE.md").read_text()

    drawn = re.findall(r"drawn (\d+)", page.read_text())
    answer(twice=RIGHT)
    monkeypatch.setattr(whole, "has_sandbox", lambda: False)
    submit(course, workspace, UNIT)
    said = capsys.readouterr().out
    assert "Nothing here can shut your code in" in said and "\n2 of 4 points. " in said
    again = re.findall(r"drawn (\d+)", page.read_text())
    assert len(drawn) == len(again) == 1 and drawn != again  # other inputs each time


def test_the_table_has_the_numbers_of_the_headings(capsys):
    show_points([Check("twice", 1, 2, "", False), Check("half", 2, 2, "", False)], {"twice": "1.5 twice"})
    assert re.findall(r"^([\w. ]+?) +\d of", capsys.readouterr().out, re.M)[:2] == ["1.5 twice", "half"]


def test_of_two_notebooks_with_answers_the_other_is_named(course, workspace, answer, capsys, monkeypatch):
    first = answer(twice=RIGHT)
    os.utime(first, (10**9, 10**9))
    answer(name="second.ipynb", twice=GUESSED)
    monkeypatch.setattr(whole, "grade", lambda *_: whole.sys.exit())
    monkeypatch.chdir(workspace)
    with pytest.raises(SystemExit):
        submit(course, workspace, UNIT)
    said = " ".join(capsys.readouterr().out.split())
    assert f"Grading {UNIT}/second.ipynb" in said
    assert "answers of this unit in derivatives.ipynb, too, saved before: `" in said
    assert f"submit {UNIT}/derivatives.ipynb` grades that one." in said


def test_who_names_no_unit_is_told_how(course, workspace, answer, capsys, monkeypatch):
    answer(twice=RIGHT)
    monkeypatch.setattr(whole, "grade", lambda *_: whole.sys.exit())
    for others, named, says in (
        ([], None, ""),
        (["02_more"], None, "submit 2`"),
        ([], UNIT, ""),
    ):
        for other in others:
            shutil.copytree(course / "source" / UNIT, course / "source" / other)
        with pytest.raises(SystemExit):
            submit(course, workspace, named)
        told = re.findall("for another unit name it, as in `(.*)", capsys.readouterr().out)
        assert len(told) == bool(says) and all(line.endswith(f"{says}.") for line in told)


def test_the_list_leads_to_the_heading_and_the_points_to_the_check(course, workspace, answer, monkeypatch):
    file = answer(twice=GUESSED)
    master = course / "source" / UNIT / "derivatives.ipynb"
    for path in (file, master):
        notebook = nbformat.read(path, 4)
        notebook.cells.insert(1, nbformat.v4.new_markdown_cell("## 1.5 Twice\n\nOf $x^2$.", id="above"))
        nbformat.write(notebook, path)
    monkeypatch.chdir(workspace)
    submit(course, workspace, None)
    page = file.with_name("feedback.html").read_text()
    [place] = set(re.findall(r'<a href="#([\w-]+)">1.5 Twice</a>', page))
    assert page.index(f'<a name="{place}">') < page.index("1.5 Twice", page.index('id="notebook"'))
    assert "Of <math><msup><mi>x</mi><mn>2</mn></msup></math>." in page  # without a network, too
    assert re.search(r'<a href="#check-twice">\s*0 of 2\s*</a>', page) and '<a name="check-twice">' in page


def test_the_page_has_no_links_to_notebooks():
    """It may be read anywhere."""
    source = "They go with [lesson 1](../../course/01_derivatives.ipynb), *[so](#there)*."
    cell = nbformat.v4.new_markdown_cell(source, metadata={GIVEN: True})
    assert markdown2html({"cell": cell}, source) == '<p>They go with lesson 1, <em><a href="#there">so</a></em>.</p>\n'


def test_without_bubblewrap_there_is_no_sandbox(monkeypatch):
    monkeypatch.setenv("PATH", "/nonexistent")
    assert not whole.has_sandbox()


def test_a_page_takes_no_place_but_that_of_an_earlier_one(tmp_path):
    (tmp_path / "feedback.html").write_text("precious")
    (tmp_path / "feedback-2.html").mkdir()
    (tmp_path / "feedback-3.html").symlink_to(tmp_path / "feedback.html")
    for text in (b"<head>one", b"<head>two"):
        assert lay_beside(tmp_path, text).name == "feedback-4.html"
    assert (tmp_path / "feedback.html").read_text() == "precious"
    assert (tmp_path / "feedback-4.html").read_text().endswith("two")


def test_a_page_that_cannot_be_written(tmp_path):
    (tmp_path / "a file").touch()
    with pytest.raises(GradusError, match="a file.* cannot be read or written"):
        lay_beside(tmp_path / "a file", b"")


@pytest.mark.wide
def test_an_interrupt_ends_it_and_leaves_nothing(course, workspace, answer):
    answer(twice="import time\n\ndef twice(x):\n    time.sleep(15)")
    temporary = course.parent / "temporary"
    temporary.mkdir()
    before = contents(course)
    with typed(
        f"exec {sys.executable} -m gradus submit", workspace, os.environ | {"TMPDIR": str(temporary)}
    ) as terminal:
        terminal.wait_until("nothing was graded", lambda: any(temporary.glob("gradus-*/autograded/*/*/*")))
        terminal.press("\x03")
        assert terminal.end() == 2, terminal.text
    assert "Stopped: nothing was graded, and nothing written." in terminal.text and "Traceback" not in terminal.text
    assert contents(course) == before and not list(temporary.glob("gradus-*"))


@pytest.mark.wide
@pytest.mark.skipif(sys.platform != "linux", reason="bubblewrap makes the small disk")
def test_a_full_disk_is_named(course, workspace, answer):
    if not shutil.which("bwrap"):
        pytest.skip("needs bubblewrap: sudo apt-get install bubblewrap")
    answer(twice=RIGHT)
    before = contents(course)
    command = ["bwrap", "--bind", "/", "/", "--dev", "/dev", "--size", "65536", "--tmpfs", "/mnt",
               "--setenv", "TMPDIR", "/mnt", sys.executable, "-m", "gradus", "submit"]  # fmt: skip
    run = subprocess.run(command, cwd=workspace, capture_output=True, text=True)
    assert run.returncode == 2 and "Traceback" not in run.stderr, run.stderr
    assert "The disk is full: free some space for /mnt, where grading takes place" in run.stderr
    assert contents(course) == before


@pytest.mark.wide
def test_what_stops_the_judge_is_said_in_its_words(course, workspace, answer):
    answer(twice=RIGHT)
    (course / "source" / UNIT / "known_mistakes.py").write_text("1 / 0")
    with pytest.raises(GradusError, match="your notebook is as it was: .*known_mistakes.py cannot be loaded: ZeroDiv"):
        submit(course, workspace, UNIT)


def test_an_untouched_answer_is_none(course, workspace, answer):
    file = answer()
    notebook = nbformat.read(file, 4)
    for cell in notebook.cells:
        cell.metadata.nbgrader["checksum"] = compute_checksum(cell)
    nbformat.write(notebook, file)
    with pytest.raises(GradusError, match="No exercise notebook in your copies has an answer in it yet"):
        submit(course, workspace, None)


def test_the_list_leads_to_an_answer_that_did_not_run(course, workspace, answer, capsys, monkeypatch):
    """And the check says so, whose name is missing then."""
    notebook = answer(twice="def twice(x:\n    return 2 * x", half="def half(x):\n    return x")
    monkeypatch.chdir(workspace)
    submit(course, workspace, None)
    said = " ".join(capsys.readouterr().out.split())
    assert "name 'twice' is not defined: its cell ended in an error, or defines something else" in said
    page = notebook.with_name("feedback.html").read_text()
    links = dict(re.findall(r'<a href="#([\w-]+)">(\w+)</a></td>', page))
    assert list(links) == ["comment-twice", "check-half", "comment-why"] and all(
        f'<a name="{link}">' in page for link in links
    )
