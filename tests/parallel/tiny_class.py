"""A class of a few, graded: what the gradebook and autograded/ have of it."""

import os
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook

from gradus.parallel.run import Grading
from gradus.parallel.workers import Local
from tests.judge.classroom import Submission, cells_of, submissions
from tests.judge.quick import QuickCourse

DIES = cells_of('# %% answer="double"\nimport os\nos.kill(os.getpid(), 9)')


def class_of(folder: Path, students: int | None = None) -> QuickCourse:
    """A course in which honest and odd work is handed in."""
    course = QuickCourse(folder / "course")
    for submission in [*submissions("honest"), Submission("dies", {"score": ""}, DIES)][:students]:
        course.hand_in(submission)
    if students is None:
        odd = course.folder / "submitted" / "q_noisy" / "tiny"
        (odd / "away").symlink_to("/etc/passwd")
        os.mkfifo(odd / "pipe")
        (odd / "timestamp.txt").write_text("2026-11-01 12:00:00 UTC")
        broken = course.folder / "submitted" / "broken" / "tiny"
        broken.mkdir(parents=True)
        (broken / "tiny (1).ipynb").write_text("{")
    return course


def rows(course: QuickCourse) -> dict:
    """What the gradebook says of everybody."""
    with Gradebook(f"sqlite:///{course.folder}/gradebook.db") as gradebook:
        return {
            submission.student.id: (
                submission.timestamp,
                {
                    notebook.name: (
                        notebook.late_submission_penalty,
                        {g.name: (g.auto_score, g.manual_score, g.needs_manual_grade) for g in notebook.grades},
                        {c.name: c.auto_comment for c in notebook.comments},
                    )
                    for notebook in submission.notebooks
                },
            )
            for submission in gradebook.assignment_submissions("tiny")
        }


def notebooks(course: QuickCourse) -> dict:
    """The graded notebooks and what lies beside them, without the times; addresses are drawn anew each time."""
    found = {}
    for file in sorted((course.folder / "autograded").rglob("*")):
        name = str(file.relative_to(course.folder))
        if file.suffix == ".ipynb":
            notebook = nbformat.read(file, 4)
            for cell in notebook.cells:
                cell.metadata.pop("execution", None)
            found[name] = re.sub(r"0x[0-9a-f]{6,}", "0x…", nbformat.writes(notebook))
        elif file.is_file():
            found[name] = file.read_bytes()
        found[f"mode of {name}"] = file.stat().st_mode
    return found


def copy_of(course: QuickCourse, folder: Path) -> QuickCourse:
    """The same course elsewhere, without what was graded, but with its gradebook."""
    other = QuickCourse.__new__(QuickCourse)
    other.__dict__ = course.__dict__ | {"folder": folder}
    ignored = shutil.ignore_patterns("autograded", "feedback", ".gradus")
    shutil.copytree(course.folder, folder, symlinks=True, copy_function=_copy, ignore=ignored)
    return other


def _copy(source, target):
    """A pipe is made again; it would be read for ever."""
    return os.mkfifo(target) if Path(source).is_fifo() else shutil.copy2(source, target)


def here():
    """One worker in this process, for a few submissions: a pool takes seconds to begin."""
    return Local(1, new=lambda: ThreadPoolExecutor(1))


def grade(course: QuickCourse, students=None, force=False, staff=here):
    grading = Grading(course.folder, "tiny")
    return list(grading.run(grading.todo(students, force), grading.crew(staff()), force))
