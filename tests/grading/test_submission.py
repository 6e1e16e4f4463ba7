"""Damaged, tampered and unreadable submissions: the master with the answers is graded, and nobody is lost."""

import json
import os
import shutil

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_markdown_cell

from gradus.cleaning.bounded_call import Patience
from gradus.cleaning.text_cells import make_harmless
from gradus.grading.submission import Unreadable, read_notebook, rebuild
from tests import submissions
from tests.grading.test_nbgrader import feedback, full_marks, nbgrader, scores

UNIT = "00_before_you_start"
NAME = f"{UNIT.split('_', 1)[1]}.ipynb"


def master():
    return submissions.notebook_of("source", UNIT)


def right():
    return submissions.submission(UNIT, submissions.reference(UNIT))


def written(tmp_path, notebook):
    file = tmp_path / "handed_in.ipynb"
    file.write_text(notebook if isinstance(notebook, str) else json.dumps(notebook), encoding="utf-8")
    return file


def marked(notebook):
    return [cell for cell in notebook.cells if cell.metadata.get("nbgrader")]


def test_an_untouched_submission_keeps_its_order(tmp_path):
    notebook = rebuild(master(), read_notebook(written(tmp_path, right())))
    assert [cell.id for cell in marked(notebook)] == [cell.id for cell in marked(master())]
    assert [cell.source for cell in notebook.cells if cell.cell_type == "markdown"] == [
        cell.source for cell in master().cells if cell.cell_type == "markdown"
    ]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["delete", "repeat", "swap", "retype", "unlock", "rename", "points", "junk"]),
        st.integers(0, 99),
    ),
    max_size=8,
)


def damage(notebook, steps):
    """The notebook after someone who means no good, or has a clumsy cat, has been at it."""
    cells = notebook["cells"]
    for what, where in steps:
        i = where % max(1, len(cells))
        if not cells:
            break
        metadata = cells[i].get("metadata")
        marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
        marks = marks if isinstance(marks, dict) else {}
        if what == "delete":
            del cells[i]
        elif what == "repeat":
            cells.insert(where % len(cells), json.loads(json.dumps(cells[i])))
        elif what == "swap":
            cells[i], cells[-1 - i % len(cells)] = cells[-1 - i % len(cells)], cells[i]
        elif what == "retype":
            cells[i]["cell_type"] = ["raw", "markdown", "code", 7][where % 4]
        elif what == "unlock":
            marks.update(locked=False, grade=False, solution=True)
        elif what == "rename":
            marks["grade_id"] = ["fare", "check-fare", "", None][where % 4]
        elif what == "points":
            marks["points"] = [1e9, -1, "many", None][where % 4]
        else:
            cells[i]["source"] = [None, 3, ["a", 4], {"x": 1}][where % 4]
            cells[i]["metadata"] = [None, [], {"nbgrader": 5}, {"nbgrader": {"grade_id": []}}][where % 4]
    return notebook


@pytest.mark.wide
@settings(max_examples=200, deadline=None)
@given(steps=STEPS)
def test_damage_changes_answers_at_most(tmp_path_factory, steps):
    damaged = damage(json.loads(nbformat.writes(right())), steps)
    notebook = rebuild(master(), read_notebook(written(tmp_path_factory.mktemp("damaged"), damaged)))
    nbformat.validate(notebook)
    whole = marked(master())
    assert [(c.id, c.cell_type, c.metadata.nbgrader) for c in marked(notebook)] == [
        (c.id, c.cell_type, c.metadata.nbgrader) for c in whole
    ]
    assert all(
        c.source == w.source for c, w in zip(marked(notebook), whole, strict=True) if not w.metadata.nbgrader.solution
    )


@settings(deadline=None)
@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=4),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(["nbformat", "cells", "metadata", "cell_type", "source", "worksheets"]), inner
            )
        ),
        max_leaves=12,
    )
)
def test_any_json_is_a_notebook_or_named(tmp_path_factory, content):
    file = written(tmp_path_factory.mktemp("any"), content)
    try:
        nbformat.validate(rebuild(master(), read_notebook(file)))
    except Unreadable as error:
        assert str(error)


BROKEN = {
    "empty": b"",
    "truncated": None,
    "no_json": b"{not json",
    "no_notebook": b'{"a": 1}',
    "a_list": b"[]",
    "no_cells": b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}}',
    "no_cell": b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}',
    "empty_cells": b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{}, {}]}',
    "nested_cells": b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [[{"cell_type": "code"}]]}',
    "other_cells": b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": "code", "source": "1"}]}',  # noqa: E501
    "not_utf8": b'{"nbformat": 4, "cells": ["\xff\xfe"]}',
    "deep": b"[" * 100_000,
    "huge": b" " * (21 * 2**20),
}

