"""Submissions for the tests: a released notebook with answers written into it."""

import ast
import copy
import functools
import inspect
import sys
from pathlib import Path

import jupytext
import nbformat

from gradus.checks import mistakes

ROOT = Path(__file__).parent.parent
UNITS = sorted(path.name for path in (ROOT / "source").iterdir())
ANSWERS = ROOT / "tests" / "answers"
# Answers that use the student's earlier ones; a mistake there is seen here too, unless the earlier piece is borrowed.
BUILDS_ON = {
    "VJPS": {"unbroadcast"},
    "Tape": {"unbroadcast", "VJPS"},
    "second": {"unbroadcast", "VJPS", "Tape"},
    "train_logistic": {"unbroadcast", "VJPS", "Tape"},
    "train": {"forward", "cross_entropy", "minibatches"},
    "accuracy": {"forward"},
    "mend_train": {"forward", "cross_entropy", "minibatches"},
}


def notebook_of(tree: str, unit: str) -> nbformat.NotebookNode:
    """The exercises of a unit in source/ (with solutions and hidden tests) or in release/."""
    return nbformat.read(ROOT / tree / unit / f"{unit.split('_', 1)[1]}.ipynb", as_version=4)


def answer_cells(notebook: nbformat.NotebookNode) -> dict[str, nbformat.NotebookNode]:
    """Those that checks grade; what a person grades has points itself."""
    marks = {cell.id: cell.metadata.get("nbgrader", {}) for cell in notebook.cells}
    return {
        cell.id: cell for cell in notebook.cells if marks[cell.id].get("solution") and not marks[cell.id].get("grade")
    }


def check_cells(notebook: nbformat.NotebookNode, exercise: str) -> list[nbformat.NotebookNode]:
    ids = (f"check-{exercise}", f"check-{exercise}-")
    return [cell for cell in notebook.cells if cell.id == ids[0] or cell.id.startswith(ids[1])]


def points_of(notebook: nbformat.NotebookNode, exercise: str) -> float:
    return sum(cell.metadata.nbgrader.points for cell in check_cells(notebook, exercise))


def submission(unit: str, answers: dict[str, str]) -> nbformat.NotebookNode:
    """The released notebook of a unit with these answers, code by name of the exercise, written in."""
    notebook = notebook_of("release", unit)
    cells = answer_cells(notebook)
    for exercise, code in answers.items():
        cells[exercise].source = code
    return notebook


def reference(unit: str) -> dict[str, str]:
    return {name: cell.source for name, cell in answer_cells(notebook_of("source", unit)).items()}


def alternatives(unit: str) -> dict[str, dict[str, str]]:
    """The right answers under tests/answers/, by the name of their file and of the exercise."""
    return {file.stem: _answers_in(file) for file in sorted((ANSWERS / unit).glob("*.py"))}


def wrong_answers(unit: str) -> dict[str, dict[str, str]]:
    """Wrong answers that are no known mistake: hurried, confused, dishonest."""
    return {file.stem: _answers_in(file) for file in sorted((ANSWERS / unit / "wrong").glob("*.py"))}


def coincidences(unit: str) -> list[tuple[str, str, str]]:
    """Wrong answers that were taken for a mistake that they do not make: the exercise, the code, that mistake's name
    (or words that are not true of the answer, where the mistake has learned to say what is true of both).

    Their cells say so, `# %% answer="partial" unlike=["moves_the_coordinate_before"]`.
    """
    files = sorted((ANSWERS / unit / "wrong").glob("*.py"))
    cells = [cell for file in files for cell in _cells_of(file)]
    marked = [cell for cell in cells if "unlike" in cell.metadata]
    return [(cell.metadata["answer"], cell.source, name) for cell in marked for name in cell.metadata["unlike"]]


def _answers_in(file: Path) -> dict[str, str]:
    return {cell.metadata["answer"]: cell.source for cell in _cells_of(file) if "answer" in cell.metadata}


@functools.cache
def _cells_of(file: Path) -> list[nbformat.NotebookNode]:
    return jupytext.read(file, fmt="py:percent").cells


def wrong_answer(exercise: str, mistake) -> str:
    """A mistake as a student would have handed it in: under the exercise's name, without its sentence.

    The imports and helpers of its module come along; helpers have names that begin with _. What it takes from
    this package is written out, for a student's notebook cannot import it where it is graded.
    """
    wanted = []
    for node in _body_of(mistake.__module__):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("gradus."):
            wanted += _body_of(node.module) if node.module != "gradus.checks.mistakes" else []
        elif isinstance(node, ast.Import | ast.ImportFrom) or getattr(node, "name", "").startswith("_"):
            wanted.append(node)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == mistake.__name__:
            node = copy.copy(node)
            node.name, node.decorator_list, node.body = exercise, [], node.body[1:]
            wanted.append(node)
    return "\n\n".join(map(_unparsed, wanted))


_unparsed = functools.cache(ast.unparse)  # of the same helpers for each mistake of a module


@functools.cache
def _body_of(module: str) -> list[ast.stmt]:
    return ast.parse(inspect.getsource(sys.modules[module])).body


def mistakes_by_exercise(unit: str) -> dict[str, list]:
    return {exercise: mistakes.mistakes_in(exercise) for exercise in reference(unit)}
