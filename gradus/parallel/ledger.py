"""Writes results into the gradebook and into autograded/, as nbgrader would have. Only one process does so.

What a result says of a submission is written in one transaction, and then its folder is put in its place. Whatever is
broken off in between is done again by the next run, with the same outcome: to write a result twice is to write it once.
"""

import json
import os
import secrets
import shutil
import warnings
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.api import SubmittedNotebook as Row
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import SAWarning

from gradus.parallel.changes import Change, changes
from gradus.parallel.parcel import unpack
from gradus.parallel.task import Notebook, Result
from gradus.whole_files import write_whole

FOLDER = ".gradus/graded"  # in the course's folder; which result stands in the gradebook, by assignment and student


class Ledger:
    """The gradebook and the graded notebooks of one assignment."""

    def __init__(self, course: CourseDirectory, assignment: str):
        self._course, self._assignment = course, assignment
        self._noted = Path(course.root, FOLDER, assignment)

    def stands(self, student: str, key: str) -> bool:
        """Whether this very result is in the gradebook and in autograded/."""
        try:
            noted = json.loads(self._note(student).read_bytes())
        except (OSError, ValueError):
            return False
        return noted == key and self._folder(student).is_dir()

    def changes(self, result: Result) -> tuple[Change, ...]:
        """Which points it would change, if the submission was graded before."""
        with Gradebook(self._course.db_url, self._course.course_id) as gradebook:
            try:
                rows = gradebook.find_submission(self._assignment, result.student).notebooks
            except MissingEntry:
                return ()
            return changes(rows, self._folder(result.student), result)

    def enter(self, result: Result) -> tuple[Change, ...]:
        """Write a result; what people gave by hand stays. Returns which points it has changed."""
        with Gradebook(self._course.db_url, self._course.course_id) as gradebook, warnings.catch_warnings():
            warnings.simplefilter("ignore", SAWarning)  # nbgrader's: it makes a submission piece by piece
            commit, gradebook.db.commit = gradebook.db.commit, gradebook.db.flush  # one for all, at the end
            gradebook.update_or_create_student(result.student)
            times = {"timestamp": result.timestamp} if result.timestamp else {}
            row = gradebook.update_or_create_submission(self._assignment, result.student, **times)
            changed = changes(row.notebooks, self._folder(result.student), result)
            by_name = {notebook.name: notebook for notebook in result.notebooks}
            for notebook in row.notebooks:
                _enter(by_name[notebook.name], notebook)
            commit()
        self._put_in_place(result)
        write_whole(self._note(result.student), json.dumps(result.key).encode())
        return changed

    def _put_in_place(self, result: Result) -> None:
        folder = self._folder(result.student)
        folder.parent.mkdir(parents=True, exist_ok=True)
        new, old = (folder.with_name(f".{folder.name}.{secrets.token_hex(4)}") for _ in range(2))
        unpack(result.files, new)
        if folder.exists():
            os.rename(folder, old)
        os.rename(new, folder)
        shutil.rmtree(old, ignore_errors=True)

    def _folder(self, student: str) -> Path:
        return Path(self._course.format_path(self._course.autograded_directory, student, self._assignment))

    def _note(self, student: str) -> Path:
        return self._noted / f"{student}.json"


def _enter(notebook: Notebook, row: Row) -> None:
    """As nbgrader's SaveAutoGrades and AssignLatePenalties do."""
    for grade in row.grades:
        grade.auto_score = notebook.scores[grade.name]
        grade.needs_manual_grade = grade.manual_score is not None or grade.auto_score is None
    for comment in row.comments:
        comment.auto_comment = notebook.comments[comment.name]
    row.late_submission_penalty = notebook.late_penalty
