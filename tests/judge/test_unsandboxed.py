"""Grading without a sandbox: two processes all the same, and nothing left behind."""

import os
import subprocess
import sys
import tempfile

import pytest
from nbformat.v4 import new_notebook

from gradus.errors import GradusError
from gradus.judge import bubblewrap
from gradus.judge.master_cells import Given, parsed
from gradus.judge.runner import Runner
from gradus.judge.unsandboxed import ColdStarts
from gradus.judge.wire.limits import TimeLimits
from tests.judge.cells import failure, marked

ANSWERS = """
import subprocess, sys
left = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(3333)'])
def number():
    return left.pid
def hang(x):
    while True: pass
def double(x):
    return 2 * x
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no groups of processes to end")
def test_a_notebook_without_a_sandbox(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    cells = [ANSWERS, ("hang", "hang(1)"), ("double", "assert double(2) == 4"), ("number", "print(number())")]
    notebook = new_notebook(cells=[marked(i, cell) for i, cell in enumerate(cells)])
    master = new_notebook(cells=notebook.cells[1:])
    times = TimeLimits(call=2, cell=20, notebook=60)
    Runner(lambda: ColdStarts().child((), ()), master, tmp_path, times).run(notebook)
    assert "took longer" in failure(notebook.cells[1])
    assert failure(notebook.cells[2]) is None
    left = int(notebook.cells[3].outputs[0].text)
    assert subprocess.run(["ps", "-o", "stat=", "-p", str(left)], capture_output=True, text=True).stdout[:1] in (
        "",
        "Z",
    )
    assert not os.listdir(tmp_path / "temporary")


def test_a_figure_calls_no_answer_in_the_judge(tmp_path):
    figure = "def walk(*given):\n    return descend(*given)\nDescent(lambda x: x**2, start=1.0, descend=walk)"
    cells = [
        ("given", "from gradus.figures import Descent"),
        ("answer", "def descend(grad, theta, lr, steps):\n    while True: pass"),
        ("given", figure),
        ("asked", "assert walk is not None"),
    ]
    notebook = new_notebook(cells=[marked(i, cell) for i, cell in enumerate(cells)])
    master = new_notebook(cells=[cell.copy() for cell in notebook.cells])
    assert [Given(master).is_figure(statement) for statement in parsed(figure).body] == [False, True]
    run = Runner(lambda: ColdStarts().child((), ()), master, tmp_path).run(notebook)
    assert not run.faults and failure(notebook.cells[2]) is None and failure(notebook.cells[3]) is None


def test_modules_can_be_kept_away(tmp_path):
    notebook = new_notebook(cells=[marked(0, "import statistics")])
    Runner(lambda: ColdStarts().child((), ("statistics",)), new_notebook(), tmp_path).run(notebook)
    assert "statistics" in failure(notebook.cells[0])


@pytest.mark.parametrize(("system", "way"), [("linux", "apt-get install bubblewrap"), ("darwin", "in a container")])
def test_without_bubblewrap_grading_is_refused(monkeypatch, system, way):
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(GradusError, match=way):
        bubblewrap.command([])
