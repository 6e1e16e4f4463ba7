"""Which cell to run where a name is missing: after a restart Python has forgotten all, and the page shows it as before.

An extension of IPython, which `gradus learn` has each kernel load. It speaks where a cell above, one of the course's,
defines the name and has not been run, and where the cell that was to define it ended in an error; whatever else a
missing name may mean, it is silent.
"""

import contextlib
import json
import os
import re
import symtable
from pathlib import Path
from typing import Any

from gradus.course.root import find_course
from gradus.errors import GradusError, name_of
from gradus.progress.record import workspace_of

DEFINES = re.compile(r"^(?:def|class) +(\w+)", re.MULTILINE)  # also in a cell that is no Python
Cells = list[tuple[str, str]]
"""Id and text of the code cells of a notebook, in order."""


def load_ipython_extension(shell: Any) -> None:
    """Look at the cells of this kernel, if it is that of a notebook in a workspace, and nbgrader does not run it."""
    if "NBGRADER_EXECUTION" in os.environ or getattr(shell, "gradus_looks", False):
        return
    if workspace := workspace_of(Path.cwd()):
        shell.gradus_looks = True
        watch = Watch(shell.user_ns, workspace, Path.cwd().name)
        shell.events.register("pre_run_cell", watch.before)
        shell.events.register("post_run_cell", watch.after)
        if not shell.custom_exceptions:  # whoever has a handler of their own keeps it
            shell.set_custom_exc((NameError,), watch.show)


class Watch:
    """Notes which cells have run, and speaks where a missing name has ended one: in place of the traceback, which would
    stand above with nothing to tell; after what a check says of the name.
    """

    def __init__(self, names: dict[str, Any], workspace: Path, unit: str):
        self._names, self._workspace, self._unit = names, workspace, unit
        self._ids: set[str | None] = set()  # of what has run
        self._texts: set[str] = set()
        self._here = ("", "")  # id and text of the cell that runs
        self._ended: dict[str, str] = {}  # what ended the last cell that was to define a function or class, by its name

    def before(self, info: Any) -> None:
        self._here = (info.cell_id, (info.raw_cell or "").strip())
        self._ids.add(info.cell_id)
        self._texts.add(self._here[1])

    def show(self, shell: Any, kind: type, error: BaseException, trace: Any, tb_offset: int | None = None) -> None:
        """What IPython calls for an error that is shown."""
        with contextlib.suppress(Exception):  # whatever is the matter with the files, the error itself is shown
            if said := self._said(error):
                error._render_traceback_ = lambda: [f"NameError: {error}", *said.splitlines()]  # type: ignore[attr-defined]
        shell.showtraceback((kind, error, trace), tb_offset=tb_offset)

    def after(self, result: Any) -> None:
        error = result.error_before_exec or result.error_in_exec
        for name in DEFINES.findall(self._here[1]):
            self._ended.pop(name, None)
            if error:
                self._ended[name] = name_of(error)
        met = getattr(result.error_in_exec, "error", None)  # a check has what it met
        if met and (said := self._said(met)):
            print(said)

    def _said(self, error: BaseException) -> str:
        if type(error) is not NameError or not error.name or not self._is_of_the_notebook(error):
            return ""
        if error.name in self._ended:
            ended = f"The cell that defines {error.name} ended in {self._ended[error.name]}"
            return f"{ended}: mend it, run it, then run this one again."
        for cells in notebooks(self._workspace, self._unit):
            if first_line := self._not_run(cells_above(cells, *self._here), error.name):
                return (
                    f"A cell above that defines {error.name} has not been run since Python started: run it (it begins\n"
                    f"`{first_line}`), or all above with Run > Run All Above Selected Cell.\n"
                    "If that stops on its way, at a red cell, mend that one first. Then run this cell again."
                )
        return ""

    def _not_run(self, above: Cells, name: str) -> str:
        """The first line of the last cell that defines the name; "" if there is none, or one of them has run."""
        defining = [(cell, text.strip()) for cell, text in above if name in defined_in(text)]
        if not defining or any(cell in self._ids or text in self._texts for cell, text in defining):
            return ""
        return defining[-1][1].splitlines()[0]

    def _is_of_the_notebook(self, error: BaseException) -> bool:
        """Whether a line of the notebook missed the name, and not one of a library."""
        trace = error.__traceback__
        while trace and trace.tb_next:
            trace = trace.tb_next
        return trace is not None and trace.tb_frame.f_globals is self._names


def cells_above(cells: Cells, cell: str | None, text: str) -> Cells:
    """Those above the one with this id, or else this text; none if it is a learner's own."""
    ids, texts = [one for one, _ in cells], [one.strip() for _, one in cells]
    return cells[: ids.index(cell) if cell in ids else texts.index(text) if text in texts else 0]


def defined_in(text: str) -> set[str]:
    """The names that a cell gives something to at its top level; none if it is not plain Python."""
    try:
        symbols = symtable.symtable(text, "cell", "exec").get_symbols()
    except (SyntaxError, ValueError):
        return set()
    return {symbol.get_name() for symbol in symbols if symbol.is_assigned() or symbol.is_imported()}


def notebooks(workspace: Path, unit: str) -> list[Cells]:
    """The unit's lesson and exercises as the course has them; nothing of what cannot be read."""
    try:
        course = find_course(workspace)
    except GradusError:
        return []
    files = [course / "course" / f"{unit}.ipynb", *sorted((course / "release" / unit).glob("*.ipynb"))]
    return [cells for file in files if (cells := _code_cells(file))]


def _code_cells(file: Path) -> Cells:
    try:
        cells = json.loads(file.read_bytes())["cells"]
        return [(cell["id"], "".join(cell["source"])) for cell in cells if cell["cell_type"] == "code"]
    except (OSError, ValueError, TypeError, KeyError):
        return []
