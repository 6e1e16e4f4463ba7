"""Grades for a learning management system, from a course folder, for `gradus export` and for nbgrader's plugins."""

import os
from dataclasses import dataclass, field, replace
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory

from gradus.errors import GradusError
from gradus.export import csv_file
from gradus.export.blackboard import Blackboard
from gradus.export.brightspace import Brightspace
from gradus.export.canvas import Canvas
from gradus.export.fill import fill, missing, on_grades
from gradus.export.grades import Grade, Grades, read_grades
from gradus.export.moodle import Moodle
from gradus.export.platform import Platform
from gradus.grading.course_folder import check_gradebook, handed_in, open_course
from gradus.grading.graded_notebook import are_refused, read_all
from gradus.whole_files import unwritable, write_whole

PLATFORMS: dict[str, Platform] = {
    "canvas": Canvas(),
    "moodle": Moodle(),
    "brightspace": Brightspace(),
    "blackboard": Blackboard(),
}


@dataclass(frozen=True)
class Wishes:
    """What was asked for: the roster to fill, its column, its key, the file to write, and who is to be in a new one."""

    into: Path | None = None
    column: str = ""
    key: str = ""
    missing_as_zero: bool = False
    to: Path | None = None
    students: list[str] = field(default_factory=list)


def export_grades(root: Path, assignment: str, platform: str, wishes: Wishes) -> list[str]:
    """Write the grades of an assignment of the course in this folder; says what there is to know.

    Raises GradusError, with nothing written, if the folder is no course, or anything about the grades is in doubt.
    """
    course, _ = open_course(root, assignment)
    check_gradebook(course, assignment)
    with Gradebook(course.db_url, course.course_id) as gradebook:
        return export(gradebook, course, assignment, platform, wishes)


def export(gradebook: Gradebook, course: CourseDirectory, assignment: str, platform: str, wishes: Wishes) -> list[str]:
    """The same with a gradebook that is open."""
    how = PLATFORMS[platform]
    grades = read_grades(gradebook, assignment, _handed_in(course, assignment), wishes.students)
    names = [notebook.name for notebook in gradebook.find_assignment(assignment).notebooks]
    grades = replace(grades, rows=[_blank_if_refused(grade, course, assignment, names) for grade in grades.rows])
    suffix = wishes.into.suffix if wishes.into else ".csv"
    target = wishes.to or Path(course.root, f"grades-{assignment}-{platform}{suffix}")
    _check(target, wishes.into)
    if wishes.into:
        table = csv_file.read(wishes.into, how.knows)
        filled = fill(table, grades, how, wishes.column, wishes.key, wishes.missing_as_zero)
        content, said = table.content(), filled.said
        what = f"{filled.count} in {filled.column!r} of {wishes.into.name}, which is as it was"
    else:
        content, said = _new(grades, how, wishes)
        what = f"{sum(grade.points is not None for grade in grades.rows)} with points"
    try:
        write_whole(target, content)
    except OSError as error:
        raise unwritable(target, error) from error
    return [f"{os.path.relpath(target)}: {what}.", *said]


def _blank_if_refused(grade: Grade, course: CourseDirectory, assignment: str, notebooks: list[str]) -> Grade:
    """A grade without points if nothing that was handed in could be graded, and no person has given any."""
    if grade.points != 0 or grade.is_by_hand:
        return grade
    folder = Path(course.format_path(course.autograded_directory, grade.student, assignment))
    return replace(grade, points=None, is_refused=True) if are_refused(read_all(folder, notebooks)) else grade


def _new(grades: Grades, how: Platform, wishes: Wishes) -> tuple[bytes, list[str]]:
    """A file without a roster, and what to know of it."""
    if not grades.rows:
        raise GradusError("The gradebook knows no students, so nothing was written.")
    column = wishes.column or grades.assignment
    rows = how.new(grades, column, wishes.key, missing(wishes.missing_as_zero))
    if odd := sorted(grade.student for grade in grades.rows if csv_file.harmless(grade.student) != grade.student):
        raise GradusError(
            f"{odd[0]!r} is an id that a spreadsheet takes for a formula: rename that student, or fill the platform's "
            "own export with --into. Nothing was written."
        )
    return csv_file.write(rows), [*how.on_new(column, wishes.key), *on_grades(grades.rows, how)]


def _handed_in(course: CourseDirectory, assignment: str) -> list[str]:
    """A folder's name may be no text."""
    return [name.encode(errors="replace").decode() for name in handed_in(course, assignment)]


def _check(target: Path, roster: Path | None) -> None:
    """Raises GradusError if the roster is no file, or what is to be written would take its place."""
    if target.is_dir():
        raise GradusError(f"{target} is a folder: name a file with --to.")
    if roster and not roster.is_file():
        raise GradusError(f"There is no file {roster}: name the one that the platform exported.")
    if roster and target.exists() and target.samefile(roster):
        raise GradusError(f"{roster} is not written over: name another file with --to.")
