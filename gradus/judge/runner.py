"""Walks a submitted notebook: student cells run in the student's process, check cells here.

Given cells run on both sides. Whatever a check prints and however it ends is written into its cell, as a kernel
would have done. A cell that kills the student's process costs what depends on it: the process is started
again, the earlier cells are run again, the guilty one is left out.
"""

import ast
import contextlib
import io
import linecache
import math
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import nbformat
from IPython.core.inputtransformer2 import TransformerManager
from nbformat import NotebookNode, ValidationError, validate
from nbformat.v4 import new_output
from nbgrader import utils

from gradus.calls import type_name
from gradus.judge.host import Child
from gradus.judge.protocol import Closed, ProtocolError, TooSlow
from gradus.judge.standin import CannotCross, Namespace, Student

SLACK = 5  # seconds beyond the student's limit in which the judge must have dealt with the answer
MOST_FILES = 50 * 2**20  # bytes of files beside the notebook
MOST_OUTPUTS = 1000  # of one cell
MOST_TEXT = 20_000  # characters of an error
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
    """Runs one submitted notebook beside its master."""

    def __init__(self, new_child: Callable[[], Child], master: NotebookNode | None, times: Times, folder: Path):
        self._new_child = new_child
        self._times = times
        self._folder = folder
        self._given = _Given(master)
        self._replay: list[tuple[str, bool]] = []
        self._limit = times.cell
        self._broken: ProtocolError | None = None
        self.result = Run()

    def run(self, notebook: NotebookNode) -> Run:
        """Run all code cells of the notebook in order, and write their outputs into it."""
        self._deadline = time.monotonic() + self._times.notebook
        self._child: Child | None = None
        self._start()
        self._names = Namespace(self._student, self._given.names, self._given.answers)
        count = 0
        try:
            with contextlib.chdir(self._folder), _without_the_folder_on_the_path(self._folder):
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
        if utils.is_grade(cell) and not utils.is_solution(cell):
            for code in self._given.before(cell.metadata.nbgrader.grade_id):
                self._run_here(code)
            self._broken = None
            return self._run_check(cell)
        return self._run_there(cell.source, is_given=utils.is_locked(cell), name=_name(cell))

    # The student's side

    def _start(self) -> None:
        self._child = self._new_child()
        self._student = Student(self._request)
        files, left = {}, MOST_FILES
        for path in sorted(self._folder.rglob("*")):
            if path.is_file() and not path.is_symlink() and path.suffix != ".ipynb":
                left -= path.stat().st_size
                if left > 0:
                    files[str(path.relative_to(self._folder))] = path.read_bytes()
        self._limit = self._times.cell
        self._student.ask("files", files)

    def _end(self) -> str:
        child, self._child = self._child, None
        return child.end() if child else ""

    def _restart(self) -> None:
        """A new process that has run all cells so far that did no harm; one that does so now is left out."""
        while self._child is None:
            self._start()
            self._names.student = self._student
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
            with _deadline(self._times.cell + SLACK):
                reply = self._student.ask("run", code, is_given)
                self._replay.append((code, is_given))
                return [nbformat.from_dict(output) for output in _outputs(reply)]
        except ProtocolError as error:
            return [self._fault(name, error)]

    def _fault(self, name: str, error: ProtocolError) -> NotebookNode:
        """End a process that broke off, and say why in the words of the one whose cell it was."""
        how = self._end()
        self._broken = None
        if isinstance(error, TooSlow):
            why = "took longer than is allowed, and was stopped"
        else:
            why = ENDINGS.get(how) or ("ended its process" if isinstance(error, Closed) else f"sent no answer: {error}")
        self.result.faults.append(f"{name} {why}")
        sentence = f"{name} {why}. The cells around it were graded without it."
        return new_output("error", ename="Stopped", evalue=sentence, traceback=[f"✗ {sentence}"])

    # The judge's side

    def _run_here(self, code: str) -> None:
        """Run a given cell for the checks, each statement on its own: what fails here was shown to the student."""
        try:
            tree = ast.parse(TransformerManager().transform_cell(code))
        except SyntaxError:
            return
        for statement in tree.body:
            part = compile(ast.Module([statement], []), "<given>", "exec")
            with contextlib.suppress(Exception, SystemExit), contextlib.redirect_stdout(io.StringIO()):
                try:
                    if self._child is None:
                        self._restart()
                    self._limit = self._times.call
                    with _deadline(self._times.cell):
                        exec(part, self._names)
                except ProtocolError as error:
                    self._fault("What a given cell called", error)

    def _run_check(self, cell: NotebookNode) -> list[NotebookNode]:
        name = cell.metadata.nbgrader.grade_id
        self._limit = self._times.call
        printed = io.StringIO()
        outputs: list[NotebookNode] = []
        try:
            if self._child is None:
                self._restart()
                self._limit = self._times.call
            self._student.ask("restore")
            with (
                contextlib.redirect_stdout(printed),
                contextlib.redirect_stderr(printed),
                _deadline(self._times.cell + SLACK),
            ):
                value = _execute(cell.source, f"<{name}>", self._names)
            if self._broken:
                raise self._broken
            if value is not None:
                outputs.append(_partial_credit(value, cell.metadata.nbgrader.points))
        except ProtocolError as error:
            outputs.append(self._fault(f"What {name} called", error))
        except CannotCross as error:
            self.result.faulty_tests.append(f"{name}: {error}")
            outputs.append(_error(error, [f"The test cannot be run: {error}"]))
        except (Exception, SystemExit) as error:
            outputs.append(_error(error, _explained(error, name, cell.source)))
        text = _clean(printed.getvalue())
        if text:
            outputs.insert(0, new_output("stream", name="stdout", text=text))
        return outputs


