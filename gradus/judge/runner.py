"""Walks a submitted notebook: student cells run in the student's process, check cells here.

Given cells run on both sides. Whatever a check prints and however it ends is written into its cell, as a kernel
would have done. A cell that kills the student's process costs what depends on it.
"""

import ast
import contextlib
import hashlib
import importlib
import io
import os
import random
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import CodeType

import numpy as np
from nbformat import NotebookNode
from nbgrader import utils

from gradus.checks import random_inputs
from gradus.cleaning.bounded_call import Patience
from gradus.judge import redaction
from gradus.judge.check_result import (
    error_output,
    execute,
    failed,
    in_folder,
    partial_credit,
    stopped,
    why_of,
)
from gradus.judge.faulty_tests import fault_of, out_of_reach, sets_a_seed
from gradus.judge.master_cells import Given, grade_id, parsed
from gradus.judge.namespace import Namespace
from gradus.judge.proxies import CannotCross, Student
from gradus.judge.redaction import HIDDEN, Checked
from gradus.judge.sanitize import Received, cleaned
from gradus.judge.student_process import Broke, Cell, StudentProcess
from gradus.judge.testable import problem_of
from gradus.judge.wire.limits import OutputLimits, TimeLimits
from gradus.judge.zygotes import Child
from gradus.memory_ceiling import memory_ceiling

MOST_PRINTED = 100_000  # characters that a check prints
# Bytes that a check itself takes, and addresses that libraries set aside for their threads, several for each core.
MOST_MEMORY = 4 * 2**30 + (os.cpu_count() or 1) * 2**28


@dataclass
class Run:
    """What came of a notebook, for the log."""

    faults: list[str] = field(default_factory=list)
    faulty_tests: list[str] = field(default_factory=list)


@dataclass
class Attempt(Run):
    """What came of a cell: its outputs, and why it failed, in the words of `StudentProcess.other_ways`."""

    outputs: list[NotebookNode] = field(default_factory=list)
    why: str = ""


