"""Text to notebooks: reads a jupytext py:percent manuscript, refuses a bad one, returns the notebook.

A lesson is prose and code. An exercise also has cells that the student writes, `# %% answer="slope"`, and
locked cells that test them, `# %% check="slope" points=2`; its other code cells are given, and locked. An answer that
has points itself, in code or in words, is graded by a person: `# %% [markdown] answer="why" points=3`.
"""

import ast
import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import jupytext
import nbformat
from IPython.core.inputtransformer2 import TransformerManager
from nbformat import NotebookNode
from nbgrader.nbgraderformat import SCHEMA_VERSION, MetadataValidator, ValidationError

from gradus.course.typesetting import typeset
from gradus.errors import GradusError

KEYS = {"answer", "check", "points", "without"}
NAME = re.compile(r"[A-Za-z_]\w{0,39}(\.\w{1,15})?", re.ASCII)
MARKERS = ("SOLUTION", "HIDDEN TESTS", "MARK SCHEME")
MARKS = [f"{end} {name}" for name in MARKERS for end in ("BEGIN", "END")]
STUB = "raise NotImplementedError"
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


class ManuscriptError(GradusError):
    """A manuscript that cannot be built: file, line and a sentence."""


@dataclass
class Cell:
    """One cell of a manuscript, with the line of its marker `# %%` for error messages."""

    file: Path
    line: int
    node: NotebookNode
    text: str

    def refuse(self, sentence: str) -> ManuscriptError:
        return ManuscriptError(f"{self.file}:{self.line}: {sentence}")

    @property
    def answer(self) -> str | None:
        return self.node.metadata.get("answer")

    @property
    def check(self) -> str | None:
        return self.node.metadata.get("check")

    @property
    def is_graded_by_a_person(self) -> bool:
        return self.answer is not None and "points" in self.node.metadata


def read_lesson(file: Path) -> NotebookNode:
    """The notebook of a lesson. Raises ManuscriptError."""
    cells = _read_cells(file)
    for cell in cells:
        if cell.node.metadata:
            raise cell.refuse("a lesson has no graded cells; answers and checks belong in manuscript/exercises/.")
        cell.node.id = ""
    return _notebook(cells, file.stem)


def read_exercises(file: Path) -> NotebookNode:
    """The nbgrader master of a unit's exercises, with solutions and hidden tests. Raises ManuscriptError."""
    cells = _read_cells(file)
    _refuse_bad_names(cells)
    given = 0
    without = {module for cell in cells for module in cell.node.metadata.get("without", ())}
    for cell in cells:
        grade_id = ""
        if cell.answer:
            grade_id = cell.answer
            points = cell.node.metadata.get("points")
            _mark(cell, grade_id, solution=True, grade=points is not None, locked=False, points=points)
        elif cell.check:
            grade_id = f"check-{cell.check.replace('.', '-')}"
            _mark(cell, grade_id, grade=True, locked=True, points=cell.node.metadata["points"])
            cell.node.metadata["tags"] = ["raises-exception"]  # Run All goes on below a check that fails
        elif cell.node.cell_type == "code":
            given += 1
            grade_id = f"given-{given}"
            _mark(cell, grade_id, locked=True)
        cell.node.id = grade_id
    notebook = _notebook(cells, file.stem)
    if without:
        notebook.metadata["gradus"] = {"without": sorted(without)}
    try:
        MetadataValidator().validate_nb(notebook)
    except ValidationError as error:
        raise ManuscriptError(f"{file}: nbgrader refuses the notebook: {error.message}") from error
    return notebook


def _read_cells(file: Path) -> list[Cell]:
    """The cells of a manuscript as jupytext reads them, each checked on its own."""
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ManuscriptError(f"{file}: is not UTF-8 text ({error.reason}). Save it as UTF-8.") from error
    lines = text.splitlines()
    starts = [i for i, line in enumerate(lines) if line.startswith("# %%")]
    if not starts or starts[0] != 0:
        raise ManuscriptError(f"{file}:1: a manuscript begins with a cell marker, `# %% [markdown]` or `# %%`.")
    nodes = jupytext.reads(text, fmt="py:percent").cells
    if len(nodes) != len(starts):
        raise ManuscriptError(f"{file}: jupytext reads {len(nodes)} cells where there are {len(starts)} markers.")
    cells = []
    for start, end, node in zip(starts, [*starts[1:], len(lines)], nodes, strict=True):
        node.metadata = NotebookNode({k: v for k, v in node.metadata.items() if k not in JUPYTEXT_KEYS})
        cell = Cell(file, start + 1, node, "\n".join(lines[start + 1 : end]))
        _refuse_bad_cell(cell)
        if node.cell_type == "markdown":
            node.source = typeset(node.source)
        cells.append(cell)
    return cells


