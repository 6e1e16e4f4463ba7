"""A unit's submissions before the judge."""

import contextlib

import nbformat

from gradus.judge.runner import Runner
from gradus.judge.wire.limits import Limits, TimeLimits
from gradus.judge.zygotes import Zygotes
from tests import submissions


@contextlib.contextmanager
def judge_of(unit, folders, cells=lambda answers: None):
    """A function of answers, the reference's where there are none, that tells what the checks say that fail, by id.

    folders: makes a folder for each submission. cells: the ids of the cells that are run with these answers; None: all.
    """
    zygotes = Zygotes(limits=Limits())
    master = submissions.notebook_of("source", unit)
    without = tuple(master.metadata.gradus.without)

    def judge(answers):
        answers = submissions.reference(unit) | answers
        notebook = submissions.submission(unit, answers)
        if (needed := cells(answers)) is not None:
            notebook.cells = [cell for cell in notebook.cells if cell.id in needed]
        runner = Runner(lambda: zygotes.child(("numpy",), without), master, folders(), TimeLimits(), seed="s")
        assert runner.run(notebook).faulty_tests == []
        nbformat.validate(notebook)
        failed = [cell for cell in notebook.cells if any(o.output_type == "error" for o in cell.get("outputs", ()))]
        return {cell.id: "\n".join(o.traceback[0] for o in cell.outputs if "traceback" in o) for cell in failed}

    try:
        yield judge
    finally:
        zygotes.close()
