"""Random damage to submitted notebooks, a class of them at a time, through the real nbgrader."""

import json
import re
import shutil
import sys
from collections.abc import Callable
from typing import Any

import nbformat
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.judge.classroom import NOTEBOOK, POINTS, Submission, answered, cells_of
from tests.judge.quick import QuickCourse

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("bwrap"), reason="needs Linux and bubblewrap"
)
STUB = "raise NotImplementedError  # your code here"
RIGHT = {
    cell.metadata["answer"]: re.sub(r"\n *### (BEGIN|END) SOLUTION", "", cell.source)
    for cell in cells_of(NOTEBOOK)
    if "answer" in cell.metadata
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["nbgrader", "grade_id", "solution", "locked", "grade", "points", "kernelspec", "tags"])
            | st.text(max_size=4),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)
WHERE = st.integers(0, 99)
TO_CELLS = st.one_of(
    st.tuples(st.sampled_from(["delete", "break"]), WHERE),
    st.tuples(st.sampled_from(["repeat", "swap"]), WHERE, WHERE),
    st.tuples(st.just("retype"), WHERE, st.sampled_from(["code", "markdown", "raw", "heading", "", None, 7])),
    st.tuples(st.sampled_from(["metadata", "nbgrader", "outputs", "id"]), WHERE, JSON),
    st.tuples(st.just("source"), WHERE, JSON | st.lists(st.text(max_size=8), max_size=3)),
    st.tuples(st.just("notebook metadata"), WHERE, JSON),
    st.tuples(st.just("format"), st.integers(-1, 9), st.integers(-1, 9)),
)
TO_BYTES = st.one_of(
    st.tuples(st.just("flip"), st.integers(0, 10**6), st.integers(0, 7)),
    st.tuples(st.just("cut"), st.integers(0, 10**6)),
)
DAMAGE = st.tuples(st.lists(TO_CELLS, max_size=4), st.just([]) | st.lists(TO_BYTES, min_size=1, max_size=3))


def damaged_cells(notebook: dict[str, Any], steps: list[tuple]) -> dict[str, Any]:
    """The notebook with cells lost, repeated, swapped or broken, and strange things in its fields."""
    cells = notebook["cells"]
    for what, where, *rest in steps:
        if what == "format":
            notebook["nbformat"], notebook["nbformat_minor"] = where, rest[0]
        elif what == "notebook metadata":
            notebook["metadata"] = rest[0]
        elif cells:
            i = where % len(cells)
            if what == "delete":
                del cells[i]
            elif what == "break":
                cells[i]["source"] = STUB
            elif what == "repeat":
                cells.insert(rest[0] % len(cells), json.loads(json.dumps(cells[i])))
            elif what == "swap":
                j = rest[0] % len(cells)
                cells[i], cells[j] = cells[j], cells[i]
            elif what == "nbgrader" and isinstance(cells[i].get("metadata"), dict):
                cells[i]["metadata"]["nbgrader"] = rest[0]
            else:
                cells[i]["cell_type" if what == "retype" else what] = rest[0]
    return notebook


def damaged_bytes(content: bytes, steps: list[tuple]) -> bytes:
    for what, where, *bit in steps:
        where %= max(1, len(content))
        if what == "cut":
            content = content[:where]
        elif content:
            content = content[:where] + bytes([content[where] ^ 1 << bit[0]]) + content[where + 1 :]
    return content


def source_of(cell: dict[str, Any]) -> str:
    source = cell.get("source", "")
    return "".join(filter(lambda part: isinstance(part, str), source)) if isinstance(source, list) else str(source)


def grade_id_of(cell: dict[str, Any]) -> object:
    marks = cell["metadata"].get("nbgrader") if isinstance(cell.get("metadata"), dict) else None
    return marks.get("grade_id") if isinstance(marks, dict) else None


