"""Reads submitted notebooks, whatever has become of them, and lays their answers into the instructor's version.

A student may delete, repeat, reorder, retype or unlock cells, and may hand in what is no notebook at all. What is
graded is always the master with the student's answers in it, and the student's other cells where they stood.
"""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from traitlets import Bool

from gradus.cleaning.markup import PICTURES
from gradus.errors import GradusError
from gradus.grading.interrupted import MARK, discard_unfinished
from gradus.grading.one_run import run_alone
from gradus.grading.renamed import Taken, take_renamed
from gradus.grading.submitted_files import leave_out
from gradus.judge.sanitize import BASE64

LARGEST = 20 * 2**20  # bytes of a notebook
MOST_CELLS = 2000
PROBLEM = "**The submitted file"
"""How a cell of ours begins that says why a file could not be graded."""
NAMED = "**About the name of the file"
"""How a cell of ours begins that says which of the files was graded."""
BESIDE = "**Beside the notebook"
"""How a cell of ours begins that says which other files were left out."""
OURS = (PROBLEM, NAMED, BESIDE)


class Unreadable(Exception):
    """The file is no notebook; the message says what it is."""


class SubmissionExporter(NotebookExporter):
    """Reads what nbgrader autogrades. A file that is no notebook becomes the master without answers, and says so.

    In nbgrader_config.py: `c.Autograde.exporter_class = SubmissionExporter`.
    """

    optimistic_validation = Bool(True, help="Validate once, after all preprocessors.").tag(config=True)

    def __init__(self, **settings: Any):
        super().__init__(**settings)
        self._taken: dict[Path, Taken] = {}
        self._left_out: dict[Path, list[str]] = {}
        if isinstance(self.parent, Autograde):  # nbgrader makes its exporter after it has listed the submissions
            run_alone(self.parent, self._prepare)

    def _prepare(self) -> None:
        """Look over the submissions of this run before the first is graded."""
        self._taken = take_renamed(self.parent, _notebook_or_none)
        self._left_out = leave_out(self.parent)
        discard_unfinished(self.parent)

    def from_filename(
        self, filename: str, resources: dict[str, Any] | None = None, **_: Any
    ) -> tuple[Any, dict[str, Any]]:
        file, resources = Path(filename), resources if resources is not None else ResourcesDict()
        resources["metadata"] = ResourcesDict(name=file.stem, path=str(file.parent))
        master = self._master(resources["nbgrader"]["assignment"], file.stem)
        taken, reason = self._taken.get(file, Taken(file, "")), ""
        said = f"{NAMED} {file.name}:** {taken.says}" if taken.says else ""
        try:
            if taken.file is None:
                raise Unreadable(taken.says)
            notebook = read_notebook(taken.file, with_outputs=False)
            if master and _is_answerless(master, notebook):
                reason = "none of the exercises' cells is in it"
        except Unreadable as error:
            notebook, reason = nbformat.v4.new_notebook(), str(error)
        if reason:
            problem = f"{PROBLEM.strip('*')} {file.name} could not be graded: {reason}."
            self.log.error("%s of %s", problem, resources["nbgrader"]["student"])
            said = f"**{problem}**"
        is_submitted = self._is_submitted(file, resources)
        for cell in notebook.cells if is_submitted else []:
            if cell.cell_type == "markdown" and cell.source.startswith(OURS):
                cell.source = f"> {cell.source}"  # the student's words, not ours
        if said:
            notebook.cells.insert(0, new_markdown_cell(said))
        notebook = rebuild(master, notebook) if master else notebook
        if is_submitted:
            notebook.metadata[MARK] = True
            for note in self._left_out.get(file.parent, [])[::-1]:
                notebook.cells.insert(0, new_markdown_cell(f"{BESIDE}:** {note}."))
        return self.from_notebook_node(notebook, resources)

    def _is_submitted(self, file: Path, resources: dict[str, Any]) -> bool:
        """Whether this is the file that was handed in; nbgrader sanitizes it and reads the result again."""
        course, ids = self._course, resources["nbgrader"]
        return file.parent == Path(course.format_path(course.submitted_directory, ids["student"], ids["assignment"]))

    @property
    def _course(self) -> CourseDirectory:
        return getattr(self.parent, "coursedir")  # noqa: B009  (an exporter's parent is nbgrader's converter)

    def _master(self, assignment: str, name: str) -> NotebookNode | None:
        """The instructor's version, if it is where nbgrader keeps it. Raises GradusError if it is damaged."""
        file = Path(self._course.format_path(self._course.source_directory, ".", assignment), f"{name}.ipynb")
        if not file.is_file():
            return None
        try:
            return read_notebook(file)
        except Unreadable as error:
            raise GradusError(f"{file} is {error}, so nothing can be graded by it.") from error


def _notebook_or_none(file: Path) -> NotebookNode | None:
    try:
        return read_notebook(file, with_outputs=False)
    except Unreadable:
        return None


