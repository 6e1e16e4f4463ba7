"""The numbers of a class, as plain data: what the page shows, and what the tables hold.

`Tally` takes one student after another and keeps little of each, so that a class of thousands fits.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from gradus.grading.graded_notebook import Check, GradedNotebook
from gradus.grading.submitted_files import as_plain
from gradus.report import statistics
from gradus.report.lesson import Section

EXAMPLES = 3  # of answers, for a mistake
SHORT, LONGEST = 600, 1500  # characters of an example
LONGEST_SAID = 300
SHORTEST_NAME = 3  # letters of a student's name that are looked for in an example
OTHER, STOPPED, UNTRIED = "another wrong answer", "stopped", "not tried"
"""Why an exercise cost points, where it was no known mistake. Not tried is also what is in a notebook that was not
handed in, or that is damaged, beside another that is graded."""
MISTAKES = "known mistakes"


@dataclass(frozen=True)
class Asked:
    """An exercise as the instructor's notebook has it. checks: the points of each, by grade_id."""

    notebook: str
    name: str
    title: str
    answer: str
    checks: dict[str, float]

    @property
    def points(self) -> float:
        return sum(self.checks.values())


@dataclass(frozen=True)
class Submission:
    """What one student's work got: points by notebook and grade_id, None where a person has yet to give them."""

    student: str
    name: str
    scores: dict[tuple[str, str], float | None]
    notebooks: dict[str, GradedNotebook]
    penalty: float = 0.0
    seconds_late: float = 0.0


@dataclass(frozen=True)
class Example:
    """An answer in which a mistake was made, and what its check said; nobody's name is with it."""

    code: str
    said: str


@dataclass(frozen=True)
class Mistake:
    """A known mistake by its function name, or what else went wrong with answers. points: that it cost."""

    name: str
    sentence: str
    students: int
    points: float
    examples: tuple[Example, ...]
    is_known: bool = True


@dataclass(frozen=True)
class Exercise:
    """How an exercise went. full, part, none, untried, pending: numbers of students, who are all of them together."""

    notebook: str
    name: str
    title: str
    section: Section | None
    points: float
    mean: float | None
    full: int
    part: int
    none: int
    untried: int
    pending: int
    lost: float
    discrimination: float | None
    mistakes: tuple[Mistake, ...]


@dataclass(frozen=True)
class Wrong:
    """What went wrong in an exercise of one student's: a mistake's name, or another reason."""

    notebook: str
    exercise: str
    what: str
    points: float


@dataclass(frozen=True)
class Student:
    """One student. score: without the penalty for being late; None if the work could not be graded."""

    id: str
    name: str
    score: float | None
    penalty: float
    seconds_late: float
    seconds: float
    wrong: tuple[Wrong, ...]
    faults: tuple[str, ...]


@dataclass(frozen=True)
class Numbers:
    """A class and an assignment."""

    assignment: str
    points: float
    students: tuple[Student, ...]
    waiting: tuple[str, ...]
    """Who has handed in, and is not graded yet."""
    exercises: tuple[Exercise, ...]
    histogram: tuple[int, ...]
    mean: float | None
    median: float | None
    lost: dict[str, float]
    """Points that the class lost, by why: by known mistakes, or one of the other reasons."""

    @property
    def graded(self) -> list[Student]:
        return [student for student in self.students if student.score is not None]

    @property
    def refused(self) -> list[Student]:
        return [student for student in self.students if student.score is None]

    @property
    def pending(self) -> int:
        return sum(exercise.pending for exercise in self.exercises)

    def called(self, exercise: str, notebook: str) -> str:
        """The name of an exercise, with that of its notebook if the assignment has several."""
        is_clear = all(one.notebook == notebook for one in self.exercises)
        return exercise if is_clear else f"{notebook}: {exercise}"

    def sections(self, most: int = 3) -> list[tuple[Section, float, list[Exercise]]]:
        """The sections of the lesson whose exercises cost the class most points: the points, and these exercises."""
        found: dict[Section, list[Exercise]] = {}
        for exercise in self.exercises:
            if exercise.section and exercise.lost:
                found.setdefault(exercise.section, []).append(exercise)
        sums = [(section, sum(one.lost for one in exercises), exercises) for section, exercises in found.items()]
        return sorted(sums, key=lambda row: -row[1])[:most]

    def dearest(self, most: int = 3) -> list[tuple[Exercise, Mistake]]:
        """The known mistakes that cost the class most points."""
        found = [(e, m) for e in self.exercises for m in e.mistakes if m.is_known and m.points > 0]
        return sorted(found, key=lambda pair: (-pair[1].points, -pair[1].students))[:most]


@dataclass
class _Count:
    students: int = 0
    points: float = 0.0
    examples: list[Example] = field(default_factory=list)

    def add(self, points: float, example: Example | None) -> None:
        self.students += 1
        self.points += points
        if example and all(_shape(example.code) != _shape(other.code) for other in self.examples):
            shortest = sorted([*self.examples, example], key=lambda one: (len(one.code), one.code))
            self.examples = shortest[:EXAMPLES]


