"""Whether the last version of an answer ran. A cell that ends in an error leaves the function before it in its place.

Known in a notebook only, from IPython's events; elsewhere nothing is known, and nothing is said.
"""

import re
import sys
from typing import Any

from gradus.errors import name_of

ABSENT = object()
DEFINES = re.compile(r"^(?:(?:async +)?def|class) +(\w+)|^(\w+) *(?::[^=\n]+)?=(?!=)", re.MULTILINE)


class Cells:
    """Looks at each cell before and after it runs: did what it defines at its top level come to be?"""

    def __init__(self, names: dict[str, Any], is_a_notebook: bool = True):
        self.is_a_notebook = is_a_notebook
        self._names = names
        self._running: list[dict[str, Any]] = []
        self._home: dict[str, str | None] = {}
        self.failed: dict[str, str] = {}
        """Names whose last version did not run, or not to its end, and the rest of a sentence: what ended it."""

    def before(self, info: Any) -> None:
        names = defined_in(info.raw_cell or "")
        self._running.append({name: self._names.get(name, ABSENT) for name in names})

    def after(self, result: Any) -> None:
        if not self._running:  # the cell that imports this
            return
        error = result.error_before_exec or result.error_in_exec
        cell = getattr(result.info, "cell_id", None)
        for name, old in self._running.pop().items():
            if self._names.get(name, ABSENT) is not old:
                self._home[name] = cell
                self.failed.pop(name, None)
                if result.error_before_exec:  # IPython compiles one statement after another: a `return` below them all
                    self.failed[name] = f" to its end: its cell ended in {name_of(error)}"
            elif not error:
                self.failed.pop(name, None)
            elif cell == self._home.get(name, cell):  # a scratch cell with the same name says nothing
                self.failed[name] = f": its cell ended in {name_of(error)}, and {name} is still the one before"


def defined_in(text: str) -> set[str]:
    """The names that a cell defines at its top level."""
    return {a or b for a, b in DEFINES.findall(text)}


def notebook() -> Any:
    """IPython, if this runs in it; else None."""
    shell_class = getattr(sys.modules.get("IPython.core.interactiveshell"), "InteractiveShell", None)
    return shell_class.instance() if shell_class is not None and shell_class.initialized() else None


def watch() -> Cells:
    """Watch the cells of this notebook; where there is none, nothing is seen."""
    shell = notebook()
    if shell is None:
        return Cells({}, is_a_notebook=False)
    cells = Cells(shell.user_ns)
    shell.events.register("pre_run_cell", cells.before)
    shell.events.register("post_run_cell", cells.after)
    return cells
