"""What cells put out that come after hidden tests: taken from a process in which no such test has run.

An answer may keep the inputs of hidden tests, in a list, a file, a figure, and a later cell may show them. So those
cells are run once more, if they have put something out, in a fresh process that is asked nothing.
"""

from nbformat import NotebookNode
from nbformat.v4 import new_output

from gradus.judge.given import Given
from gradus.judge.limits import Most, Times
from gradus.judge.process import Cell, StudentProcess
from gradus.judge.protocol import ProtocolError
from gradus.judge.received import outputs_of
from gradus.judge.verdict import SLACK, deadline

Walked = list[tuple[NotebookNode, Cell | None]]
"""The cells of a notebook in order, each with what of it runs in the student's process: nothing of a check."""


def late(walked: Walked, given: Given, process: StudentProcess) -> list[int]:
    """The places of cells that have put something out after a hidden test, and did not end their process."""
    checks = [(place, cell.metadata.nbgrader.grade_id) for place, (cell, there) in enumerate(walked) if there is None]
    hidden = [place for place, name in checks if "BEGIN HIDDEN TESTS" in given.source(name)]
    return [
        place
        for place, (cell, there) in enumerate(walked)
        if hidden and place > hidden[0] and there and cell.outputs and process.runs(there)
    ]


def show(process: StudentProcess, walked: Walked, ids: list[str], given: Given, times: Times, most: Most) -> None:
    """Run the cells, and replace the outputs of those with these ids. What the judge said of them stays."""
    for cell, there in walked:
        outputs = [new_output("stream", name="stdout", text="… what this cell put out cannot be shown.\n")]
        try:
            student = process.make_ready(times.cell)
            with deadline(times.cell + SLACK):
                if there:
                    outputs = outputs_of(process.run(there), most)
                else:
                    student.ask("restore", sorted(given.answers))
        except ProtocolError:
            process.end()
        if cell.id in ids:
            cell.outputs = [*outputs, *(output for output in cell.outputs if output.get("ename") == "Stopped")]
