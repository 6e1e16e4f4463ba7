"""Walks a submitted notebook: student cells run in the student's process, check cells here.

Given cells run on both sides. Whatever a check prints and however it ends is written into its cell, as a kernel
would have done. A cell that kills the student's process costs what depends on it: the process is started
again, the earlier cells are run again, the guilty one is left out.
"""

import ast
import contextlib
import hashlib
import io
import random
import time
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
from gradus.judge.given import Given, bound, parsed
from gradus.judge.host import ZYGOTE_GONE, Child
from gradus.judge.namespace import Namespace
from gradus.judge.protocol import Closed, ProtocolError, TooSlow
from gradus.judge.received import cleaned, one_line, outputs_of
from gradus.judge.standin import CannotCross, Student
from gradus.judge.verdict import deadline, error_output, execute, explained, in_folder, partial_credit

SLACK = 5  # seconds beyond the student's limit in which the judge must have dealt with the answer
STARTS = 3  # attempts to start a student's process
MOST_FILES = 50 * 2**20  # bytes of files beside the notebook
MOST_PRINTED = 100_000  # characters that a check prints
ENDINGS = {"memory": "took more memory than is allowed"}


@dataclass(frozen=True)
class Times:
    """Seconds that a call, a cell and a notebook may take."""

    call: float = 20
    cell: float = 60
    notebook: float = 300


@dataclass
class Run:
    """What came of a notebook, for the log and the report."""

    faults: list[str] = field(default_factory=list)
    faulty_tests: list[str] = field(default_factory=list)


