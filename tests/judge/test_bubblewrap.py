"""What of this package the sandbox holds: the packages that it may see, whole, and nothing that leads to answers."""

import json
import sys
from pathlib import Path

import pytest

from gradus import digits
from gradus.judge import bubblewrap
from tests.judge.cells import failure
from tests.submissions import ROOT

LOOK = f"""
import os

def texts():
    found = {{}}
    for folder, _, files in os.walk({bubblewrap.LIBRARY!r}):
        for name in files:
            with open(os.path.join(folder, name), errors="replace") as file:
                found[os.path.relpath(os.path.join(folder, name), {bubblewrap.LIBRARY!r})] = file.read()
    return found

def there(*places):
    return [place for place in places if os.path.exists(place)]

def imported(module):
    try:
        __import__(module)
    except ImportError:
        return False
    return True
"""


def names_that_may_be_seen() -> set[str]:
    package = ROOT / "gradus"
    folders = [package.joinpath(*name.split(".")) for name in bubblewrap.PACKAGES]
    files = [file for folder in folders for file in folder.rglob("*")]
    files += [package.joinpath(*name.split(".")).with_suffix(".py") for name in bubblewrap.MODULES]
    return {f.relative_to(ROOT).as_posix() for f in files if f.is_file() and "__pycache__" not in f.parts}


def test_the_sandbox_holds_its_packages_and_no_more(grade):
    seen = json.dumps(sorted(names_that_may_be_seen()))
    check = f"assert sorted(name for name in texts() if '__pycache__' not in name) == {seen}"
    assert failure(grade(LOOK, ("texts", check))[-1]) is None


def test_no_file_in_the_sandbox_can_reach_the_answers(grade):
    """Only gradus/__init__.py names them, for where they are; and nothing answers to the name."""
    naming = "assert [n for n, text in texts().items() if n.endswith('.py') and 'gradus.answers' in text"
    allowed = sorted(name for name in names_that_may_be_seen() if "gradus.answers" in text_of(name))
    assert set(allowed) <= {"gradus/__init__.py", "gradus/checks/mistakes.py", "gradus/checks/placeholder.py"}
    cells = grade(LOOK, ("texts", f"{naming} and n not in {allowed}] == []"))
    assert failure(cells[-1]) is None
    for module in ("gradus.answers", "gradus.answers.mistakes", "gradus.tape", "gradus.lending", "gradus.grading"):
        assert failure(grade(LOOK, ("imported", f"assert not imported({module!r})"))[-1]) is None


def test_neither_sources_nor_answers_nor_mistakes_are_there(grade):
    """The course itself is not bound at all; its folder may be there, if the environment is in it."""
    private = ["source", "manuscript", "tests", "gradus", "release", "course", "solutions"]
    places = [str(ROOT / name) for name in private]
    places += [f"{bubblewrap.LIBRARY}/gradus/{name}" for name in ("answers", "answers.zip", "mistakes", "tape.py")]
    assert failure(grade(LOOK, ("there", f"assert there(*{places}) == []"))[-1]) is None
    assert failure(grade(LOOK, ("there", f"assert there({bubblewrap.LIBRARY!r})"))[-1]) is None


ASK = """
import os
from gradus import digits

def asked(what):
    try:
        return len(what(digits)[1])
    except Exception as error:
        return str(error)

def places(name):
    found = []
    for folder, below, names in os.walk("/"):
        found += [folder] * (name in names)
        if folder == "/":
            below[:] = set(below) - {"dev", "proc", "sys", "usr"}
        if folder.endswith("site-packages"):  # tens of thousands of files of others
            below[:] = [each for each in below if "gradus" in each]
    return found
"""


def test_the_test_part_of_the_digits_is_not_there(grade):
    """By its name it is a sentence, and no folder of the sandbox where the course might lie has its file."""
    assert failure(grade(ASK, ("asked", 'assert asked(lambda d: d.load("train")) == 1000'))[-1]) is None
    for what in ('d.load("test")', "d.in_writers_order()"):
        told = f"asked(lambda d: {what}).startswith('The test part of the digits is not here: where work is graded')"
        assert failure(grade(ASK, ("asked", f"assert {told}"))[-1]) is None
    assert digits.HELD_OUT.is_file()
    looked = f"assert places({digits.SEEN.name!r}) and not places({digits.HELD_OUT.name!r})"
    assert failure(grade(ASK, ("places", looked))[-1]) is None


@pytest.mark.parametrize("call", ['solution("slope")', 'practice("03_gradients")'])
def test_a_solution_and_practice_are_a_sentence_there(grade, call):
    """Whoever left `solution("slope")` in their notebook loses nothing by it, and gets nothing."""
    cell = grade(f"from gradus import practice, solution\n{call}")[0]
    assert failure(cell) is None
    assert "where work is graded" in "".join(output.text for output in cell.outputs)


def test_what_of_the_course_came_with_the_package_is_not_in_the_sandbox(grade):
    """Masters among it, with every hidden check."""
    installed = Path(sys.prefix, "share/gradus")
    assert (installed / "release").is_dir()
    check = f"assert there(*{[str(installed / name) for name in ('course', 'release', 'source', 'solutions')]}) == []"
    assert failure(grade(LOOK, ("there", check))[-1]) is None


def text_of(name: str) -> str:
    return Path(ROOT, name).read_text("utf-8", errors="replace") if name.endswith(".py") else ""
