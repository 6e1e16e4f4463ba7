"""The secret of a course, from which each student's random inputs follow."""

import os
import secrets
import tempfile
from pathlib import Path

from gradus.errors import GradusError

FILE = ".judge_seed"


def secret_of(course: Path) -> str:
    """The secret that lies in the course's folder; made at the first grading. Raises GradusError."""
    file = course / FILE
    try:
        if not file.exists():
            _make(file)
        return file.read_text().strip()
    except OSError as error:
        raise GradusError(
            f"{file}, from which students' random inputs follow, cannot be read or made: {error.strerror}. "
            "Make the course's folder writable for whoever grades."
        ) from error


def _make(file: Path) -> None:
    """Make the file whole or not at all: another grader may be starting at this moment, and the first one wins."""
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=FILE)  # readable for its owner only
    with os.fdopen(descriptor, "w") as draft:
        draft.write(secrets.token_hex(16) + "\n")
    try:
        os.link(name, file)
    except FileExistsError:
        pass
    finally:
        Path(name).unlink(missing_ok=True)
