"""Whose a file is that was downloaded from Moodle or Canvas, for `nbgrader zip_collect`.

nbgrader zip_collect 01_derivatives --collector=gradus.grading.downloads.Moodle
"""

import re
from pathlib import Path

from nbgrader.plugins import FileNameCollectorPlugin
from traitlets import List, Unicode

END = r"[^/\\]*$"


class _Download(FileNameCollectorPlugin):
    """Takes notebooks, whatever ending was added to them; what else was handed in is named and left out.

    The name of a file is kept as it is: that it is not the right one is dealt with when it is graded.
    """

    valid_ext = List([".ipynb", ".txt", ".json"]).tag(config=True)

    def collect(self, submitted_file: str) -> dict | None:
        name = Path(submitted_file).name
        if ".ipynb" not in name:
            self.log.warning("%s is no notebook; it is left out", submitted_file)
            return None
        found = super().collect(submitted_file)
        if found is None:
            return None
        found["student_id"] = found["student_id"].replace(",", "")  # nbgrader's grades.csv does not quote it
        return self.whose(found)

    def whose(self, found: dict) -> dict:
        """What the pattern found, with the name under which the student is graded."""
        return found


class Moodle(_Download):
    """*View all submissions*, *Download all submissions*, with or without *Download submissions in folders*.

    The folders are named like `Anna-Lena Müller_1234567_assignsubmission_file_`. A student is known by the name, for
    the number is another one in each assignment; a second of the same name by name and number.
    """

    named_regexp = Unicode(
        r".*[/\\](?P<student_id>[^/\\]+)_(?P<number>\d+)_assignsubmission_file_?[/\\]?(?P<file_id>.*" + END + ")"
    ).tag(config=True)

    def whose(self, found: dict) -> dict:
        name, number = found["student_id"], found.pop("number")
        numbers = self.__dict__.setdefault("_numbers", {})
        if numbers.setdefault(name, number) != number:
            found["student_id"] = f"{name}_{number}"
            self.log.warning("There are two of the name %s; one is collected as %s", name, found["student_id"])
        return found


class Canvas(_Download):
    """*Download Submissions* of an assignment. Files are named like `mulleranna_LATE_4711_90210_derivatives-1.ipynb`.

    A student is known by name and number, which stay the same in a course.
    """

    named_regexp = Unicode(
        r".*[/\\](?P<student_id>[^/\\_]+_(?:LATE_)?\d+)_\d+_(?P<file_id>[^/\\]+(?:[/\\].*)?" + END + ")"
    ).tag(config=True)

    def whose(self, found: dict) -> dict:
        found["student_id"] = re.sub(r"_LATE_(\d+)$", r"_\1", found["student_id"])
        return found
