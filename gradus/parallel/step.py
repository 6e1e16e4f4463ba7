"""The one step: a submission and what it is graded by come in, a result goes out.

It is nbgrader's own Autograde, with the settings of the course, in a scratch course of this process: a folder of its
own with one assignment, one submission and a gradebook. So the grades are nbgrader's, whoever calls it; nothing is
shared with other steps, and it may be repeated without harm.
"""

import glob
import shutil
import tempfile
import time
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.api import SubmittedNotebook as Row
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory

from gradus.grading import scratch
from gradus.judge import course_seed
from gradus.parallel.parcel import pack, unpack
from gradus.parallel.task import Assignment, Notebook, Result, Submission

_places: dict[str, "Place"] = {}  # by the key of the assignment; a process grades one after another


class _Autograde(Autograde):
    """nbgrader's, but for a class of one it would end before SubmissionExporter finds a notebook under another name."""

    def init_notebooks(self) -> None:
        places = glob.glob(self._format_source(self.coursedir.assignment_id, self.coursedir.student_id))
        self.assignments = {place: glob.glob(f"{glob.escape(place)}/*.ipynb") for place in places}
        self.notebooks: list[str] = []


class Place:
    """A scratch course with one assignment, for one submission at a time."""

    def __init__(self, assignment: Assignment):
        self._made = tempfile.TemporaryDirectory(prefix="gradus-", ignore_cleanup_errors=True)
        self.root = Path(self._made.name).resolve()
        (self.root / scratch.SETTINGS).write_bytes(assignment.settings)
        (self.root / course_seed.FILE).write_text(assignment.secret)
        self.assignment, self._gradebook = assignment.name, assignment.gradebook
        self._config = scratch.settings_for(self.root, self.root)
        self.course = CourseDirectory(config=self._config)
        unpack(assignment.masters, self.folder(self.course.source_directory, "."))

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

    def autograde(self, log: scratch.Log) -> None:
        """As nbgrader grades a class; this one is of one."""
        scratch.run(_Autograde, self._config, self.assignment, "*", log)
        log.lines[:] = [line.replace(f"{self.root}/", "") for line in log.lines]


def grade(assignment: Assignment, submission: Submission) -> Result:
    """Grade one submission. A submission that nbgrader cannot cope with has a result too, with a fault."""
    began, log = time.perf_counter(), scratch.Log()
    place = _places.get(assignment.key)
    if place is None:
        _places.clear()
        place = _places[assignment.key] = Place(assignment)
    place.hand_in(submission)
    fault = ""
    try:
        place.autograde(log)
    except (Exception, SystemExit) as error:
        fault = log.why(error)
    graded = place.folder(place.course.autograded_directory, submission.student)
    if not fault and not graded.is_dir():
        fault = log.lines[-1] if log.lines else "nbgrader found nothing to grade"
    notebooks, timestamp = ((), None) if fault else _grades(place, submission.student)
    return Result(
        submission.student,
        submission.key(assignment),
        () if fault else pack(graded),
        notebooks,
        timestamp,
        tuple(log.lines),
        time.perf_counter() - began,
        fault,
    )


def _grades(place: Place, student: str) -> tuple[tuple[Notebook, ...], str | None]:
    with place.gradebook() as gradebook:
        row = gradebook.find_submission(place.assignment, student)
        timestamp = row.timestamp.isoformat() if row.timestamp else None
        return tuple(map(_notebook, row.notebooks)), timestamp


def _notebook(row: Row) -> Notebook:
    scores = {grade.name: grade.auto_score for grade in row.grades}
    comments = {comment.name: comment.auto_comment for comment in row.comments}
    return Notebook(row.name, scores, comments, row.late_submission_penalty)
