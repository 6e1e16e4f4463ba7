"""A notebook through the judge, without nbgrader around it."""

import os

import nbformat
import pytest
from nbformat.v4 import new_notebook

from gradus.judge.runner import Runner
from gradus.judge.wire.limits import Limits, TimeLimits
from gradus.judge.zygotes import Zygotes
from tests.judge.cells import marked

TIMES = TimeLimits(call=3, cell=4, notebook=30)
# Attacks are tried on a grader who is root, which is the harder case.
collect_ignore = [] if getattr(os, "geteuid", lambda: 1)() == 0 else ["test_attacks.py"]


@pytest.fixture(scope="session")
def zygotes():
    zygotes = Zygotes(limits=Limits(memory=400 * 2**20))
    yield zygotes
    zygotes.close()


@pytest.fixture
def grade(zygotes, tmp_path):
    """Run cells, and give the notebook back.

    A cell is code of the student, or (name, code) for a check, ("given", code), or ("answer", solution, submitted).
    """

    def run(*cells, files=None, times=TIMES, without=(), seed=""):
        for name, content in (files or {}).items():
            (tmp_path / name).write_text(content)
        submitted, master = new_notebook(), new_notebook()
        for i, cell in enumerate(cells):
            is_answer = isinstance(cell, tuple) and cell[0] == "answer"
            submitted.cells.append(marked(i, ("answer", cell[-1]) if is_answer else cell))
            if isinstance(cell, tuple):
                master.cells.append(marked(i, cell))
        runner = Runner(lambda: zygotes.child(("numpy",), without), master, tmp_path, times, seed=seed)
        runner.run(submitted)
        nbformat.validate(submitted)
        return submitted.cells

    return run
