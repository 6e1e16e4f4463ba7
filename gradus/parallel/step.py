"""The one step: a submission and what it is graded by come in, a result goes out.

It is nbgrader's own Autograde, with the settings of the course, in a scratch course of this process: a folder of its
own with one assignment, one submission and a gradebook. So the grades are nbgrader's, whoever calls it; nothing is
shared with other steps, and it may be repeated without harm.
"""

import logging
import os
import shutil
import tempfile
import time
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.api import SubmittedNotebook as Row
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config, PyFileConfigLoader

from gradus.judge import course_seed
from gradus.judge.sanitize import one_line
from gradus.parallel.parcel import pack, unpack
from gradus.parallel.task import Assignment, Notebook, Result, Submission

SETTINGS = "nbgrader_config.py"
_scratch: dict[str, "Scratch"] = {}  # by the key of the assignment; a process grades one after another


class Scratch:
    """A course folder with one assignment, for one submission at a time."""

    def __init__(self, assignment: Assignment):
        self._made = tempfile.TemporaryDirectory(prefix="gradus-", ignore_cleanup_errors=True)
        self.root = Path(self._made.name).resolve()
        (self.root / SETTINGS).write_bytes(assignment.settings)
        (self.root / course_seed.FILE).write_text(assignment.secret)
        self.assignment, self._gradebook = assignment.name, assignment.gradebook
        self._config = self._settings()
        self.course = self._course("*")
        unpack(assignment.masters, Path(self.course.format_path(self.course.source_directory, ".", assignment.name)))

    def _settings(self) -> Config:
        """Those of the course; but the files and the gradebook are here."""
        before = Path.cwd()
        os.chdir(self.root)  # where whoever wrote the settings expects to be
        try:
            config = PyFileConfigLoader(SETTINGS, path=str(self.root)).load_config()
        finally:
            os.chdir(before)
        config.CourseDirectory.root = str(self.root)
        config.CourseDirectory.db_url = f"sqlite:///{self.root}/gradebook.db"
        return config

    def _course(self, student: str) -> CourseDirectory:
        return CourseDirectory(config=self._config, assignment_id=self.assignment, student_id=student)

    def hand_in(self, submission: Submission) -> None:
        """Begin anew with this submission alone."""
        for file in self.root.glob("gradebook.db*"):
            file.unlink()
        (self.root / "gradebook.db").write_bytes(self._gradebook)
        for pattern in (self.course.submitted_directory, self.course.autograded_directory):
            shutil.rmtree(self.root / pattern, ignore_errors=True)
        unpack(submission.files, self.folder(self.course.submitted_directory, submission.student))
        if submission.extension:
            with self.gradebook() as gradebook:
                gradebook.update_or_create_student(submission.student)
                row = gradebook.update_or_create_submission(self.assignment, submission.student)
                row.extension = submission.extension
                gradebook.db.commit()

    def folder(self, pattern: str, student: str) -> Path:
        return Path(self.course.format_path(pattern, student, self.assignment))

    def gradebook(self) -> Gradebook:
        return Gradebook(self.course.db_url, self.course.course_id)

    def autograde(self, student: str, log: logging.Logger) -> None:
        """As `nbgrader autograde ASSIGNMENT --student STUDENT` does. Raises what that raises."""
        converter = Autograde(coursedir=self._course(student), config=self._config, log=log)
        before = Path.cwd()
        os.chdir(self.root)
        try:
            converter.start()
        finally:
            os.chdir(before)


def grade(assignment: Assignment, submission: Submission) -> Result:
    """Grade one submission. A submission that nbgrader cannot cope with has a result too, with a fault."""
    began, said = time.perf_counter(), _Said()
    log = logging.Logger("grading", logging.WARNING)
    log.addHandler(said)
    scratch = _scratch.get(assignment.key)
    if scratch is None:
        _scratch.clear()
        scratch = _scratch[assignment.key] = Scratch(assignment)
    scratch.hand_in(submission)
    fault = ""
    try:
        scratch.autograde(submission.student, log)
    except (Exception, SystemExit) as error:
        fault = one_line(str(error) or type(error).__name__, 300)
    graded = scratch.folder(scratch.course.autograded_directory, submission.student)
    if not fault and not graded.is_dir():
        fault = said.lines[-1] if said.lines else "nbgrader found nothing to grade"
    notebooks, timestamp = ((), None) if fault else _grades(scratch, submission.student)
    return Result(
        submission.student,
        submission.key(assignment),
        () if fault else pack(graded),
        notebooks,
        timestamp,
        tuple(said.lines),
        time.perf_counter() - began,
        fault,
    )


def _grades(scratch: Scratch, student: str) -> tuple[tuple[Notebook, ...], str | None]:
    with scratch.gradebook() as gradebook:
        row = gradebook.find_submission(scratch.assignment, student)
        timestamp = row.timestamp.isoformat() if row.timestamp else None
        return tuple(map(_notebook, row.notebooks)), timestamp


def _notebook(row: Row) -> Notebook:
    scores = {grade.name: grade.auto_score for grade in row.grades}
    comments = {comment.name: comment.auto_comment for comment in row.comments}
    return Notebook(row.name, scores, comments, row.late_submission_penalty)


class _Said(logging.Handler):
    """Keeps warnings and errors, without what leads to them."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage().splitlines()[0][:1000] if record.getMessage() else "")