class _Given:
    """The master's cells that are neither answers nor checks, handed out in order as checks are reached."""

    def __init__(self, master: NotebookNode | None):
        self._cells = [cell for cell in master.cells if cell.cell_type == "code"] if master else []
        self.names = set().union(*(_bound(c.source) for c in self._cells if not _is_checked(c)))
        self.answers = set().union(*(_bound(c.source) for c in self._cells if utils.is_solution(c)))

    def before(self, grade_id: str) -> Iterator[str]:
        """The given cells before this check that were not handed out yet."""
        ids = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in self._cells]
        if grade_id not in ids:
            return
        before = self._cells[: ids.index(grade_id)]
        self._cells = self._cells[ids.index(grade_id) :]
        for cell in before:
            if not _is_checked(cell):
                yield cell.source


def _is_checked(cell: NotebookNode) -> bool:
    return utils.is_grade(cell) or utils.is_solution(cell)


def _bound(code: str) -> set[str]:
    """The names that a cell binds at its top level, by assignment, definition or import."""
    try:
        tree = ast.parse(TransformerManager().transform_cell(code))
    except SyntaxError:
        return set()
    names: set[str] = set()
    for statement in tree.body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            names.add(statement.name)
        elif isinstance(statement, ast.Import | ast.ImportFrom):
            names |= {(alias.asname or alias.name).split(".")[0] for alias in statement.names}
        else:
            parts = (node for node in ast.walk(statement) if isinstance(node, ast.Name))
            names |= {part.id for part in parts if isinstance(part.ctx, ast.Store)}
    return names


@contextlib.contextmanager
def _deadline(seconds: float) -> Iterator[None]:
    """Raise TooSlow if the judge itself is kept busy, by a loop that counts to a number of the student's, say."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def ring(*_: Any) -> None:
        raise TooSlow("the judge was kept busy")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def _without_the_folder_on_the_path(folder: Path) -> Iterator[None]:
    """Checks run in the submission's folder, but must not import from it."""
    before = list(sys.path)
    sys.path[:] = [place for place in before if place not in ("", ".", str(folder))]
    try:
        yield
    finally:
        sys.path[:] = before


def _execute(code: str, file: str, names: dict) -> Any:
    """Run a cell; the value of its last expression, or None."""
    code = TransformerManager().transform_cell(code)
    linecache.cache[file] = (len(code), None, code.splitlines(keepends=True), file)
    tree = ast.parse(code, file)
    last = tree.body[-1] if tree.body else None
    if isinstance(last, ast.Expr):
        tree.body.pop()
    exec(compile(tree, file, "exec"), names)
    return eval(compile(ast.Expression(last.value), file, "eval"), names) if isinstance(last, ast.Expr) else None


def _partial_credit(value: Any, points: float) -> NotebookNode:
    """A test's last value as nbgrader reads it: points between 0 and all; what is not a number counts nothing."""
    try:
        score = float("not a score" if isinstance(value, bool) else value)
    except (TypeError, ValueError):
        return new_output("display_data", data={"text/plain": repr(value)[:1000]})
    score = min(max(score, 0.0), float(points)) if math.isfinite(score) else 0.0
    return new_output("execute_result", data={"text/plain": repr(score)}, execution_count=None)


def _error(error: BaseException, lines: list[str]) -> NotebookNode:
    lines = [_clean(line)[:MOST_TEXT] for line in lines]
    return new_output(
        "error", ename=_clean(type_name(error))[:80], evalue=_clean(str(error))[:MOST_TEXT], traceback=lines
    )


def _explained(error: BaseException, name: str, source: str) -> list[str]:
    """A failed check in its own words; any other failed test with the line of the test."""
    if hasattr(error, "_render_traceback_"):
        return error._render_traceback_()
    lines = [f"{type_name(error)}: {error}"]
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename == f"<{name}>" and frame.line:
            hidden = "HIDDEN TESTS" in source and frame.lineno and _is_hidden(source, frame.lineno)
            return ["a hidden test\n" if hidden else f"in {frame.line}\n", *lines]
    return lines


def _is_hidden(source: str, line: int) -> bool:
    marks = [text for text in source.splitlines()[:line] if "HIDDEN TESTS" in text]
    return bool(marks) and "BEGIN" in marks[-1]


def _outputs(reply: Any) -> list[dict]:
    """The outputs that a session reports, if they are outputs at all."""
    outputs = reply.get("outputs")
    if not isinstance(outputs, list):
        return []
    return [_clean(output) for output in outputs[:MOST_OUTPUTS] if isinstance(output, dict) and _is_output(output)]


def _is_output(output: dict) -> bool:
    if output.get("output_type") == "stream" and not isinstance(output.get("text"), str):
        return False
    try:
        validate(nbformat.from_dict(output), ref="output", version=4)
    except (ValidationError, TypeError, ValueError):
        return False
    return True


def _clean(value: Any) -> Any:
    """Text that can be written: lone surrogates are replaced."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, list):
        return [_clean(part) for part in value]
    if isinstance(value, dict):
        return {_clean(key): _clean(part) for key, part in value.items()}
    return value


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
