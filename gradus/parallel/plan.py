"""What is to be graded in a course folder, and by what."""

import contextlib
import functools
import sqlite3
import tempfile
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from gradus.errors import GradusError
from gradus.grading.course_folder import handed_in, open_course
from gradus.grading.release import is_known
from gradus.grading.scratch import SETTINGS
from gradus.judge import course_seed
from gradus.parallel.parcel import pack
from gradus.parallel.task import Assignment, Submission

OF_STUDENTS = ("grade", "comment", "submitted_notebook", "submitted_assignment", "student")
"""Tables of the gradebook that a worker has no need to know, in the order in which they may be emptied."""


@dataclass(frozen=True)
class Course:
    """An nbgrader course and one assignment of it."""

    folder: CourseDirectory
    assignment: str
    settings: Config

    @classmethod
    def open(cls, root: Path, assignment: str) -> "Course":
        """Raises GradusError if the folder is no course, or the gradebook does not know the assignment as it is."""
        folder, settings = open_course(root, assignment)
        course = cls(folder, assignment, settings)
        if not course.masters.is_dir():
            have = sorted(path.name for path in course.masters.parent.glob("*") if path.is_dir())
            raise GradusError(f"There is no {course.masters}. Name one of {', '.join(have) or 'your assignments'}.")
        if not is_known(folder, course.masters):
            raise GradusError(
                f"The gradebook does not know {assignment} as it is now: tell it with "
                f"`nbgrader generate_assignment {assignment}`."
            )
        return course

    @property
    def root(self) -> Path:
        return Path(self.folder.root)

    @property
    def masters(self) -> Path:
        return Path(self.folder.format_path(self.folder.source_directory, ".", self.assignment))

    @property
    def needs_sandbox(self) -> bool:
        """Whether students' code is to be shut in."""
        return self.settings.Judge.get("sandbox", "on") == "on"

    def what_it_is_graded_by(self) -> Assignment:
        """All that every submission of the assignment is graded by."""
        return Assignment(
            self.assignment,
            pack(self.masters),
            (self.root / SETTINGS).read_bytes(),
            self._empty_gradebook(),
            course_seed.secret_of(self.root),
        )

    def students(self) -> list[str]:
        """Who has handed something in."""
        return handed_in(self.folder, self.assignment)

    def submission(self, student: str) -> Submission:
        folder = Path(self.folder.format_path(self.folder.submitted_directory, student, self.assignment))
        return Submission(student, pack(folder), self._extensions.get(student))

    @functools.cached_property
    def _extensions(self) -> dict[str, timedelta]:
        """More time that students were given, by their names. Read once: the gradebook reads all of a class for it."""
        with Gradebook(self.folder.db_url, self.folder.course_id) as gradebook:
            try:
                rows = gradebook.assignment_submissions(self.assignment)
            except MissingEntry:
                return {}
            return {row.student.id: row.extension for row in rows if row.extension}

    def _empty_gradebook(self) -> bytes:
        """A copy of the gradebook without students and their grades."""
        kind, _, file = self.folder.db_url.partition(":///")
        if kind != "sqlite":
            raise GradusError(
                f"The gradebook is {kind.partition(':')[0]}, and `gradus grade` works with one in a file: "
                "grade with `nbgrader autograde`."
            )
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder, "gradebook.db")
            with contextlib.closing(sqlite3.connect(file)) as whole, contextlib.closing(sqlite3.connect(copy)) as empty:
                whole.backup(empty)
                with empty:
                    for table in OF_STUDENTS:
                        empty.execute(f"DELETE FROM {table}")
                empty.execute("PRAGMA journal_mode = DELETE")
                empty.execute("VACUUM")
            return copy.read_bytes()
