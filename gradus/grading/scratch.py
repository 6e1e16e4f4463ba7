"""nbgrader in a course folder that is made for one purpose and is gone afterwards."""

import contextlib
import logging
import os
import re
import warnings
from pathlib import Path

from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config, PyFileConfigLoader

from gradus.grading.gradebook import use_no_log
from gradus.judge.sanitize import one_line

SETTINGS = "nbgrader_config.py"
OURS = re.compile(r"gradus(?:\.\w+)+: (.+)")  # an error of ours, as a traceback ends with it


def settings_of(folder: Path) -> Config:
    """What a course's nbgrader_config.py says, read where whoever wrote it expects to be.

    Raises whatever that file raises, and OSError if there is none.
    """
    with contextlib.chdir(folder):
        return PyFileConfigLoader(SETTINGS, path=str(folder)).load_config()


def settings_for(root: Path, course: Path) -> Config:
    """The settings of a course, for a folder `root` with files and a gradebook of its own."""
    config, gradebook = settings_of(course), root / "gradebook.db"
    use_no_log(gradebook)
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.db_url = f"sqlite:///{gradebook.as_posix()}"
    return config


class Log(logging.Logger):
    """What nbgrader warns of, and what goes wrong, a line each; nothing of it is shown."""

    def __init__(self) -> None:
        super().__init__("grading", logging.WARNING)
        self.lines: list[str] = []

    def handle(self, record: logging.LogRecord) -> None:
        """Keep the first line; of a traceback the last, which says what happened."""
        lines = record.getMessage().strip().splitlines() or [""]
        self.lines.append(one_line(lines[-1 if lines[0].startswith("Traceback ") else 0], 1000))

    def why(self, error: BaseException) -> str:
        """Why nothing came of it: in the judge's words if it has any, else in nbgrader's, or the error's own."""
        texts = [*self.lines, *str(error).splitlines()]
        ours = [said[1] for text in texts if (said := OURS.match(text))]
        return one_line((ours or self.lines or [str(error) or type(error).__name__])[-1], 300)


def run(step: type, config: Config, assignment: str, student: str, log: Log) -> None:
    """Do what `nbgrader STEP ASSIGNMENT --student STUDENT` does. Raises what that raises."""
    course = CourseDirectory(config=config, assignment_id=assignment, student_id=student)
    with contextlib.chdir(course.root), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # those of nbgrader's libraries
        try:
            step(coursedir=course, config=config, log=log).start()
        finally:
            os.environ.pop("NBGRADER_EXECUTION", None)  # nbgrader leaves it where grading breaks off
