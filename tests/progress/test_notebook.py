"""A real kernel in a workspace: what its notebooks' checks and predictions leave in the record."""

import contextlib
import json
import os
import shutil

import nbformat
import pytest
from jupyter_client.manager import KernelManager

from gradus.learn.warm_kernels import HELP
from gradus.progress import record
from gradus.progress.notebook import short_hash
from gradus.progress.summary import attempts, has_passed
from gradus.progress.units import read_units
from tests.submissions import ROOT

UNIT = "01_derivatives"
WRONG = "def slope(f, x, h=1e-5):\n    return (f(x + h) - f(x - h)) / h"
RIGHT = "def slope(f, x, h=1e-5):\n    return (f(x + h) - f(x - h)) / (2 * h)"


class Kernel:
    """Runs cells as JupyterLab does, with their ids."""

    def __init__(self, folder, extra_arguments=(), **env):
        self._manager = KernelManager(kernel_name="python3")
        self._manager.start_kernel(cwd=folder, env=os.environ | env, extra_arguments=[*extra_arguments])
        self.client = self._manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=180)

    def run(self, code, cell=None):
        """What the cell shows."""
        content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False}
        message = self.client.session.msg("execute_request", content)
        message["metadata"] = {"cellId": cell} if cell else {}
        self.client.shell_channel.send(message)
        shown = []
        while True:
            said = self.client.get_iopub_msg(timeout=180)
            if said["parent_header"].get("msg_id") != message["header"]["msg_id"]:
                continue
            if said["msg_type"] == "status" and said["content"]["execution_state"] == "idle":
                return "".join(shown)
            content = said["content"]
            shown.append(content.get("text") or "\n".join(content.get("traceback", [])))

    def end(self):
        self.client.stop_channels()
        self._manager.shutdown_kernel(now=True)


@contextlib.contextmanager
def kernel(folder, **options):
    running = Kernel(folder, **options)
    try:
        yield running
    finally:
        running.end()


def make_workspace(folder):
    (folder / UNIT).mkdir(parents=True)
    (folder / record.MANIFEST).write_text("{}")
    return folder


@pytest.fixture(scope="module")
def cells():
    """The code cells of unit 1's exercises, by id."""
    notebook = nbformat.read(ROOT / "release" / UNIT / "derivatives.ipynb", as_version=4)
    return {cell.id: cell.source for cell in notebook.cells if cell.cell_type == "code"}


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """A workspace, and a kernel in its unit 1."""
    workspace = make_workspace(tmp_path_factory.mktemp("workspace"))
    with kernel(workspace / UNIT) as running:
        yield workspace, running


@pytest.fixture
def learner(two, cells):
    """The same with an empty record, ready for the first exercise."""
    workspace, running = two
    shutil.rmtree(workspace / ".gradus", ignore_errors=True)
    running.run(cells["given-1"], "given-1")
    running.run("def slope(f, x, h=1e-5):\n    raise NotImplementedError", "slope")
    return workspace, running


def test_attempts_and_what_they_led_to(learner, cells):
    workspace, running = learner
    assert "not attempted" in running.run(cells["check-slope"], "check-slope")
    assert record.events(workspace) == []  # a stub is no attempt
    running.run(WRONG, "slope")
    assert "divide by 2h" in running.run(cells["check-slope"], "check-slope")
    running.run(f"# again\n\n{WRONG}", "slope")
    running.run(cells["check-slope"], "check-slope")
    running.run(RIGHT, "slope")
    running.run(cells["check-slope"], "check-slope")
    first, second, third = record.events(workspace)
    assert first["mistake"] == second["mistake"] == "divides_by_h" and third["mistake"] is None
    assert [event["passed"] for event in (first, second, third)] == [False, False, True]
    assert first["attempt"] == second["attempt"] == short_hash(WRONG)
    assert {(e["unit"], e["exercise"], e["cell"]) for e in (first, second, third)} == {(UNIT, "slope", "check-slope")}
    assert not has_passed(record.events(workspace), UNIT, "slope")  # it has a second check cell
    running.run(cells["check-slope-order"], "check-slope-order")
    assert has_passed(record.events(workspace), UNIT, "slope")
    assert attempts(record.events(workspace), UNIT, "slope") == 2
    assert "return" not in record.file_of(workspace).read_text()  # never the code
    last_cell = list(cells.values())[-1]
    said = running.run(last_cell)
    assert said.startswith("1 of 9 exercises have passed; 1.1 forward_difference is next.\n")
    assert "`Start here`, top right" in said and "Save (Ctrl+S)" in said and "`gradus submit 1`" in said
    assert "1 of 9" in (workspace / "START_HERE.md").read_text()