# What jupytext notes about the text form; it has no meaning in the notebook.
JUPYTEXT_KEYS = {"cell_marker", "lines_to_next_cell", "lines_to_end_of_cell_marker"}


def _refuse_bad_cell(cell: Cell) -> None:
    """Refuse what is wrong in a cell by itself."""
    unknown = set(cell.node.metadata) - KEYS
    if unknown:
        raise cell.refuse(f"unknown key {sorted(unknown)[0]!r}; a cell may say answer, check, points and without.")
    if cell.answer and cell.check:
        raise cell.refuse("a cell is an answer or a check, not both.")
    if cell.node.cell_type == "markdown" and (cell.check or cell.node.metadata.get("without")):
        raise cell.refuse("a prose cell cannot be a check.")
    _refuse_almost_markers(cell)
    points = cell.node.metadata.get("points")
    if points is not None and not cell.check and not cell.answer:
        raise cell.refuse("only a check has points, or an answer that a person grades.")
    if (cell.check or points is not None) and not _is_points(points):
        raise cell.refuse(
            f"the cell {(cell.check or cell.answer)!r} needs positive points, as in points=2; it has {points!r}."
        )
    if cell.node.cell_type == "markdown":
        _refuse_bad_prose(cell)
        return
    if cell.node.cell_type != "code":
        raise cell.refuse("a cell is prose, `# %% [markdown]`, or code, `# %%`.")
    _refuse_misplaced_regions(cell)
    _refuse_bad_code(cell)


def _refuse_misplaced_regions(cell: Cell) -> None:
    """Refuse an answer without its solution, and markers in a cell in which they mean nothing."""
    solution, hidden = _regions(cell, "SOLUTION"), _regions(cell, "HIDDEN TESTS")
    if cell.answer and not solution and not cell.is_graded_by_a_person:
        raise cell.refuse(f"the answer {cell.answer!r} has no ### BEGIN SOLUTION … ### END SOLUTION.")
    if solution and not cell.answer:
        raise cell.refuse('SOLUTION markers in a cell that is not an answer; mark it `# %% answer="name"`.')
    if hidden and not cell.check:
        raise cell.refuse('HIDDEN TESTS markers in a cell that is not a check; mark it `# %% check="name" points=1`.')
    if "### BEGIN MARK SCHEME" in cell.node.source:
        raise cell.refuse("a MARK SCHEME is for nbgrader's task cells; an answer with points has its SOLUTION.")


def _refuse_bad_code(cell: Cell) -> None:
    """Refuse a `without` that lists no modules, a check that asks nothing, an answer that does not define its name."""
    code = _parse(cell, cell.node.source)
    without = cell.node.metadata.get("without", [])
    if not isinstance(without, list) or not all(isinstance(m, str) for m in without) or (without and not cell.answer):
        raise cell.refuse('without lists modules an answer does without, as in answer="Tape" without=["tensorflow"].')
    for line in _checks_without_an_ending(code):
        cell.line += line
        raise cell.refuse("this check asks nothing: end it with .close_to(…), .returns(…), .raises(…) or .is_none().")
    if cell.is_graded_by_a_person:
        return
    if cell.answer and cell.answer not in _defined(code):
        raise cell.refuse(f"the answer cell {cell.answer!r} does not define {cell.answer}.")
    if cell.answer and cell.answer not in _defined(_parse(cell, _stub(cell.node.source))):
        raise cell.refuse(f"without its solution the cell does not define {cell.answer}; keep the def outside.")


def _refuse_almost_markers(cell: Cell) -> None:
    """Refuse what looks like a marker and is none for nbgrader, which would hand out what stands below it."""
    for i, line in enumerate(cell.node.source.splitlines(), start=1):
        text = re.match(r"\s*#+\s*(.*?)[\s.:#-]*$", line)
        said = re.sub(r"[\s_-]+", " ", text[1]).upper() if text else ""
        [meant] = difflib.get_close_matches(said, MARKS, 1, 0.85) or [""]
        if meant and f"### {meant}" not in line:
            cell.line += i + (cell.node.cell_type == "markdown")
            raise cell.refuse(f"{line.strip()!r} is no marker, and would be handed out; write ### {meant}.")


def _is_points(points: object) -> bool:
    return isinstance(points, int | float) and points is not True and 0 < points < 1000


def _checks_without_an_ending(code: ast.Module) -> Iterator[int]:
    """The lines where `expect(…)` or `expect(…).at(…)` stands alone."""
    for node in ast.walk(code):
        call = node.value if isinstance(node, ast.Expr) else None
        while isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "at":
            call = call.func.value
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "expect":
            yield call.lineno