class Tally:
    """Adds up a class, one submission after another.

    sentence_for: of an exercise and the function name of a mistake, what it tells the learner.
    """

    def __init__(self, assignment: str, asked: list[Asked], sections: dict[str, Section],
                 sentence_for: Callable[[str, str], str]):  # fmt: skip
        self._assignment, self._asked, self._sections = assignment, asked, sections
        self._sentence_for = sentence_for
        self._students: list[Student] = []
        self._totals: list[float] = []
        self._scores: list[list[float | None]] = [[] for _ in asked]
        self._groups: list[dict[str, int]] = [defaultdict(int) for _ in asked]
        self._counts: list[dict[str, _Count]] = [defaultdict(_Count) for _ in asked]
        self._lost: dict[str, float] = dict.fromkeys((MISTAKES, OTHER, STOPPED, UNTRIED), 0.0)
        self._lost_in: list[float] = [0.0 for _ in asked]

    def add(self, submission: Submission) -> None:
        """Take in what one student got."""
        pages = submission.notebooks.values()
        faults = tuple(as_plain(fault) for page in pages for fault in page.faults)
        could = any(page.could_be_graded for page in pages)
        wrong: list[Wrong] = []
        total = 0.0
        for place, asked in enumerate(self._asked) if could else ():
            page = submission.notebooks.get(asked.notebook, GradedNotebook())
            got = {name: submission.scores.get((asked.notebook, name)) for name in asked.checks}
            total += sum(points or 0.0 for points in got.values())
            wrong += self._add_exercise(place, asked, page, got, submission)
        if could:
            self._totals.append(total)
        self._students.append(
            Student(
                submission.student, submission.name, total if could else None, submission.penalty,
                submission.seconds_late, sum(page.seconds for page in pages), tuple(wrong), faults,
            )
        )  # fmt: skip

    def _add_exercise(self, place: int, asked: Asked, page: GradedNotebook,
                      got: dict[str, float | None], submission: Submission) -> list[Wrong]:  # fmt: skip
        """Count an exercise of one student's; what went wrong in it."""
        untried, passed = Check("untried"), Check("passed")
        checks = {name: page.checks.get(name, passed) if page.could_be_graded else untried for name in got}
        group = _group(asked, checks, got)
        score = sum(points or 0.0 for points in got.values())
        self._groups[place][group] += 1
        self._scores[place].append(None if group == "pending" else score)
        cost: dict[str, float] = {}
        said: dict[str, Check] = {}
        for name, most in asked.checks.items():
            points, check = got[name], checks[name]
            lost = 0.0 if points is None else max(0.0, most - points)
            if check.ending == "passed" and not lost:
                continue
            why = {"untried": UNTRIED, "stopped": STOPPED}.get(check.ending) or check.mistake or OTHER
            cost[why] = cost.get(why, 0.0) + lost
            said.setdefault(why, check)
        code = page.answers.get(asked.answer, "")
        for why, lost in cost.items():
            self._lost[MISTAKES if why not in self._lost else why] += lost
            self._lost_in[place] += lost
            if why != UNTRIED:
                self._counts[place][why].add(lost, _example(asked.name, code, said[why].said, submission))
        return [Wrong(asked.notebook, asked.name, why, lost) for why, lost in cost.items()]

    def numbers(self, waiting: Sequence[str] = ()) -> Numbers:
        """All of it. waiting: who has handed in, and is not graded yet."""
        most = sum(asked.points for asked in self._asked)
        return Numbers(
            self._assignment, most, tuple(self._students), tuple(waiting),
            tuple(map(self._exercise, range(len(self._asked)))),
            tuple(statistics.histogram(self._totals, most)),
            statistics.mean(self._totals), statistics.median(self._totals), dict(self._lost),
        )  # fmt: skip

    def _exercise(self, place: int) -> Exercise:
        asked, group, scores = self._asked[place], self._groups[place], self._scores[place]
        return Exercise(
            asked.notebook, asked.name, asked.title, self._sections.get(asked.name), asked.points,
            statistics.mean([score for score in scores if score is not None]),
            group["full"], group["part"], group["none"], group[UNTRIED], group["pending"], self._lost_in[place],
            statistics.discrimination(scores, self._totals),
            tuple(sorted((self._mistake(asked.name, *pair) for pair in self._counts[place].items()),
                         key=lambda mistake: (not mistake.is_known, -mistake.students, -mistake.points))),
        )  # fmt: skip

    def _mistake(self, exercise: str, name: str, count: _Count) -> Mistake:
        is_known = name not in (OTHER, STOPPED)
        sentence = self._sentence_for(exercise, name) if is_known else ""
        return Mistake(name, sentence, count.students, count.points, tuple(count.examples), is_known)


def _group(asked: Asked, checks: dict[str, Check], got: dict[str, float | None]) -> str:
    if any(points is None for points in got.values()):
        return "pending"
    score = sum(points or 0.0 for points in got.values())
    if score <= 0 and any(check.ending == "untried" for check in checks.values()):
        return UNTRIED
    return "full" if score >= asked.points else "part" if score > 0 else "none"


def _example(exercise: str, code: str, said: str, submission: Submission) -> Example | None:
    """An answer to be shown; none if it has a part of its author's name in it."""
    names = {part for part in re.split(r"\W+", f"{submission.student} {submission.name}") if len(part) >= SHORTEST_NAME}
    if not code.strip() or any(re.search(rf"\b{re.escape(name)}\b", code + said, re.IGNORECASE) for name in names):
        return None
    return Example(_cut(_definition(exercise, code).strip("\n"), LONGEST), _cut(said.partition("\n")[0], LONGEST_SAID))


def _definition(name: str, code: str) -> str:
    """The part of a long cell that defines what was asked for, if it is to be seen where that begins and ends."""
    starts = list(re.finditer(rf"^(?:def|class) {re.escape(name)}\b", code, re.MULTILINE))
    if len(code) <= SHORT or not starts:
        return code
    rest = code[starts[-1].start() :]
    end = re.search(r"\n(?=[^\s#)\]}\"'])", rest)
    return rest[: end.start()] if end else rest


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most] + " …"


def _shape(code: str) -> str:
    return "".join(code.split())