def test_a_check_that_passes_says_what_is_left_of_its_exercise(learner, cells):
    _, running = learner
    done = "1.2 has passed its checks here: 4 points.\n"
    running.run(RIGHT, "slope")
    said = running.run(cells["check-slope-order"], "check-slope-order")
    assert said.endswith("\n1.2 has one more check, above.\n") and said.count("1.2") == 1
    assert running.run(cells["check-slope"], "check-slope").endswith(f"\n{done}")
    running.run(WRONG, "slope")
    assert "1.2" not in running.run(cells["check-slope"], "check-slope")
    running.run(f"# anew\n{RIGHT} + 0", "slope")
    assert running.run(cells["check-slope"], "check-slope").endswith("\n1.2 has one more check, below.\n")
    assert running.run(cells["check-slope-order"], "check-slope-order").endswith(f"\n{done}")
    assert "1.2" not in running.run("expect(slope, square, 1.0).close_to(2.0)", "mine")


def test_after_three_tries_it_is_said_that_the_solution_is_open(learner, cells):
    _, running = learner
    said = []
    for answer in (WRONG, WRONG.replace("/ h", "* h"), WRONG, WRONG.replace("/ h", "/ 3"), WRONG, RIGHT):
        running.run(answer, "slope")
        said.append('solution("slope") shows a worked answer' in running.run(cells["check-slope"], "check-slope"))
    assert said == [False, False, False, True, True, False]


@pytest.fixture(scope="module")
def restarted(tmp_path_factory):
    """A kernel as `gradus learn` starts it, in which nothing has been run."""
    workspace = make_workspace(tmp_path_factory.mktemp("restarted"))
    with kernel(workspace / UNIT, extra_arguments=[HELP]) as running:
        yield running


def test_a_name_of_a_cell_that_was_not_run_since_a_restart_is_explained(restarted, cells):
    tip = "A cell above that defines {} has not been run since Python started: run it (it begins\n`{}`), or all above"
    first = tip.format("expect", "import numpy as np")
    said = restarted.run(cells["check-slope"], "check-slope")
    assert first in said and "NameError: name 'expect' is not defined" in said and "Traceback" not in said
    assert "Selected Cell.\nIf that stops on its way, at a red cell, mend that one first." in said
    assert first in restarted.run(cells["check-slope"])  # an editor without ids
    for code, cell in (
        ("sqare(2)", "has_kink"),  # misspelled
        ("square(2)", "my own"),
        ("import textwrap\nexec('square', vars(textwrap))", "has_kink"),  # not missed by the notebook
        ("slope", "forward_difference"),  # defined below
        ("def f():\n    square(2)\n    square = 1\nf()", "has_kink"),  # the learner's own
    ):
        said = restarted.run(code, cell)
        assert "Error" in said and "has not been run" not in said, code
    restarted.run(cells["given-1"], "given-1")
    assert tip.format("slope", "def slope(f, x, h=1e-5):") in restarted.run(cells["check-slope"], "check-slope")
    restarted.run("def slope(f, x, h=1e-5):\n    return light(x)", "slope")
    said = restarted.run(cells["check-slope"], "check-slope")
    assert "Nothing has that name here" in said and tip.format("light", "def light(t):") in said
    restarted.run("del square", "my own")
    assert "has not been run" not in restarted.run("square", "has_kink")  # it has been


def test_a_name_whose_cell_ended_in_an_error_is_explained(restarted, cells):
    ended = "The cell that defines tangent ended in {}: mend it, run it, then run this one again."
    restarted.run(cells["given-1"], "given-1")
    for code, error in (
        ("def tangent(f, x0):\n    return (f(x0)", "SyntaxError"),  # in 3.13 a private kind of it
        ("def tangent(f, x0):\n  return f\n    return 1", "IndentationError"),
        ("@missing\ndef tangent(f, x0):\n    return f", "NameError"),
    ):
        restarted.run(code, "tangent")
        said = restarted.run(cells["check-tangent"], "check-tangent")
        assert ended.format(error) in said and "has not been run" not in said and "Traceback" not in said
    restarted.run("def tangent(f, x0):\n    return f", "tangent")
    assert "ended in" not in restarted.run(cells["check-tangent"], "check-tangent")


def test_a_version_that_does_not_run_is_an_attempt(learner, cells):
    workspace, running = learner
    running.run(RIGHT, "slope")
    running.run("def slope(f, x, h=1e-5:\n    return 1", "slope")
    assert "did not run" in running.run(cells["check-slope"], "check-slope")
    [event] = record.events(workspace)
    assert not event["passed"] and event["attempt"] != short_hash(RIGHT)


def test_an_answer_that_ran_before_gradus_was_imported_is_known(tmp_path, cells):
    workspace = make_workspace(tmp_path)
    with kernel(workspace / UNIT) as running:
        running.run(RIGHT, "slope")
        running.run(cells["given-1"], "given-1")
        running.run(cells["check-slope"], "check-slope")
        [event] = record.events(workspace)
    assert event["passed"] and event["attempt"] == short_hash(RIGHT)


