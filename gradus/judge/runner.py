"""Walks a submitted notebook: student cells run in the student's process, check cells here.

Given cells run on both sides. Whatever a check prints and however it ends is written into its cell, as a kernel
would have done. A cell that kills the student's process costs what depends on it.
"""

import ast
import contextlib
import hashlib
import importlib
import io
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader import utils

from gradus import drawing
from gradus.errors import GradusError
from gradus.judge.given import Given, parsed
from gradus.judge.host import Child
from gradus.judge.limits import Most, Times
from gradus.judge.namespace import Namespace
from gradus.judge.process import StudentProcess
from gradus.judge.protocol import ProtocolError
from gradus.judge.received import cleaned, outputs_of
from gradus.judge.standin import CannotCross
from gradus.judge.verdict import deadline, error_output, execute, explained, in_folder, partial_credit

SLACK = 5  # seconds beyond the student's limit in which the judge must have dealt with the answer
MOST_PRINTED = 100_000  # characters that a check prints


@dataclass
class Run:
    """What came of a notebook, for the log."""

    faults: list[str] = field(default_factory=list)
    faulty_tests: list[str] = field(default_factory=list)


class Runner:
    """Runs one submitted notebook beside its master. What is drawn at random follows from the seed."""

    def __init__(self, new_child: Callable[[], Child], master: NotebookNode, folder: Path,
                 times: Times = Times(), most: Most = Most(), seed: str = ""):  # fmt: skip  # noqa: B008  (both frozen)
        self._new_child = new_child
        self._folder = folder
        self._times = times
        self._most = most
        self._seed = seed
        self._given = Given(master)
        self._printed = io.StringIO()
        self._names = Namespace(self._given.names, self._given.answers, self._given.imported_by_answers)
        self.result = Run()

    def run(self, notebook: NotebookNode) -> Run:
        """Run all code cells of the notebook in order, and write their outputs into it. Raises GradusError."""
        try:
            seed = _number(f"{self._seed}/start")
            self._process = StudentProcess(
                self._new_child, self._names, self._printed, self._folder, self._times, self._most, seed
            )
        except ProtocolError as error:  # nothing of the student's has run yet
            raise GradusError(f"No process could be started to run the student's code: {error}.") from None
        try:
            self._import_modules()
            with in_folder(self._folder):
                cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
                for count, cell in enumerate(cells, 1):
                    began = datetime.now(UTC)
                    cell.outputs = self._run_cell(cell)
                    _stamp(cell, count, began)
        finally:
            self._process.end()
        return self.result

    def _import_modules(self) -> None:
        """Import what the instructor's cells import, while the student's folder is not where we are.

        Some modules look there for settings when they are first imported: matplotlib reads a matplotlibrc.
        """
        for module in sorted(self._given.modules):
            with contextlib.suppress(Exception), contextlib.redirect_stdout(io.StringIO()):
                importlib.import_module(module)

    def _run_cell(self, cell: NotebookNode) -> list[NotebookNode]:
        faults = len(self.result.faults)
        outputs = self._try_cell(cell)
        if self._process.zygote_died:  # that is no fault of the student's: once more, in another
            self._process.zygote_died = False
            del self.result.faults[faults:]
            outputs = self._try_cell(cell)
        return outputs

    def _try_cell(self, cell: NotebookNode) -> list[NotebookNode]:
        if self._given.is_check(cell):
            for code in self._given.before(cell.metadata.nbgrader.grade_id):
                self._run_here(code)
            return self._run_check(cell)
        return self._run_there(cell.source, is_given=utils.is_locked(cell), name=_name(cell))

    def _run_there(self, code: str, is_given: bool, name: str) -> list[NotebookNode]:
        try:
            self._process.make_ready(self._times.cell)
            with deadline(self._times.cell + SLACK):
                return outputs_of(self._process.run(code, is_given), self._most)
        except ProtocolError as error:
            return [self._fault(name, error)]

    def _run_here(self, code: str) -> None:
        """Run a given cell for the checks, each statement on its own: what fails here was shown to the student."""
        for statement in parsed(code).body:
            part = compile(ast.Module([statement], []), "<given>", "exec")
            with contextlib.suppress(Exception, SystemExit), contextlib.redirect_stdout(io.StringIO()):
                try:
                    self._process.make_ready(self._times.call)
                    with deadline(self._times.cell):
                        exec(part, self._names)
                except ProtocolError as error:
                    self._fault("What a given cell called", error)
        self._names.leave_to_the_student()

    def _run_check(self, cell: NotebookNode) -> list[NotebookNode]:
        name = cell.metadata.nbgrader.grade_id
        source = self._given.source(name)
        self._printed.seek(0)
        self._printed.truncate()
        outputs: list[NotebookNode] = []
        try:
            self._process.make_ready(self._times.call).ask("restore", sorted(self._given.answers))
            self._draw_for(name)
            with (
                contextlib.redirect_stdout(self._printed),
                contextlib.redirect_stderr(self._printed),
                deadline(self._times.cell + SLACK),
            ):
                value, is_computed = execute(source, f"<{name}>", self._names)
            self._process.raise_if_broken()
            if value is not None and is_computed:
                credit, problem = partial_credit(value, float(cell.metadata.nbgrader.points))
                outputs.append(credit)
                self.result.faulty_tests += [f"{name}: {problem}"] if problem else []
        except ProtocolError as error:
            outputs.append(self._fault(f"What {name} called", error))
        except CannotCross as error:
            self.result.faulty_tests.append(f"{name}: {error}")
            outputs.append(error_output(error, [f"The test cannot be run: {error}"]))
        except (Exception, SystemExit) as error:
            outputs.append(error_output(error, explained(error, name, source)))
        text = cleaned(self._printed.getvalue()[:MOST_PRINTED])
        if text:
            outputs.insert(0, new_output("stream", name="stdout", text=text))
        return outputs

    def _fault(self, name: str, error: ProtocolError) -> NotebookNode:
        """What the notebook, the log and the report say of a process that broke off."""
        why = self._process.end_after(error)
        self.result.faults.append(f"{name} {why}")
        sentence = f"{name} {why}. The cells around it were graded without it."
        return new_output("error", ename="Stopped", evalue=sentence, traceback=[f"✗ {sentence}"])

    def _draw_for(self, check: str) -> None:
        """Begin a check's random numbers: gradus.rng's, and those that tests of other courses draw."""
        seed = _number(f"{self._seed}/{check}")
        drawing.restart(seed)
        random.seed(seed)
        np.random.seed(seed % 2**32)


def _number(seed: str) -> int:
    return int.from_bytes(hashlib.sha256(seed.encode()).digest()[:16], "big")


def _name(cell: NotebookNode) -> str:
    grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
    return f"The cell {grade_id}" if grade_id else "A cell"


def _stamp(cell: NotebookNode, count: int, began: datetime) -> None:
    cell.execution_count = count
    for output in cell.outputs:
        if output.output_type == "execute_result":
            output.execution_count = count
    cell.metadata["execution"] = {
        "iopub.execute_input": began.isoformat(),
        "shell.execute_reply": datetime.now(UTC).isoformat(),
    }
