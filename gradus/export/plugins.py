"""The same for `nbgrader export`, as in

nbgrader export --exporter=gradus.export.plugins.Canvas --assignment=01_derivatives --Canvas.into=roster.csv
"""

import sys
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.plugins import ExportPlugin
from traitlets import Bool, Unicode

from gradus.errors import GradusError
from gradus.export import command


class _Export(ExportPlugin):
    """Exports one assignment. Ends with status 2 and a sentence in the log if anything is in doubt."""

    into = Unicode("", help="the roster that the platform exported, to be filled").tag(config=True)
    column = Unicode("", help="the roster's column, if it is not called as the assignment is").tag(config=True)
    key = Unicode("", help="the roster's column that says whose a row is, or name").tag(config=True)
    missing_as_zero = Bool(False, help="0 for who handed in nothing").tag(config=True)

    def export(self, gradebook: Gradebook) -> None:
        """Write the file, and log what there is to know."""
        names = [str(name) for name in self.assignment] or [found.name for found in gradebook.assignments]
        wishes = command.Wishes(
            Path(self.into) if self.into else None,
            self.column,
            self.key,
            self.missing_as_zero,
            Path(self.to) if self.to else None,
            [str(student) for student in self.student],
        )
        try:
            if len(names) != 1:
                have = ", ".join(names) or "none"
                raise GradusError(f"Name one assignment, as in --assignment=NAME; there are: {have}.")
            course = self.parent.coursedir  # a plugin's parent is nbgrader's application
            for line in command.export(gradebook, course, names[0], type(self).__name__.lower(), wishes):
                self.log.info("%s", line)
        except GradusError as error:
            self.log.error("%s", error)
            sys.exit(2)


class Canvas(_Export):
    """For Canvas."""


class Moodle(_Export):
    """For Moodle."""


class Brightspace(_Export):
    """For Brightspace."""


class Blackboard(_Export):
    """For Blackboard: only with `into`."""
