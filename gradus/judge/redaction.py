"""Keeps the inputs of hidden tests out of what comes after them in a notebook.

An answer may keep what it was asked, in a list, a file, a figure. A later cell may print it, and a later answer may
return it to a visible test, which shows what came. So what comes after hidden tests is shown as it is in a second run,
without hidden tests; the verdicts stay. A notebook that shows there just what the instructor's shows needs no second
run: its answers are right, and no cell of the student's own puts anything out.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from nbformat import NotebookNode
from nbformat.v4 import new_output

from gradus.judge.master_cells import grade_id

HIDDEN = "BEGIN HIDDEN TESTS"
DIFFERENT = "It failed after hidden tests of other exercises, and not without them. It depends on earlier calls."


@dataclass
class Checked:
    """What a check put out: the text before and from its hidden tests on, its points, its error and where that came."""

    text: str = ""
    hidden_text: str = ""
    points: list[NotebookNode] = field(default_factory=list)
    error: NotebookNode | None = None
    mistake: str = ""  # the name of the known mistake that explains the error
    is_hidden: bool = False  # whether its hidden tests had begun
    is_part: bool = False  # whether its points are neither all nor nothing

    def outputs(self) -> list[NotebookNode]:
        """As the notebook holds it."""
        text = self.text + self.hidden_text
        shown = [new_output("stream", name="stdout", text=text)] if text else []
        return [*shown, *self.points, *([self.error] if self.error else [])]

    def visible(self) -> list[NotebookNode]:
        """What came before its hidden tests."""
        return Checked(self.text, "", *(() if self.is_hidden else (self.points, self.error))).outputs()


def is_needed(cells: list[NotebookNode], checked: dict[str, Checked], usual: Callable[[], dict[str, list]]) -> bool:
    """Whether these cells, which come after hidden tests, show anything that the instructor's do not.

    checked: what checks put out, by grade_id. usual: makes what the instructor's cells put out without hidden
    tests, by their grade_id.
    """
    named = [(grade_id(cell), cell) for cell in cells]
    shown = [(name, checked[name].visible() if name in checked else cell.outputs) for name, cell in named]
    telling = [(name, _uncounted(outputs)) for name, outputs in shown if outputs]
    return any(not name for name, _ in telling) or any(usual().get(name) != outputs for name, outputs in telling)


def usual_outputs(cells: list[NotebookNode]) -> dict[str, list]:
    """What the named cells of a notebook that was run put out."""
    return {grade_id(cell): _uncounted(cell.outputs) for cell in cells if cell.cell_type == "code" and grade_id(cell)}


def shown(check: Checked, visible: Checked) -> Checked:
    """What a check shows if its visible tests were made once more without hidden ones: the same verdict.

    A part of the points is no verdict but a number, which could be one that was asked: it is taken from there, too.
    """
    if check.is_hidden or (check.error and check.error.ename == "Stopped"):
        return Checked(visible.text, check.hidden_text, check.points, check.error, check.mistake)
    if check.is_part:
        return visible
    different = new_output("error", ename="AssertionError", evalue=DIFFERENT, traceback=[f"✗ {DIFFERENT}"])
    error = (visible.error or different) if check.error else None
    mistake = visible.mistake if check.error else ""
    return Checked(visible.text, "", check.points, error, mistake)


def _uncounted(outputs: list[NotebookNode]) -> list[dict]:
    """Outputs without the place of their cell in the notebook."""
    return [{**output, "execution_count": None} for output in outputs]