BESIDE = ["no_files", "no_time", "no_text", "a_time"]


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A batch of broken and tampered files, a folder and a link among them, and an honest one."""
    root = tmp_path_factory.mktemp("course")
    shutil.copy(submissions.ROOT / "nbgrader_config.py", root)
    shutil.copytree(submissions.ROOT / "source" / UNIT, root / "source" / UNIT)
    assert nbgrader(root, "generate_assignment", UNIT)[0] == 0
    whole = nbformat.writes(right()).encode()
    for student, content in BROKEN.items():
        place(root, student).write_bytes(whole[: len(whole) // 2] if content is None else content)
    os.symlink("/etc/passwd", place(root, "a_link"))
    place(root, "a folder, 'quoted' ünï").mkdir()
    steps = [("repeat", 4), ("repeat", 4), ("swap", 3), ("points", 5), ("unlock", 7), ("rename", 14)]
    place(root, "tampered").write_text(json.dumps(damage(json.loads(whole), steps)))
    place(root, "old_format").write_text(nbformat.writes(right(), version=3))
    place(root, "future_format").write_bytes(whole.replace(b'"nbformat": 4', b'"nbformat": 9'))
    kernel = whole.replace(b'"name": "python3"', b'"name": "julia"')
    place(root, "wrong_kernel").write_bytes(kernel)
    place(root, "honest").write_bytes(whole)
    place(root, "byte_order_mark").write_bytes(b"\xef\xbb\xbf" + whole)
    beside = place(root, "no_files")
    beside.write_bytes(whole)
    os.mkfifo(beside.parent / "pipe.txt")
    for link, where in {"nowhere": "/does/not/exist", "circle": "circle", "here": ".", "zeros": "/dev/zero"}.items():
        os.symlink(where, beside.parent / link)
    for student, time in {
        "no_time": b"yesterday",
        "no_text": b"\xff\xfe",
        "a_time": b"2030-01-01 12:00:00 UTC",
    }.items():
        place(root, student).write_bytes(whole)
        (root / "submitted" / student / UNIT / "timestamp.txt").write_bytes(time)
    log = nbgrader(root, "autograde", UNIT)[1]
    feedback_log = nbgrader(root, "generate_feedback", UNIT)[1]
    return root, log + feedback_log


def place(root, student):
    folder = root / "submitted" / student / UNIT
    folder.mkdir(parents=True)
    return folder / NAME


@pytest.mark.wide
@pytest.mark.parametrize("student", [*BROKEN, "a_link"])
def test_what_is_no_notebook_is_named_and_scores_nothing(course, student):
    root, log = course
    assert set(scores(root, UNIT, student).values()) == {0}
    assert "could not be graded" in feedback(root, UNIT, student)
    assert f"of {student}" in log
    assert "root:" not in feedback(root, UNIT, student)


@pytest.mark.wide
@pytest.mark.parametrize(
    "student", ["honest", "byte_order_mark", "wrong_kernel", "future_format", "old_format", *BESIDE]
)
def test_what_can_be_read_is_graded(course, student):
    root, _ = course
    got = scores(root, UNIT, student)
    assert set(got) == set(full_marks(UNIT))
    if student != "old_format":  # format 3 knows no metadata of nbgrader, so its answers cannot be found
        assert got == full_marks(UNIT)


@pytest.mark.wide
def test_what_nbgrader_could_not_copy_or_read_is_named(course):
    root, log = course
    for name in ("pipe.txt", "nowhere", "circle", "zeros"):
        assert f"no_files: {name} is no file of theirs" in log
        assert not os.path.lexists(root / "autograded" / "no_files" / UNIT / name)
    assert [f"{student}: The timestamp.txt is not a time" in log for student in BESIDE[1:]] == [True, True, False]


@pytest.mark.wide
def test_a_tampered_notebook_cannot_gain(course):
    root, _ = course
    got = scores(root, UNIT, "tampered")
    assert set(got) == set(full_marks(UNIT))
    assert all(got[name] <= points for name, points in full_marks(UNIT).items())


@pytest.mark.parametrize(
    ("where", "key", "content"),
    [
        ("cell", "outputs", [[True, None], 3, {"output_type": "stream"}, {"output_type": "error", "ename": 1}]),
        ("cell", "execution_count", -1),
        ("cell", "execution_count", True),
        ("notebook", "kernelspec", {"name": 5}),
        ("notebook", "kernelspec", {}),
    ],
)
def test_what_no_notebook_may_hold_is_left_out(tmp_path, where, key, content):
    notebook = json.loads(nbformat.writes(right()))
    for cell in notebook["cells"]:
        if where == "cell" and cell["cell_type"] == "code":
            cell[key] = content
    if where == "notebook":
        notebook["metadata"][key] = content
    nbformat.validate(rebuild(master(), read_notebook(written(tmp_path, notebook))))


def test_a_picture_pasted_into_a_text_answer_is_kept_and_nothing_else(tmp_path):
    notebook = json.loads(nbformat.writes(right()))
    pasted = {
        "sketch.png": {"image/png": "iVBORw0KGgo=", "text/html": "<script>run()</script>"},
        "page.html": {"text/html": "<script>run()</script>"},
        "odd.png": {"image/png": "<script>run()</script>"},
        "none.png": 3,
    }
    marks = {"grade_id": "essay", "grade": True, "solution": True, "locked": False, "points": 2, "schema_version": 3}
    essay = new_markdown_cell("YOUR ANSWER HERE", metadata={"nbgrader": marks})
    mine = {"cell_type": "markdown", "id": "mine", "source": "![](attachment:sketch.png)", "attachments": pasted}
    notebook["cells"] += [mine | {"metadata": {}}, mine | {"metadata": {"nbgrader": marks}, "id": "essay"}]
    with_essay = master()
    with_essay.cells.append(essay)
    rebuilt = rebuild(with_essay, read_notebook(written(tmp_path, notebook)))
    nbformat.validate(rebuilt)
    found = [cell for cell in rebuilt.cells if "sketch" in cell.source]
    assert [cell.id == "essay" for cell in found] == [False, True]
    assert all(cell.attachments == {"sketch.png": {"image/png": "iVBORw0KGgo="}} for cell in found)
    assert not list(make_harmless(found, {}, Patience()))
    assert {cell.source for cell in found} == {"![](attachment:sketch.png)"}