def _refuse_bad_prose(cell: Cell) -> None:
    try:
        body = ast.parse(cell.text).body
    except SyntaxError:
        body = []
    is_text = len(body) == 1 and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)
    text = cell.text.strip()
    if not (is_text and text.startswith('r"""') and text.endswith('"""') and text.count('"""') == 2):
        raise cell.refuse('a prose cell holds one r"""…""" string and nothing else; there is code in it.')
    if cell.answer and not cell.is_graded_by_a_person:
        raise cell.refuse(
            f"the answer {cell.answer!r} is prose, so a person grades it; it needs points, as in points=3."
        )
    if cell.answer:
        _regions(cell, "SOLUTION")
    for name in MARKERS[1:] if cell.answer else MARKERS:
        if f"### BEGIN {name}" in text or f"### END {name}" in text:
            raise cell.refuse(f"{name} markers in a prose cell; nbgrader would cut the text there.")


def _parse(cell: Cell, source: str) -> ast.Module:
    try:
        tree = ast.parse(TransformerManager().transform_cell(source))
        compile(tree, str(cell.file), "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)  # finds a return outside a function
        return tree
    except SyntaxError as error:
        cell.line += error.lineno or 0
        raise cell.refuse(f"not Python: {error.msg}.") from error


def _stub(source: str) -> str:
    """The code that students get: nbgrader puts the stub in the place of each solution."""
    return re.sub(r"([ \t]*)### BEGIN SOLUTION.*?### END SOLUTION", rf"\1{STUB}", source, flags=re.DOTALL)


def _regions(cell: Cell, name: str) -> int:
    """How many BEGIN name … END name regions the cell has; refuses unpaired and nested ones."""
    count, begun = 0, False
    for i, line in enumerate(cell.node.source.splitlines(), start=1):
        for mark, allowed in ((f"### BEGIN {name}", not begun), (f"### END {name}", begun)):
            if mark not in line:
                continue
            if not allowed:
                cell.line += i
                raise cell.refuse(f"{mark} without its partner.")
            begun = "BEGIN" in mark
            count += begun
    if begun:
        raise cell.refuse(f"### BEGIN {name} without its partner.")
    return count


def _defined(code: ast.Module) -> Iterator[str]:
    """The names that a cell defines at its top level."""
    for statement in code.body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            yield statement.name
        elif isinstance(statement, ast.Assign | ast.AnnAssign):
            names = (node for node in ast.walk(statement) if isinstance(node, ast.Name))
            yield from (node.id for node in names if isinstance(node.ctx, ast.Store))


def _refuse_bad_names(cells: list[Cell]) -> None:
    """Refuse what is wrong between cells: names used twice, checks without answers, answers without checks."""
    seen: set[tuple[str, str]] = set()
    for cell in cells:
        for key in ("answer", "check"):
            name = cell.node.metadata.get(key)
            if name is None:
                continue
            if not isinstance(name, str) or not NAME.fullmatch(name):
                raise cell.refuse(f"{name!r} is not a name; a cell is named like slope, a check also like slope.order.")
            if (key, name) in seen:
                raise cell.refuse(f"there is already a cell {key}={name!r}; tell checks apart after a dot.")
            seen.add((key, name))
        if cell.check and ("answer", cell.check.split(".")[0]) not in seen:
            raise cell.refuse(f"the check {cell.check!r} has no answer before it.")
    checked = {name.split(".")[0] for key, name in seen if key == "check"}
    for cell in cells:
        if cell.is_graded_by_a_person and cell.answer in checked:
            raise cell.refuse(
                f"the answer {cell.answer!r} has points and a check; a check grades it, or a person does."
            )
        if cell.answer and cell.answer not in checked and not cell.is_graded_by_a_person:
            raise cell.refuse(f"the answer {cell.answer!r} has no check, and no points for a person to give.")


def _mark(cell: Cell, grade_id: str, *, grade=False, solution=False, locked: bool, points: float | None = None) -> None:
    """Expand the two keys into nbgrader's metadata."""
    marks = {"grade": grade, "grade_id": grade_id, "locked": locked, "solution": solution, "task": False}
    if points is not None:
        marks["points"] = points
    cell.node.metadata = NotebookNode(nbgrader=NotebookNode(schema_version=SCHEMA_VERSION, **marks))


def _notebook(cells: list[Cell], unit: str) -> NotebookNode:
    """A notebook whose cell ids depend on nothing but names and positions."""
    for position, cell in enumerate(cells, start=1):
        cell.node.id = cell.node.id or f"{unit}-{position:02d}"
    return nbformat.v4.new_notebook(cells=[cell.node for cell in cells], metadata=dict(METADATA))