@pytest.mark.parametrize("cell", ["a1b2c3d4", None, "vscode-notebook-cell:/home/x.ipynb#W0sZmlsZQ%3D%3D"])
def test_a_copied_check_is_known_by_its_text(learner, cells, cell):
    workspace, running = learner
    running.run(RIGHT, cell)
    for check in ("check-slope", "check-slope-order"):
        running.run(cells[check], cell)
    assert [event["cell"] for event in record.events(workspace)] == ["check-slope", "check-slope-order"]
    assert has_passed(record.events(workspace), UNIT, "slope")


def test_a_check_of_the_learners_own_is_an_attempt_and_passes_nothing(learner):
    workspace, running = learner
    running.run(RIGHT, "slope")
    running.run("expect(slope, square, 1.0).close_to(2.0)", "mine")
    running.run("expect(square, 1.0).close_to(1.0)", "mine")  # no exercise
    [event] = record.events(workspace)
    assert event["cell"] is None and event["passed"]
    assert not has_passed(record.events(workspace), UNIT, "slope")


def test_a_check_that_was_interrupted_is_none(learner):
    workspace, running = learner
    running.run(RIGHT, "slope")
    running.run("expect(slope, square, 1.0).close_to(2.0)\nraise KeyboardInterrupt", "mine")
    assert record.events(workspace) == []


def test_a_prediction_is_noted_without_the_guess(learner):
    workspace, running = learner
    running.run("from gradus.figures import Predict")
    ask = "@Predict({'It is': float})\ndef %s():\n    return 2.0"
    running.run(ask % "line_through_two_points")
    assert record.events(workspace) == []
    running.run("line_through_two_points.commit([1.75])")
    running.run(ask % "of_my_own")
    running.run("of_my_own.commit([1.75])")
    [event] = record.events(workspace)
    assert (event["kind"], event["unit"], event["prediction"]) == ("prediction", UNIT, "line_through_two_points")
    assert "1.75" not in record.file_of(workspace).read_text()


def test_what_cannot_be_noted_is_told_once_and_the_checks_go_on(learner, cells):
    workspace, running = learner
    (workspace / ".gradus").write_text("in the way")
    running.run(RIGHT, "slope")
    first = running.run(cells["check-slope"], "check-slope")
    again = running.run(cells["check-slope"], "check-slope")
    (workspace / ".gradus").unlink()
    assert "✓ slope" in first and first.count("could not be noted") == 1 and "Traceback" not in first
    assert "✓ slope" in again and "could not be noted" not in again


def test_another_folder_of_the_workspace_is_the_same_exercise(tmp_path, cells):
    workspace = make_workspace(tmp_path)
    (workspace / "mine").mkdir()
    with kernel(workspace / "mine") as running:
        running.run(cells["given-1"], "given-1")
        running.run(RIGHT, "slope")
        running.run("import os; os.chdir('/')")
        running.run(cells["check-slope"], "check-slope")
    assert [event["unit"] for event in record.events(workspace)] == [UNIT]


@pytest.mark.parametrize(("has_manifest", "env"), [(False, {}), (True, {"NBGRADER_EXECUTION": "validate"})])
def test_in_a_class_and_in_nbgrader_nothing_is_written(tmp_path, cells, has_manifest, env):
    workspace = make_workspace(tmp_path)
    if not has_manifest:
        (workspace / record.MANIFEST).unlink()
    with kernel(workspace / UNIT, **env) as running:
        running.run(cells["given-1"], "given-1")
        running.run(RIGHT, "slope")
        assert (said := running.run(cells["check-slope"], "check-slope")).startswith("✓ slope") and "1.2" not in said
        assert running.run(list(cells.values())[-1]) == ""
    assert sorted(file.name for file in workspace.iterdir()) == sorted([UNIT, *[record.MANIFEST] * has_manifest])


def test_the_units_of_the_course():
    units = read_units(ROOT)
    assert [unit.name for unit in units] == [file.stem for file in sorted((ROOT / "course").glob("*.ipynb"))]
    tape = next(e for e in units[7].exercises if e.name == "Tape")
    assert tape.checks == ("check-Tape", "check-Tape-none", "check-Tape-again")
    for unit in units:
        assert unit.title != unit.name and unit.minutes and unit.predictions
        notebook = json.loads((ROOT / "release" / unit.notebook).read_bytes())
        assert {cell["id"] for cell in notebook["cells"]} >= {exercise.cell for exercise in unit.exercises}
        assert sum(len(exercise.checks) for exercise in unit.exercises) == len(unit.texts)
