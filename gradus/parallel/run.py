"""Grades what is new or changed in an assignment: plans it, has workers do it, writes it down."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gradus.errors import GradusError
from gradus.grading.one_run import AtWork, alone
from gradus.parallel import step
from gradus.parallel.changes import Change
from gradus.parallel.crew import Crew, GivenUp, Staff
from gradus.parallel.ledger import Ledger
from gradus.parallel.plan import Course
from gradus.parallel.store import Store
from gradus.parallel.task import Result, Submission


@dataclass(frozen=True)
class Done:
    """One submission that is through. is_new: it was graded now, and not found among the results of an earlier run."""

    student: str
    result: Result | None
    is_new: bool
    fault: str
    changes: tuple[Change, ...] = ()
    """Of points that an earlier grading gave."""


class Grading:
    """One run over an assignment."""

    def __init__(self, root: Path, assignment: str):
        self.course = Course.open(root, assignment)
        self.by = self.course.what_it_is_graded_by()
        self._store = Store(root)
        self._ledger = Ledger(self.course.folder, assignment)

    def todo(self, students: list[str] | None = None, force: bool = False) -> list[str]:
        """Who is new or changed, or, with `force`, all; of `students` only, if any are named.

        Raises GradusError if one that is named has handed in nothing.
        """
        there = self.course.students()
        if missing := sorted(set(students or []) - set(there)):
            raise GradusError(f"{', '.join(missing)} has handed in nothing for {self.course.assignment}.")
        wanted = students or there
        return [student for student in wanted if force or not self._stands(student)]

    def _stands(self, student: str) -> bool:
        return self._ledger.stands(student, self.course.submission(student).key(self.by))

    def crew(self, staff: Staff) -> Crew[Submission]:
        return Crew(staff, step.grade, self.by)

    def run(
        self, students: list[str], crew: Crew[Submission], force: bool = False, enter: bool = True
    ) -> Iterator[Done]:
        """Grade these, the largest first; yields each when it is in the gradebook, or is known, if it is not to be
        entered.

        Raises GradusError if somebody else is grading this course.
        """
        try:
            with alone(self.course.root):
                yield from self._run(students, crew, force, enter)
        except AtWork as error:
            raise GradusError(str(error)) from error

    def _run(self, students: list[str], crew: Crew[Submission], force: bool, enter: bool) -> Iterator[Done]:
        fresh = []
        for student in students:
            key = self.course.submission(student).key(self.by)
            if force:
                self._store.forget(key)
            if found := self._store.find(key):
                yield self._done(found, False, enter)
            else:
                fresh.append(student)
        fresh.sort(key=self._size, reverse=True)
        for submission, outcome in crew.run(map(self.course.submission, fresh)):
            if isinstance(outcome, Result):
                if not outcome.fault:  # that may have been the machine's, and is tried again
                    self._store.keep(outcome)
                yield self._done(outcome, True, enter)
            else:
                why = str(outcome) if isinstance(outcome, GivenUp) else repr(outcome)
                yield Done(submission.student, None, True, f"its grading broke off: {why}")

    def _done(self, result: Result, is_new: bool, enter: bool) -> Done:
        if result.fault:
            return Done(result.student, result, is_new, result.fault)
        changes = self._ledger.enter(result) if enter else self._ledger.changes(result)
        return Done(result.student, result, is_new, "", changes)

    def old_feedback(self, done: list[Done]) -> int:
        """How many of these have a page of feedback that is from before. nbgrader leaves a page as it is when no newer
        timestamp.txt came with the submission."""
        folder = self.course.folder
        pages = [folder.format_path(folder.feedback_directory, one.student, self.course.assignment) for one in done]
        return sum(os.path.isdir(page) and not one.fault for page, one in zip(pages, done, strict=True))

    def _size(self, student: str) -> int:
        folder = self.course.folder
        place = folder.format_path(folder.submitted_directory, student, self.course.assignment)
        return sum(os.lstat(entry.path).st_size for entry in os.scandir(place))
