"""What students get to see of a graded notebook."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbconvert.exporters import HTMLExporter
from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.preprocessors import ClearHiddenTests
from traitlets import default

from gradus.grading.formulas import course_text
from gradus.grading.graded_notebook import exercise_of_check

PAGE = Path(__file__).with_name("feedback.html.j2")


class HideHiddenTests(ClearHiddenTests):
    """Leaves the hidden tests out of the feedback; plain nbgrader shows them.

    Only graded cells are touched: they are the course's own. The markers in a student's cell mean nothing
    and must not stop the feedback.
    """

    def preprocess_cell(
        self, cell: NotebookNode, resources: ResourcesDict, cell_index: int
    ) -> tuple[NotebookNode, ResourcesDict]:
        if utils.is_grade(cell):
            return super().preprocess_cell(cell, resources, cell_index)
        return cell, resources


class FeedbackExporter(HTMLExporter):
    """nbgrader's feedback page, whose list names the exercises, and whose long lines are wrapped.

    In nbgrader_config.py: `c.GenerateFeedback.exporter_class = FeedbackExporter`.
    """

    @default("raw_template")
    def _ours(self) -> str:
        return PAGE.read_text("utf-8")

    def default_filters(self) -> Iterator[tuple[str, Any]]:
        """Those of the page, too."""
        yield from super().default_filters()
        yield "exercises", exercises_in
        yield "course_text", course_text


@dataclass
class Exercise:
    """A line of the list. heading: the id of the cell that it stands in, "" if there is none. link: the answer, if its
    cell ended in an error; or else the cell where points are missing, or else its first. comments: cells that have one.
    """

    title: str
    heading: str
    link: str
    points: float = 0.0
    most: float = 0.0
    by_hand: bool = False
    comments: list[str] = field(default_factory=list)


def exercises_in(cells: Iterable[NotebookNode]) -> list[Exercise]:
    """The exercises of a graded notebook, after nbgrader's GetGrades: in its order, by the headings above them."""
    found: dict[str, Exercise] = {}
    heading = place = ""
    for cell in cells:
        marks = cell.metadata.get("nbgrader", {})
        is_prose = cell.cell_type == "markdown" and not marks.get("solution")
        if is_prose and (headings := re.findall(r"^## (.+)$", cell.source, re.MULTILINE)):
            heading, place = headings[-1], cell.get("id", "")
        if not any(marks.get(kind) for kind in ("grade", "solution", "task")):
            continue
        name = exercise_of_check(marks["grade_id"])
        exercise = found.setdefault(name, Exercise(heading or name, place, ""))
        if marks.get("comment"):
            exercise.comments.append(marks["grade_id"])
        if marks.get("solution") and any(output.output_type == "error" for output in cell.get("outputs", [])):
            exercise.link = f"comment-{marks['grade_id']}"
        if marks.get("grade") or marks.get("task"):
            is_whole = exercise.points == exercise.most and not exercise.link.startswith("comment-")
            if not exercise.link or (is_whole and marks["score"] < marks["points"]):
                exercise.link = marks["grade_id"]
            exercise.points += marks["score"]
            exercise.most += marks["points"]
            exercise.by_hand = exercise.by_hand or bool(marks.get("solution") or marks.get("task"))
    return [exercise for exercise in found.values() if exercise.most or exercise.comments]
