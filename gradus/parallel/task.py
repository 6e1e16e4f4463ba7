"""What one step of grading gets, and what comes of it: plain data, which any machine can work on."""

import hashlib
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from importlib.metadata import version

from gradus.parallel.parcel import Parcel


@dataclass(frozen=True)
class Assignment:
    """What all submissions of an assignment are graded by."""

    name: str
    masters: Parcel
    """The folder of the assignment in source/."""
    settings: bytes
    """nbgrader_config.py."""
    gradebook: bytes
    """A gradebook with this assignment, and nobody in it."""
    secret: str
    """From which each student's hidden inputs follow."""
    version: str = field(default_factory=lambda: version("gradus-course"))

    @cached_property
    def key(self) -> str:
        """Two assignments with the same key grade alike. The gradebook's file differs each time it is made."""
        return _digest((self.name, self.masters, self.settings, self.secret, self.version))


@dataclass(frozen=True)
class Submission:
    """What one student handed in."""

    student: str
    files: Parcel
    extension: timedelta | None = None
    """More time that this student was given."""

    def key(self, assignment: Assignment) -> str:
        """By which its result is known: the same work, graded by the same things."""
        return _digest((assignment.key, self.student, self.files, self.extension))


@dataclass(frozen=True)
class Notebook:
    """The grades of one notebook, by the names of the cells."""

    name: str
    scores: dict[str, float | None]
    """Of a cell that a person has to grade, None."""
    comments: dict[str, str | None]
    late_penalty: float | None


@dataclass(frozen=True)
class Result:
    """What came of one submission."""

    student: str
    key: str
    files: Parcel
    """The folder that nbgrader keeps in autograded/."""
    notebooks: tuple[Notebook, ...]
    timestamp: str | None
    log: tuple[str, ...]
    """Warnings and errors, a sentence each."""
    seconds: float
    fault: str = ""
    """Why it could not be graded at all."""


def _digest(parts: tuple) -> str:
    found = hashlib.sha256()

    def feed(part: object) -> None:
        """Each part begins with its length, so that no two are written alike. A pickle of equals may differ."""
        if isinstance(part, tuple):
            found.update(b"tuple %d\n" % len(part))
            for inner in part:
                feed(inner)
        else:
            content = part if isinstance(part, bytes) else repr(part).encode("utf-8", "backslashreplace")
            found.update(b"%s %d\n" % (type(part).__name__.encode(), len(content)))
            found.update(content)

    feed(parts)
    return found.hexdigest()