def possible(content: bytes) -> Callable[[str], tuple[float, float]]:
    """The least and the most points that an exercise of this file deserves, as far as one can tell by looking.

    All, if its answer is whole and nothing else bears its name; none, if its code is nowhere in the file.
    """
    try:
        notebook = json.loads(content.decode("utf-8"))
        cells = [cell for cell in notebook["cells"] if isinstance(cell, dict)]
        assert isinstance(notebook["nbformat"], int) and notebook["nbformat"] >= 4
    except (ValueError, KeyError, TypeError, AssertionError):
        return lambda exercise: (0, 0 if b'"nbformat": 4' in content else POINTS[exercise])

    def of(exercise: str) -> tuple[float, float]:
        named = [source_of(cell) for cell in cells if grade_id_of(cell) == f"answer-{exercise}"]
        name = rf"\b{exercise}\b"
        elsewhere = [source_of(cell) for cell in cells if grade_id_of(cell) != f"answer-{exercise}"]
        is_flipped = not any(RIGHT[exercise] == source for source in (*named, *elsewhere))
        if is_flipped:
            touched = [
                s for s in (*named, *elsewhere) if s != STUB and re.search(r"return|def", s) and _near(s, exercise)
            ]
            return 0, POINTS[exercise] if touched else 0
        is_sure = named == [RIGHT[exercise]] and not any(re.search(rf"def {name}", source) for source in elsewhere)
        return POINTS[exercise] if is_sure else 0, POINTS[exercise]

    return of


def _near(source: str, exercise: str) -> bool:
    """Whether this may be the right answer with bits flipped: as long, and mostly the same."""
    right = RIGHT[exercise]
    return (
        abs(len(source) - len(right)) < 4 and sum(a == b for a, b in zip(source, right, strict=False)) > len(right) / 3
    )


class Class:
    """A course folder that is emptied before each batch."""

    def __init__(self, folder):
        self.course = QuickCourse(folder / "course")
        self.empty = (self.course.folder / "gradebook.db").read_bytes()
        released = nbformat.read(self.course.folder / "release" / "tiny" / "tiny.ipynb", as_version=4)
        self.right = nbformat.writes(answered(released, Submission("right", {"score": ""}, []), {}))

    def grade(self, files: list[bytes]) -> dict[str, bytes]:
        """Hand these in, and grade them all at once."""
        for name in ("submitted", "autograded", "feedback"):
            shutil.rmtree(self.course.folder / name, ignore_errors=True)
        (self.course.folder / "gradebook.db").write_bytes(self.empty)
        students = {f"student-{number:03}": content for number, content in enumerate(files)}
        for student, content in students.items():
            folder = self.course.folder / "submitted" / student / "tiny"
            folder.mkdir(parents=True)
            (folder / "tiny.ipynb").write_bytes(content)
        for command in ("autograde", "generate_feedback"):
            status, log = self.course.nbgrader(command, "tiny", seconds=60 + 3 * len(files))
            assert "Traceback" not in log, log[log.index("Traceback") - 300 :][:5000]
            assert status == 0, log[-5000:]
        return students


@pytest.fixture(scope="module")
def class_(tmp_path_factory):
    return Class(tmp_path_factory.mktemp("class"))


def grade_damaged(class_: Class, damages: list[tuple]) -> None:
    files = []
    for cells, flips in damages:
        notebook = damaged_cells(json.loads(class_.right), cells)
        files.append(damaged_bytes(json.dumps(notebook, indent=1).encode(), flips))
    for (student, content), damage in zip(class_.grade(files).items(), damages, strict=True):
        got = class_.course.scores(student)
        assert got is not None and class_.course.graded(student) is not None, (student, damage)
        for exercise, points in got.items():
            least, most = possible(content)(exercise)
            assert least <= points <= most, (student, exercise, points, damage)


def several_classes(size: int, number: int):
    """Hypothesis makes the classes; a failing one is not made smaller, for each attempt would be a run of nbgrader."""
    lists = st.lists(DAMAGE, min_size=size, max_size=size)
    # the first that hypothesis makes is the simplest, and here that would be a class without any damage
    strategy = given(damages=lists.filter(lambda damages: sum(map(any, damages)) > size / 2))
    rules = settings(
        max_examples=number,
        phases=[Phase.reuse, Phase.generate],
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    return lambda test: rules(strategy(test))


@pytest.mark.slow
@several_classes(size=15, number=1)
def test_a_damaged_class(class_, damages):
    grade_damaged(class_, damages)


@pytest.mark.attack
@several_classes(size=100, number=6)
def test_more_damaged_classes(class_, damages):
    grade_damaged(class_, damages)
