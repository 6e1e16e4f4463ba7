"""From a course folder to the numbers of a class: the gradebook, the master notebooks and autograded/."""

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

from nbgrader.api import Assignment, Grade, Gradebook, MissingEntry, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import select

from gradus.checks import mistakes
from gradus.errors import GradusError
from gradus.grading.course_folder import check_gradebook, open_course
from gradus.grading.graded_notebook import exercise_of_check, read_all, sentence_for
from gradus.grading.submission import Unreadable, read_notebook
from gradus.parallel.plan import Course
from gradus.report.lesson import sections
from gradus.report.numbers import Asked, Numbers, Submission, Tally


def numbers_of(root: Path, assignment: str) -> Numbers:
    """The numbers of an assignment of the course in this folder.

    Raises GradusError if the folder is no course, or its gradebook does not know the assignment.
    """
    folder, settings = open_course(root, assignment)
    course = Course(folder, assignment, settings)
    check_gradebook(course.folder, assignment)
    try:
        mistakes.load(course.masters)
    except Exception as error:
        raise GradusError(f"{course.masters / mistakes.FILE} cannot be loaded: {error}") from error
    with Gradebook(course.folder.db_url, course.folder.course_id) as gradebook:
        try:
            known = gradebook.find_assignment(assignment)
        except MissingEntry:
            have = ", ".join(sorted(one.name for one in gradebook.assignments)) or "no assignment"
            raise GradusError(f"The gradebook does not know {assignment}; it knows {have}.") from None
        cells = {
            cell.id: (notebook.name, cell.name, cell.max_score)
            for notebook in known.notebooks
            for cell in (*notebook.grade_cells, *notebook.task_cells)
        }
        asked = [one for notebook in sorted({name for name, _, _ in cells.values()})
                 for one in _asked(course.masters, notebook, cells)]  # fmt: skip
        tally = Tally(assignment, asked, sections(root, assignment), sentence_for)
        graded = set()
        for submission in _submissions(gradebook, course, known, cells):
            graded.add(submission.student)
            tally.add(submission)
    return tally.numbers(sorted(set(course.students()) - graded))


def _asked(masters: Path, notebook: str, cells: dict[str, tuple[str, str, float]]) -> Iterator[Asked]:
    """The exercises of a notebook in order, each with its checks and the heading above it."""
    points = {name: most for where, name, most in cells.values() if where == notebook}
    try:
        master = read_notebook(masters / f"{notebook}.ipynb", with_outputs=False).cells
    except Unreadable:
        master = []
    heading, answer, titles, found = "", "", dict[str, str](), dict[str, Asked]()
    for cell in master:
        if cell.cell_type == "markdown":
            heading = next(iter(re.findall(r"^##+ (.+)$", cell.source, re.MULTILINE)), heading)
        marks = cell.metadata.get("nbgrader", {})
        name = marks.get("grade_id", "")
        if marks.get("solution"):
            answer, titles[name] = name, heading
        if name in points:
            exercise = name if marks.get("solution") else exercise_of_check(name)
            if exercise not in titles:  # a course that `gradus build` has not built: tests follow their answer
                exercise = answer or name
            title, its_answer = (titles[exercise], exercise) if exercise in titles else (heading, "")
            one = found.setdefault(exercise, Asked(notebook, exercise, title, its_answer, {}))
            one.checks[name] = points.pop(name)
    yield from found.values()
    yield from (Asked(notebook, name, "", "", {name: most}) for name, most in points.items())


def _submissions(
    gradebook: Gradebook, course: Course, assignment: Assignment, cells: dict[str, tuple[str, str, float]]
) -> Iterator[Submission]:
    """All that are in the gradebook, one after the other, by student."""
    rows = gradebook.db.execute(
        select(SubmittedAssignment.student_id, Grade.cell_id, Grade.auto_score, Grade.manual_score, Grade.score)
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
        .where(SubmittedAssignment.assignment_id == assignment.id)
        .order_by(SubmittedAssignment.student_id)
    )
    scores = {student: list(group) for student, group in itertools.groupby(rows, key=lambda row: row[0])}
    names = sorted({notebook for notebook, _, _ in cells.values()})
    for row in sorted(assignment.submissions, key=lambda row: row.student_id):
        folder = Path(course.folder.format_path(course.folder.autograded_directory, row.student_id, course.assignment))
        yield Submission(
            row.student_id,
            " ".join(part for part in (row.student.first_name, row.student.last_name) if part),
            {
                cells[cell][:2]: None if auto is None and manual is None else score
                for _, cell, auto, manual, score in scores.get(row.student_id, ())
                if cell in cells
            },
            read_all(folder, names),
            float(row.late_submission_penalty or 0),
            float(row.total_seconds_late or 0),
        )
