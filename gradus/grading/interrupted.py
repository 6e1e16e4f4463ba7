"""What a run of `nbgrader autograde` that was killed leaves behind, so that the next run can grade it.

nbgrader grades who has no folder under autograded/, and makes that folder first. Killed after that, it would skip
the submission for ever after, and the gradebook would say nothing of it.
"""

import json
from pathlib import Path

from nbgrader.converters.base import BaseConverter
from nbgrader.utils import remove, rmtree

MARK = "gradus_unfinished"  # in the metadata of a notebook that was sanitized and is not graded yet


def discard_unfinished(converter: BaseConverter) -> None:
    """Remove what an earlier run has begun to grade and not finished, of the submissions this one is to look at."""
    course = converter.coursedir
    for submitted in converter.assignments.values():
        ids = converter.init_single_notebook_resources(submitted[0])["nbgrader"]
        folder = Path(course.format_path(course.autograded_directory, ids["student"], ids["assignment"]))
        masters = Path(course.format_path(course.source_directory, ".", ids["assignment"]))
        graded = [folder / Path(file).name for file in submitted if (masters / Path(file).name).is_file()]
        unfinished = [file for file in graded if not is_finished(file)]
        if not folder.exists() or not unfinished:
            continue
        converter.log.warning("The grading of %s by %s was broken off; it begins anew", folder.name, ids["student"])
        if course.notebook_id == "*":
            rmtree(str(folder))
        else:  # one notebook was asked for; the others stay
            for file in filter(Path.exists, unfinished):
                remove(str(file))


def is_finished(file: Path) -> bool:
    """Whether nbgrader has written this notebook with its outputs, and to the end."""
    try:
        return MARK not in json.loads(file.read_bytes())["metadata"]
    except (OSError, ValueError, KeyError, TypeError):
        return False