class Runner:
    """Runs one submitted notebook beside its master. What is drawn at random follows from the seed.

    usual: makes what given cells put out where the instructor answers, by grade_id; see `redaction`.
    """

    def __init__(self, new_child: Callable[[], Child], master: NotebookNode, folder: Path,
                 times: TimeLimits = TimeLimits(), most: OutputLimits = OutputLimits(),  # noqa: B008  (both are frozen)
                 seed: str = "", asks_hidden: bool = True,
                 usual: Callable[[], dict[str, list]] = dict):  # fmt: skip
        self._new_child = new_child
        self._master = master
        self._asks_hidden = asks_hidden
        self._usual = usual
        self._checked: dict[str, Checked] = {}  # by grade_id
        self._folder = folder
        self._times = times
        self._most = most
        self._received = Received(most, Patience())
        self._seed = seed
        self._given = Given(master)
        self._printed = io.StringIO()
        self._printed_before: int | None = None  # characters before a check's hidden tests
        self._names = Namespace(self._given.names, self._given.answers, self._given.imported_by_answers)
        self.result = Run()

    def run(self, notebook: NotebookNode) -> Run:
        """Run all code cells of the notebook in order, and write their outputs into it. Raises GradusError."""
        self._process = StudentProcess(
            self._new_child, self._names, self._printed, self._folder, self._times, self._most,
            _number(f"{self._seed}/start"),
        )  # fmt: skip
        try:
            self._process.start()
            self._import_modules()
            with in_folder(self._folder):
                for count, cell in enumerate(_code_cells(notebook), 1):
                    began = datetime.now(UTC)
                    if self._given.is_check(cell):
                        cell.outputs = self._check_cell(cell)
                        _note_mistake(cell, self._checked[grade_id(cell)])
                    else:
                        cell.outputs = self._cell(cell, count)
                    _stamp(cell, count, began)
            self.result.faults += self._process.left_out
        finally:
            self._process.end()
        self._show_without_hidden_tests(notebook)
        return self.result

    def _show_without_hidden_tests(self, notebook: NotebookNode) -> None:
        """What comes after hidden tests is shown as it is where none have been made."""
        cells = _code_cells(notebook)
        hidden = [place for place, cell in enumerate(cells) if self._has_hidden_tests(cell)]
        late = cells[hidden[0] + 1 :] if hidden else []
        if not self._asks_hidden or not redaction.is_needed(late, self._checked, self._usual):
            return
        copy = deepcopy(notebook)
        visible = Runner(
            self._new_child, self._master, self._folder, self._times, self._most, self._seed, asks_hidden=False
        )
        visible.run(copy)
        others = _code_cells(copy)[hidden[0] + 1 :]
        for cell, other in zip(late, others, strict=True):
            name = grade_id(cell)
            if name in self._checked:
                seen = redaction.shown(self._checked[name], visible._checked[name])
                cell.outputs = seen.outputs()
                _note_mistake(cell, seen)
            else:
                cell.outputs = other.outputs
            cell.metadata.execution = other.metadata.execution  # how long a cell takes may tell as much

    def _has_hidden_tests(self, cell: NotebookNode) -> bool:
        name = grade_id(cell)
        return name in self._checked and HIDDEN in self._given.source(name)

    def _import_modules(self) -> None:
        """Import what the instructor's cells import, while the student's folder is not where we are.

        Some modules look there for settings when they are first imported: matplotlib reads a matplotlibrc.
        """
        for module in sorted(self._given.modules):
            with contextlib.suppress(Exception), contextlib.redirect_stdout(io.StringIO()):
                importlib.import_module(module)

    def _cell(self, cell: NotebookNode, count: int) -> list[NotebookNode]:
        """Run a given or student's cell in the student's process; its outputs."""
        name = grade_id(cell)
        there = Cell(f"The cell {name}" if name else f"Cell {count}", cell.source, utils.is_locked(cell))
        return self._best_of(lambda: self._run_there(there), there.name)

    def _check_cell(self, cell: NotebookNode) -> list[NotebookNode]:
        """Run a check here, after the given cells that stand before it; its outputs."""
        name = grade_id(cell)
        for code in self._given.before(name):
            for statement in parsed(code).body:  # what fails here was shown to the student: the others are run
                if not self._given.is_figure(statement):
                    self._run_here(compile(ast.Module([statement], []), "<given>", "exec"))
            self._names.leave_to_the_student()
        return self._best_of(lambda: self._run_check(name, float(cell.metadata.nbgrader.points)), name)

    def _best_of(self, attempt: Callable[[], Attempt], name: str) -> list[NotebookNode]:
        """The outputs of an attempt, or of another, in another way, if what went wrong may not be its own fault."""
        found = attempt()
        for way in self._process.other_ways(found.why) if found.why else ():
            again = attempt()
            if not again.why:
                said = f"{way}; so {name} went well" if way else f"{found.faults[-1]}, and went well a second time"
                again.faults.append(said)
                found = again
                break
        self.result.faults += found.faults
        self.result.faulty_tests += found.faulty_tests
        return found.outputs

    def _run_there(self, cell: Cell) -> Attempt:
        result = self._process.run_cell(cell, self._received.outputs_of)
        if isinstance(result, Broke):
            return _broke_off(cell.name, result)
        report, outputs = result
        attempt = Attempt(outputs=outputs)
        if report.get("ok") is not True:
            attempt.why = why_of(outputs)
        if report.get("works") is not True:
            outputs.append(stopped(f"{cell.name} left Python so that nothing works any more. It was left out."))
        elif cell.repaired:
            what = " and ".join(sorted(cell.repaired))
            outputs.append(stopped(f"{cell.name} broke {what}. That was put back for the cells after it."))
        attempt.faults += [output.evalue for output in outputs if output.get("ename") == "Stopped"]
        return attempt

    def _run_here(self, statement: CodeType) -> None:
        """Run a statement of a given cell for the checks."""
        with contextlib.suppress(Exception, SystemExit), contextlib.redirect_stdout(io.StringIO()):
            result = self._process.run(lambda _: exec(statement, self._names), self._times.call)
            if isinstance(result, Broke):
                self.result.faults.append(f"What a given cell called {result.because}{result.details}")

    def _run_check(self, name: str, points: float) -> Attempt:
        source = self._given.source(name)
        checked = self._checked[name] = Checked()
        if problem := problem_of(source) or out_of_reach(source):
            said = f"The test cannot be run: {problem}."
            checked.error = error_output(CannotCross(said), [said])
            return Attempt(faulty_tests=[f"{name}: {problem}"], outputs=checked.outputs())
        attempt = Attempt()
        files, rebound = self._files(), self._names.rebound()
        try:
            result = self._process.run(lambda student: self._check(name, source, points, student), self._times.call)
            if isinstance(result, Broke):
                attempt = _broke_off(f"What {name} called", result)
                [checked.error] = attempt.outputs
            else:
                checked.points, problem = result
                attempt.faulty_tests += [f"{name}: {problem}"] if problem else []
                checked.is_part = any(one.data["text/plain"] not in ("0.0", repr(points)) for one in checked.points)
        except CannotCross as error:
            attempt.faulty_tests.append(f"{name}: {error}")
            checked.error = error_output(error, [f"The test cannot be run: {error}"])
        except (Exception, SystemExit) as error:
            lost, rebound = self._names.student.lost, self._names.rebound() - rebound
            if problem := fault_of(error, source, lost, self._files() - files, rebound):
                attempt.faulty_tests.append(f"{name}: {problem}")
                said = f"The test cannot be believed: {problem}."
                checked.error = error_output(CannotCross(said), [said])
            else:
                checked.error = failed(error, name, self._names.is_hidden)
                checked.mistake = getattr(error, "mistake", None) or ""
                attempt.why = why_of([checked.error])
        checked.is_hidden = self._names.is_hidden
        self._names.is_hidden = self._names.sets_seed = False
        printed = self._printed.getvalue()[:MOST_PRINTED]
        end = len(printed) if self._printed_before is None else self._printed_before
        checked.text, checked.hidden_text = cleaned(printed[:end]), cleaned(printed[end:])
        attempt.outputs = checked.outputs()
        return attempt

    def _check(self, name: str, source: str, points: float, student: Student) -> tuple[list[NotebookNode], str]:
        """Run a check: its points as an output, if it gives any, and what is odd about them. Raises what it raises."""
        self._printed.seek(0)
        self._printed.truncate()
        self._printed_before = None
        self._names.is_hidden = False
        student.ask("restore", sorted(self._given.answers))
        self._draw_for(name)
        self._names.sets_seed, self._names.student.lost = sets_a_seed(source), ""
        printing = contextlib.redirect_stdout(self._printed), contextlib.redirect_stderr(self._printed)
        with printing[0], printing[1], memory_ceiling(MOST_MEMORY):
            value, is_computed = execute(source, f"<{name}>", self._names, self._begin_hidden_tests)
        if value is None or not is_computed:
            return [], ""
        credit, problem = partial_credit(value, points)
        is_number = credit.output_type == "execute_result"
        return [credit] if is_number or not self._names.is_hidden else [], problem  # a name may tell what was asked

    def _begin_hidden_tests(self) -> bool:
        """From here to the end of a check its tests are hidden ones; whether they are to be made."""
        self._names.is_hidden = True
        self._printed_before = len(self._printed.getvalue())
        return self._asks_hidden

    def _files(self) -> set[str]:
        """The names of what lies in the folder in which checks run."""
        return {path.name for path in self._folder.iterdir()}

    def _draw_for(self, check: str) -> None:
        """Begin a check's random numbers: gradus.rng's, and those that tests of other courses draw."""
        seed = _number(f"{self._seed}/{check}")
        random_inputs.restart(seed)
        random.seed(seed)
        np.random.seed(seed % 2**32)


def _number(seed: str) -> int:
    return int.from_bytes(hashlib.sha256(seed.encode()).digest()[:16], "big")


def _code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def _broke_off(name: str, broke: Broke) -> Attempt:
    """What the notebook, the log and the report say of a process that broke off."""
    shown = stopped(f"{name} {broke.because}. The cells around it were graded without it.")
    return Attempt(faults=[f"{name} {broke.because}{broke.details}"], outputs=[shown], why=broke.how)


def _note_mistake(cell: NotebookNode, checked: Checked) -> None:
    """Which known mistake a check named, for reports; the page that a student gets shows its sentence only."""
    cell.metadata.pop("gradus", None)
    if checked.mistake:
        cell.metadata["gradus"] = {"mistake": checked.mistake}


def _stamp(cell: NotebookNode, count: int, began: datetime) -> None:
    cell.execution_count = count
    for output in cell.outputs:
        if output.output_type == "execute_result":
            output.execution_count = count
    cell.metadata["execution"] = {
        "iopub.execute_input": began.isoformat(),
        "shell.execute_reply": datetime.now(UTC).isoformat(),
    }
