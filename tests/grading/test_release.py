"""`nbgrader generate_assignment` where release/ is there already: the gradebook learns of the assignment."""

import shutil

import nbformat
import pytest
from nbgrader.api import Gradebook

from tests import submissions
from tests.judge.quick import nbgrader

UNIT = "01_derivatives"


@pytest.mark.wide
def test_the_first_command_works_in_a_checkout_and_the_second_time_too(tmp_path):
    shutil.copy(submissions.ROOT / "nbgrader_config.py", tmp_path)
    for tree in ("source", "release"):
        shutil.copytree(submissions.ROOT / tree / UNIT, tmp_path / tree / UNIT)
    [released] = (tmp_path / "release" / UNIT).iterdir()
    committed = released.read_bytes()
    status, log = nbgrader(tmp_path, "generate_assignment", UNIT)
    assert status == 0 and "it is told" in log, log
    assert released.read_bytes() == committed
    points = points_in(tmp_path)
    assert points == submissions_points()
    status, log = nbgrader(tmp_path, "generate_assignment", UNIT)
    assert status == 0 and "Skipping existing assignment" in log

    [master] = (tmp_path / "source" / UNIT).iterdir()
    notebook = nbformat.read(master, 4)
    check = next(cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade"))
    check.metadata.nbgrader.points += 1
    nbformat.write(notebook, master)
    status, log = nbgrader(tmp_path, "generate_assignment", UNIT)
    assert status == 0 and "it is told" in log, log
    assert points_in(tmp_path) == points + 1
    assert released.read_bytes() != committed


def points_in(course):
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        return gradebook.find_assignment(UNIT).max_score


def submissions_points():
    cells = submissions.notebook_of("source", UNIT).cells
    return sum(cell.metadata.get("nbgrader", {}).get("points", 0) for cell in cells)
