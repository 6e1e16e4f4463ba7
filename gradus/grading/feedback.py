"""What students get to see of a graded notebook."""

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.preprocessors import ClearHiddenTests


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
