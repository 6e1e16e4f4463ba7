"""Keeps the inputs of hidden tests out of what comes after them in a notebook.

An answer may keep what it was asked, in a list, a file, a figure. A later cell may print it, and a later answer may
return it to a visible test, which shows what came. So a notebook that shows any such thing is run a second time without
hidden tests, and what it shows is taken from there; the verdicts stay.
"""

from dataclasses import dataclass, field

from nbformat import NotebookNode
from nbformat.v4 import new_output

HIDDEN = "BEGIN HIDDEN TESTS"
DIFFERENT = "It failed after hidden tests of other exercises, and not without them. It depends on earlier calls."


@dataclass
class Checked:
    """What a check put out: the text before and from its hidden tests on, its points, its error and where that came."""

    text: str = ""
    hidden_text: str = ""
    points: list[NotebookNode] = field(default_factory=list)
    error: NotebookNode | None = None
    is_hidden: bool = False

    def outputs(self) -> list[NotebookNode]:
        """As the notebook holds it."""
        text = self.text + self.hidden_text
        shown = [new_output("stream", name="stdout", text=text)] if text else []
        return [*shown, *self.points, *([self.error] if self.error else [])]


def shows_something(cells: list[NotebookNode], checked: dict[str, Checked]) -> bool:
    """Whether words or numbers of the student's may be shown by these cells, which come after hidden tests."""
    return any(_shows(checked[cell.id]) if cell.id in checked else cell.outputs for cell in cells)


def _shows(check: Checked) -> bool:
    lines = check.text.splitlines()
    return not all(line.startswith("✓ ") for line in lines) or (check.error is not None and not check.is_hidden)


def shown(check: Checked, visible: Checked) -> list[NotebookNode]:
    """What a check shows if its visible tests were made once more without hidden ones: the same verdict."""
    error = check.error
    if error and not check.is_hidden and error.ename != "Stopped":
        different = new_output("error", ename="AssertionError", evalue=DIFFERENT, traceback=[f"✗ {DIFFERENT}"])
        error = visible.error or different
    return Checked(visible.text, check.hidden_text, check.points, error).outputs()