class Runner:
    """Runs one submitted notebook beside its master. What is drawn at random follows from the seed."""

    def __init__(
        self, new_child: Callable[[], Child], master: NotebookNode, times: Times, folder: Path, seed: str = ""
    ):
        self._new_child = new_child
        self._times = times
        self._folder = folder
        self._seed = seed
        self._given = Given(master)
        self._replay: list[tuple[str, bool]] = []
        self._limit = times.cell
        self._broken: ProtocolError | None = None
        self._zygote_died = False
        self.result = Run()

    def run(self, notebook: NotebookNode) -> Run:
        """Run all code cells of the notebook in order, and write their outputs into it."""
        self._deadline = time.monotonic() + self._times.notebook
        self._child: Child | None = None
        self._printed = io.StringIO()
        self._names = Namespace(self._given.names, self._given.answers)
        try:
            self._start()
        except ProtocolError as error:  # nothing of the student's has run yet
            raise GradusError(f"No process could be started to run the student's code: {error}.") from None
        count = 0
        try:
            with in_folder(self._folder):
                for cell in notebook.cells:
                    if cell.cell_type != "code":
                        continue
                    count += 1
                    began = datetime.now(UTC)
                    cell.outputs = self._run_cell(cell)
                    _stamp(cell, count, began)
        finally:
            self._end()
        return self.result

    def _run_cell(self, cell: NotebookNode) -> list[NotebookNode]:
        faults = len(self.result.faults)
        outputs = self._try_cell(cell)
        if self._zygote_died:  # that is no fault of the student's: once more, in another
            self._zygote_died = False
            del self.result.faults[faults:]
            outputs = self._try_cell(cell)
        return outputs

    def _try_cell(self, cell: NotebookNode) -> list[NotebookNode]:
        if self._given.is_check(cell):
            for code in self._given.before(cell.metadata.nbgrader.grade_id):
                self._run_here(code)
            self._broken = None
            return self._run_check(cell)
        return self._run_there(cell.source, is_given=utils.is_locked(cell), name=_name(cell))

    # The student's side

    def _start(self) -> None:
        files, left = {}, MOST_FILES
        for path in sorted(self._folder.rglob("*")):
            if path.is_file() and not path.is_symlink() and path.suffix != ".ipynb":
                left -= path.stat().st_size
                if left > 0:
                    files[str(path.relative_to(self._folder))] = path.read_bytes()
        self._student = self._names.student = Student(self._request, self._names, self._printed)
        for attempt in range(STARTS):  # what waited for this submission may have died before it came
            self._child = self._new_child()
            self._broken = None
            self._limit = self._times.cell
            try:
                self._student.ask("start", files, _number(f"{self._seed}/start"))
                return
            except Closed:
                self._end()
                if attempt == STARTS - 1:
                    raise GradusError("The processes that are to run students' code die before they do.") from None

    def _end(self) -> str:
        child, self._child = self._child, None
        return child.end() if child else ""

    def _restart(self) -> None:
        """A new process that has run all cells so far that did no harm; one that does so now is left out."""
        while self._child is None:
            self._start()
            self._limit = self._times.cell
            for cell in list(self._replay):
                try:
                    self._student.ask("run", *cell)
                except ProtocolError:
                    self._replay.remove(cell)
                    self._end()
                    break

    def _request(self, message: bytes) -> bytes:
        if self._broken or self._child is None:  # a test may have swallowed the first error
            raise self._broken or Closed("the process has ended")
        left = self._deadline - time.monotonic()
        try:
            if left <= 0:
                raise TooSlow("the notebook's time is up")
            return self._child.request(message, min(self._limit, left))
        except ProtocolError as error:
            self._broken = error
            raise

    def _run_there(self, code: str, is_given: bool, name: str) -> list[NotebookNode]:
        try:
            if self._child is None:
                self._restart()
            self._limit = self._times.cell
            with deadline(self._times.cell + SLACK):
                reply = self._student.ask("run", code, is_given)
                self._replay.append((code, is_given))
                return outputs_of(reply)
        except ProtocolError as error:
            return [self._fault(name, error)]

    def _fault(self, name: str, error: ProtocolError) -> NotebookNode:
        """End a process that broke off, and say why in the words of the one whose cell it was."""
        how = self._end()
        self._broken = None
        self._zygote_died = how == ZYGOTE_GONE
        if isinstance(error, TooSlow):
            why = "took longer than is allowed, and was stopped"
        else:
            why = ENDINGS.get(how) or ("ended its process" if isinstance(error, Closed) else f"sent no answer: {error}")
            if not isinstance(error, Closed):  # nobody does that by mistake; what was called is not run again
                called = self._student.called
                self._replay = [(code, given) for code, given in self._replay if given or called not in bound(code)]
        self.result.faults.append(f"{name} {why}")
        sentence = f"{name} {one_line(why, 300)}. The cells around it were graded without it."
        return new_output("error", ename="Stopped", evalue=sentence, traceback=[f"✗ {sentence}"])

    # The judge's side

    def _run_here(self, code: str) -> None:
        """Run a given cell for the checks, each statement on its own: what fails here was shown to the student."""
        for statement in parsed(code).body:
            part = compile(ast.Module([statement], []), "<given>", "exec")
            with contextlib.suppress(Exception, SystemExit), contextlib.redirect_stdout(io.StringIO()):
                try:
                    if self._child is None:
                        self._restart()
                    self._limit = self._times.call
                    with deadline(self._times.cell):
                        exec(part, self._names)
                except ProtocolError as error:
                    self._fault("What a given cell called", error)
        self._names.leave_to_the_student()

    def _run_check(self, cell: NotebookNode) -> list[NotebookNode]:
        name = cell.metadata.nbgrader.grade_id
        source = self._given.source(name)
        self._limit = self._times.call
        self._printed.seek(0)
        self._printed.truncate()
        outputs: list[NotebookNode] = []
        try:
            if self._child is None:
                self._restart()
                self._limit = self._times.call
            self._student.ask("restore", sorted(self._given.answers))
            self._draw_for(name)
            with (
                contextlib.redirect_stdout(self._printed),
                contextlib.redirect_stderr(self._printed),
                deadline(self._times.cell + SLACK),
            ):
                value, is_computed = execute(source, f"<{name}>", self._names)
            if self._broken:
                raise self._broken
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
        text = cleaned(self._printed.getvalue())
        if text:
            outputs.insert(0, new_output("stream", name="stdout", text=text[:MOST_PRINTED]))
        return outputs

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
