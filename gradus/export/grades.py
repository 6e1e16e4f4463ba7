"""What nbgrader's gradebook says of an assignment: a row a student."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from nbgrader.api import Assignment, Gradebook, MissingEntry, Student, SubmittedAssignment, SubmittedNotebook
from nbgrader.api import Grade as Cell
from sqlalchemy import func

from gradus.errors import GradusError


@dataclass(frozen=True)
class Grade:
    """A student and what an assignment gave. points: after the penalty for being late; None where nothing is graded.

    ids: what a roster may know the student by: `id` is nbgrader's, `email`, and `lms` the platform's number.
    """

    student: str
    first: str
    last: str
    ids: dict[str, str]
    points: float | None = None
    handed_in: bool = False
    waits: bool = False  # for points that a person gives
    is_by_hand: bool = False  # a person gave some of them
    is_refused: bool = False  # nothing that was handed in could be graded


@dataclass(frozen=True)
class Grades:
    """An assignment and its students, by id. most: the points that can be had."""

    assignment: str
    most: float
    rows: list[Grade]


def read_grades(gradebook: Gradebook, assignment: str, handed_in: Iterable[str], students: list[str]) -> Grades:
    """The grades of an assignment.

    handed_in: who has, whether graded or not. students: only these, if any are named.
    Raises GradusError if the gradebook does not know the assignment or one of the students.
    """
    try:
        most = gradebook.find_assignment(assignment).max_score
    except MissingEntry:
        have = ", ".join(sorted(one.name for one in gradebook.assignments)) or "none"
        raise GradusError(f"The gradebook knows no assignment {assignment}; it has {have}.") from None
    handed_in = set(handed_in)
    found = {student.id: _ungraded(student, student.id in handed_in) for student in gradebook.students}
    graded = {row["student"]: row for row in gradebook.submission_dicts(assignment)}
    by_hand = _by_hand(gradebook, assignment)
    for name, late in _late_penalties(gradebook, assignment).items():
        row = graded.get(name, {"score": 0.0, "needs_manual_grade": False})  # of an assignment without any points
        points, waits = max(0.0, row["score"] - late), bool(row["needs_manual_grade"])
        found[name] = replace(found[name], points=points, handed_in=True, waits=waits, is_by_hand=name in by_hand)
    for student in handed_in - found.keys():
        found[student] = Grade(student, "", "", {"id": student}, handed_in=True)
    if unknown := sorted(set(students) - found.keys()):
        raise GradusError(f"The gradebook knows no student {', '.join(unknown)}.")
    return Grades(assignment, most, [found[name] for name in sorted(students or found)])


def _ungraded(student: Student, handed_in: bool) -> Grade:
    known = {"id": student.id, "email": student.email, "lms": student.lms_user_id}
    ids = {kind: text.strip() for kind, text in known.items() if text and text.strip()}
    return Grade(student.id, student.first_name or "", student.last_name or "", ids, handed_in=handed_in)


def _late_penalties(gradebook: Gradebook, assignment: str) -> dict[str, float]:
    """Those of everybody who is graded, by name, in one query: nbgrader's own takes one a student, of all grades."""
    penalty = func.sum(SubmittedNotebook.late_submission_penalty)
    query = gradebook.db.query(SubmittedAssignment.student_id, penalty).join(SubmittedNotebook).join(Assignment)
    rows = query.filter(Assignment.name == assignment).group_by(SubmittedAssignment.student_id)
    return {name: late or 0.0 for name, late in rows}


def _by_hand(gradebook: Gradebook, assignment: str) -> set[str]:
    """To whom a person has given points."""
    rows = gradebook.db.query(SubmittedAssignment.student_id).join(SubmittedNotebook).join(Cell).join(Assignment)
    return {name for (name,) in rows.filter(Assignment.name == assignment, Cell.manual_score.is_not(None)).distinct()}


def number(points: float, comma: bool = False) -> str:
    """Points to two decimals, as in 7.33, 8.5 or 10; never with a sign between thousands.

    Raises GradusError if they are no number.
    """
    exact = Decimal(repr(float(points)))
    if not exact.is_finite():
        raise GradusError(f"The gradebook has {points} for points, which is no number: grade that student again.")
    text = f"{exact.quantize(Decimal('0.01'), ROUND_HALF_UP):f}"
    text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",") if comma else text
