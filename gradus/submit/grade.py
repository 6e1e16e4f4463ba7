"""Grades one notebook with nbgrader, in a course of its own that is gone afterwards."""

import html
import os
import re
import shutil
import subprocess
import sysconfig
import tempfile
from pathlib import Path
from typing import NamedTuple

from nbgrader.api import Gradebook
from nbgrader.converters import Autograde, GenerateAssignment, GenerateFeedback
from nbgrader.converters.base import NbGraderException
from sqlalchemy.exc import SQLAlchemyError
from traitlets.config import Config

from gradus.errors import GradusError
from gradus.grading import scratch
from gradus.grading.graded_notebook import exercise_of_check
from gradus.grading.submission import read_notebook
from gradus.judge import bubblewrap
from gradus.submit import hidden
from gradus.submit.which import Handed
from gradus.whole_files import FULL

LEARNER = "learner"
NOT_ATTEMPTED = "not attempted yet"


class Check(NamedTuple):
    """What came of one check: its points, and what it says if it failed. by_hand: a person would have to look.

    try_it: what there is to try where it was hidden, and knows no more; or "".
    """

    exercise: str
    points: float
    most: float
    says: str
    by_hand: bool
    try_it: str = ""


class Graded(NamedTuple):
    """All checks in the notebook's order, and the feedback page."""

    checks: list[Check]
    page: bytes


def has_sandbox() -> bool:
    """Whether a learner's code can be shut in here, as a class's is."""
    try:
        command = bubblewrap.command(["-c", ""])
        return subprocess.run(command, capture_output=True, timeout=20, stdin=subprocess.DEVNULL).returncode == 0
    except (bubblewrap.NoSandbox, OSError, subprocess.TimeoutExpired):
        return False


def grade(course: Path, handed: Handed, in_sandbox: bool) -> Graded:
    """Grade a notebook, with inputs that are drawn anew. Nothing of it is changed, and no gradebook of a class.

    Raises GradusError if nothing came of it, and KeyboardInterrupt, after all has been put away.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="gradus-", ignore_cleanup_errors=True) as folder:
            root = Path(folder).resolve()
            config = _config(course, root, in_sandbox)
            _lay_out(root, handed)
            log = scratch.Log()
            try:
                _run(config, handed.unit, log)
            except (NbGraderException, SQLAlchemyError, GradusError) as error:
                raise _failure(log, error) from error
            known = _names_in(handed)
            checks = _checks(root, config, handed, known)
            return Graded(checks, _page(root, handed, checks, known))
    except OSError as error:
        if error.errno in FULL:
            raise GradusError(_full()) from error
        raise GradusError(f"Grading came to nothing: {error}.") from error


def _config(course: Path, root: Path, in_sandbox: bool) -> Config:
    """What nbgrader is told in a class, for this folder. The gradebook is made anew, in it."""
    file = course / scratch.SETTINGS
    if not file.is_file():
        raise GradusError(f"{file} is missing, which says how to grade: get the course anew.")
    config = scratch.settings_for(root, course)
    config.Judge.sandbox = "on" if in_sandbox else "off"
    return config


def _lay_out(root: Path, handed: Handed) -> None:
    """The folders that nbgrader looks in: the unit as its author has it, and the notebook under the name it had."""
    others = [file.name for file in handed.master.parent.glob("*.ipynb") if file != handed.master]
    shutil.copytree(handed.master.parent, root / "source" / handed.unit, ignore=shutil.ignore_patterns(".*", *others))
    submitted = root / "submitted" / LEARNER / handed.unit
    submitted.mkdir(parents=True)
    (submitted / handed.master.name).write_bytes(handed.file.read_bytes())


def _run(config: Config, unit: str, log: scratch.Log) -> None:
    """What an instructor types, one after the other."""
    # nbgrader starts alembic, which was installed with it and need not be on PATH
    scripts = [
        sysconfig.get_path("scripts", scheme)
        for scheme in (sysconfig.get_default_scheme(), sysconfig.get_preferred_scheme("user"))
    ]
    os.environ["PATH"] = os.pathsep.join([*scripts, os.environ.get("PATH", "")])
    for step, student in ((GenerateAssignment, "."), (Autograde, LEARNER), (GenerateFeedback, LEARNER)):
        scratch.run(step, config, unit, student, log)


def _failure(log: scratch.Log, error: Exception) -> GradusError:
    """Why grading came to nothing, in the judge's words if it has any."""
    text = "\n".join([*log.lines, str(error)])
    if os.strerror(FULL[0]) in text or "disk is full" in text:  # as the system says it, and as SQLite does
        return GradusError(_full())
    return GradusError(f"Grading came to nothing, and your notebook is as it was: {log.why(error)}")


def _full() -> str:
    return (
        f"The disk is full: free some space for {tempfile.gettempdir()}, where grading takes place, and start again; "
        "your notebook is as it was."
    )


def _page(root: Path, handed: Handed, checks: list[Check], known: set[str]) -> bytes:
    """The feedback page, with what there is to try where a hidden check failed."""
    page = (root / "feedback" / LEARNER / handed.unit / f"{handed.master.stem}.html").read_text("utf-8")
    page = hidden.without_helpers(page, known)
    for says, try_it in {check.says: check.try_it for check in checks if check.try_it}.items():
        page = page.replace(f"✗ {html.escape(says)}", f"✗ {html.escape(says)}\n{html.escape(try_it)}")
    return page.encode()


def _names_in(handed: Handed) -> set[str]:
    """All names in the learner's notebook, and other words."""
    return set(re.findall(r"\w+", "\n".join(cell.source for cell in read_notebook(handed.file).cells)))


def _checks(root: Path, config: Config, handed: Handed, known: set[str]) -> list[Check]:
    """The gradebook's points, with what the graded notebook says. known: names in the learner's."""
    graded = read_notebook(root / "autograded" / LEARNER / handed.unit / handed.master.name)
    with Gradebook(config.CourseDirectory.db_url) as gradebook:
        [notebook] = gradebook.find_submission(handed.unit, LEARNER).notebooks
        grades = {grade.name: (grade.score, grade.max_score, grade.needs_manual_grade) for grade in notebook.grades}
    checks = []
    for cell in graded.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name in grades:
            exercise, (points, most, by_hand) = exercise_of_check(name), grades[name]
            says = hidden.without_helpers(_says(cell.get("outputs", [])), known)
            in_view = cell.source.partition("### BEGIN HIDDEN TESTS")[0]
            try_it = hidden.to_try(says, exercise, in_view, known) if says and points < most else ""
            checks.append(Check(exercise, points, most, says, by_hand, try_it))
    return checks


def _says(outputs: list) -> str:
    for output in outputs:
        if output.output_type == "error":
            return NOT_ATTEMPTED if output.ename == "NotAttempted" else output.evalue or output.ename
    return ""