def read_notebook(file: Path, with_outputs: bool = True) -> NotebookNode:
    """The notebook in a file: of its cells type, source, outputs, pasted pictures, id and nbgrader's metadata.

    A submission's outputs mean nothing, and to look through them may take minutes. Raises Unreadable for a link, a
    folder, another format, or more than 20 MB.
    """
    if file.is_symlink():
        raise Unreadable("a link to another file, not a notebook")
    if not file.is_file():
        raise Unreadable("not a file")
    if file.stat().st_size > LARGEST:
        raise Unreadable(f"larger than {LARGEST // 2**20} MB; hand it in without its outputs")
    try:
        content = json.loads(file.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Unreadable("not UTF-8 text") from None
    except (ValueError, RecursionError):
        raise Unreadable("not JSON, so it is damaged or cut off") from None
    if not isinstance(content, dict) or not isinstance(content.get("nbformat"), int):
        raise Unreadable("JSON, but not a notebook")
    if content["nbformat"] < 4:
        content = _upgraded(content)
    if not isinstance(content.get("cells"), list):
        raise Unreadable("a notebook without cells")
    if len(content["cells"]) > MOST_CELLS:
        raise Unreadable(f"a notebook of more than {MOST_CELLS} cells")
    if not any(isinstance(cell, dict) and cell for cell in content["cells"]):
        raise Unreadable("a notebook without cells")
    found = [cell for cell in content["cells"] if isinstance(cell, dict)]
    cells = [_clean(cell, position, with_outputs) for position, cell in enumerate(found)]
    return nbformat.v4.new_notebook(cells=cells, metadata=_metadata(content))


def rebuild(master: NotebookNode, submitted: NotebookNode) -> NotebookNode:
    """The master's graded and given cells in order, with the student's answers, and their other cells in between.

    The first cell that bears an answer's name is the answer; a second one is an ordinary cell.
    """
    named = {name: cell for cell in master.cells if (name := _grade_id(cell))}
    answers: dict[str, NotebookNode] = {}
    others: dict[str | None, list[NotebookNode]] = defaultdict(list)
    place: str | None = None
    for cell in submitted.cells:
        name = _grade_id(cell)
        if name is not None and name in named and (name not in answers or not _is_answer(named[name])):
            place = name
            if _is_answer(named[name]):
                answers[name] = cell
        else:
            cell.metadata = NotebookNode()
            others[place].append(cell)
    cells = list(others[None])
    for name, cell in named.items():
        if _is_answer(cell):
            answer = answers.get(name)
            cell.source = answer.source if answer else "# This cell was missing from the submission."
            if cell.cell_type == "markdown" and answer and "attachments" in answer:
                cell.attachments = answer.attachments
        cells += [cell, *others[name]]
    for position, cell in enumerate(cells):
        cell.id = _grade_id(cell) or f"cell-{position}"
    return nbformat.v4.new_notebook(cells=cells, metadata=master.metadata)


def _is_answerless(master: NotebookNode, submitted: NotebookNode) -> bool:
    """Whether a submission has none of the answers that the master asks for."""
    asked = {_grade_id(cell) for cell in master.cells if _grade_id(cell) and _is_answer(cell)}
    return bool(asked) and asked.isdisjoint(map(_grade_id, submitted.cells))


def _grade_id(cell: NotebookNode) -> str | None:
    marks = cell.metadata.get("nbgrader")
    name = marks.get("grade_id") if isinstance(marks, dict) else None
    return name if isinstance(name, str) else None


def _is_answer(cell: NotebookNode) -> bool:
    return bool(cell.metadata.nbgrader.get("solution"))


def _clean(cell: dict[str, Any], position: int, with_outputs: bool) -> NotebookNode:
    source = cell.get("source", "")
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    source = source if isinstance(source, str) else ""
    source = source.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate cannot be written
    metadata = cell.get("metadata")
    marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    kind = "code" if cell.get("cell_type") == "code" else "markdown"
    # not nbformat's new_code_cell: it validates each cell, which takes longer than all the rest of reading
    node: dict[str, Any] = {"id": f"cell-{position}", "cell_type": kind, "source": source}
    node["metadata"] = {"nbgrader": marks} if isinstance(marks, dict) else {}
    if kind == "markdown" and (pictures := _pictures(cell.get("attachments"))):
        node["attachments"] = pictures
    if kind == "code":
        outputs, count = cell.get("outputs"), cell.get("execution_count")
        node["outputs"] = list(filter(_is_output, outputs)) if with_outputs and isinstance(outputs, list) else []
        node["execution_count"] = count if type(count) is int and count >= 0 else None
    return nbformat.from_dict(node)


def _pictures(attachments: Any) -> dict[str, dict[str, str]]:
    """What was pasted into a text cell, if it is a picture."""
    found = {}
    for name, data in attachments.items() if isinstance(attachments, dict) else ():
        kinds = data if isinstance(data, dict) else {}
        kept = {
            kind: content
            for kind, content in kinds.items()
            if kind in PICTURES and isinstance(content, str) and BASE64.fullmatch(content)
        }
        if kept:
            found[name] = kept
    return found


def _is_output(output: Any) -> bool:
    try:
        nbformat.validate(nbformat.from_dict(output), ref="output", version=4)
    except (nbformat.ValidationError, AttributeError, TypeError, ValueError, RecursionError):
        return False
    return True


def _metadata(content: dict[str, Any]) -> dict[str, Any]:
    kernel = content.get("metadata", {}).get("kernelspec") if isinstance(content.get("metadata"), dict) else None
    gradus = content.get("metadata", {}).get("gradus") if isinstance(content.get("metadata"), dict) else None
    if not isinstance(kernel, dict) or not all(isinstance(kernel.get(key), str) for key in ("name", "display_name")):
        kernel = None
    return {name: value for name, value in (("kernelspec", kernel), ("gradus", gradus)) if isinstance(value, dict)}


def _upgraded(content: dict[str, Any]) -> dict[str, Any]:
    try:
        return nbformat.convert(nbformat.from_dict(content), 4)
    except Exception as error:
        raise Unreadable(f"a notebook of an old format that cannot be read ({type(error).__name__})") from None
