"""A course of one tiny assignment, and submissions to it, made from the files under attacks/ and honest/."""

import ctypes
import os
import platform
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import jupytext
import nbformat
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.api import Gradebook

ROOT = Path(__file__).parents[2]
BUSY = min(4, max(1, round(os.getloadavg()[0] / (os.cpu_count() or 1)))) if hasattr(os, "getloadavg") else 1
"""How many times as long everything may take because other programs run here too."""
CALL, CELL, WHOLE = 3 * BUSY, 5 * BUSY, 20 * BUSY  # seconds
POINTS = {"double": 2.0, "norm": 2.0, "halvings": 2.0, "share": 4.0}
CONFIG = f"""
from nbconvert.preprocessors import ClearMetadataPreprocessor
from nbgrader.preprocessors import AssignLatePenalties, CheckCellMetadata, IgnorePattern, LimitOutput, SaveAutoGrades
from gradus.judge.preprocessor import Judge
c.Autograde.autograde_preprocessors = [
    Judge, IgnorePattern, ClearMetadataPreprocessor, LimitOutput, SaveAutoGrades, AssignLatePenalties, CheckCellMetadata
]
c.Judge.preload = ["numpy"]
c.Judge.call_seconds, c.Judge.cell_seconds, c.Judge.notebook_seconds = {CALL}, {CELL}, {WHOLE}
c.Judge.memory, c.Judge.disk, c.Judge.processes = 300, 20, 64
"""
NOTEBOOK = """
# %% given="tools"
import numpy as np
from gradus import expect

def root(x):
    return x ** 0.5

# %% answer="double"
def double(x):
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION

# %% check="double" points=2
expect(double, 3.0).close_to(6.0)
expect(double, "ab").returns("abab")
### BEGIN HIDDEN TESTS
drawn = np.random.default_rng().uniform(10, 99, 3)
expect(double, drawn).close_to(2 * drawn)
### END HIDDEN TESTS

# %% given="samples"
samples = np.array([6.0, 8.0])

# %% given="look"
print(double(4.0))

# %% answer="norm"
def norm(v):
    ### BEGIN SOLUTION
    return root(sum(x * x for x in v))
    ### END SOLUTION

# %% check="norm" points=2
assert norm([3.0, 4.0]) == 5.0
np.testing.assert_allclose(norm(samples), np.sqrt((samples**2).sum()))
### BEGIN HIDDEN TESTS
try:
    norm(None)
except Exception:
    pass
else:
    raise AssertionError("None has no norm")
### END HIDDEN TESTS

# %% answer="halvings"
def halvings(goal):
    ### BEGIN SOLUTION
    count = 0
    while 0.5**count > goal:
        count += 1
    return count
    ### END SOLUTION

# %% check="halvings" points=2
x = 1.0
for _ in range(halvings(0.1)):
    x = x / 2
assert 0.05 < x <= 0.1
assert all(map(lambda goal: 0.5 ** halvings(goal) <= goal, [0.4, 0.2]))
assert halvings(1.0) == 0

# %% answer="share"
def share(values):
    ### BEGIN SOLUTION
    return sum(v > 0 for v in values) / len(values)
    ### END SOLUTION

# %% check="share" points=4
8 * share([1, -1])
"""


@dataclass
class Submission:
    """One file: what it tries, what it must score, its cells, and files handed in beside the notebook."""

    name: str
    head: dict[str, str]
    cells: list
    files: list[tuple[str, str]] = field(default_factory=list)

    @property
    def scores(self) -> dict[str, float]:
        return POINTS | {exercise: float(points) for exercise, points in re.findall(r"(\w+)=(\d+)", self.head["score"])}


def cells_of(text: str) -> list[nbformat.NotebookNode]:
    """The cells of a text in the py:percent form, with the metadata that it gives them."""
    cells = jupytext.reads(text.strip(), fmt="py:percent").cells
    for cell in cells:
        cell.metadata.pop("lines_to_next_cell", None)
    return cells


def read(file: Path) -> Submission:
    head, _, code = file.read_text().partition("\n\n")
    pairs = re.findall(r"^# (\w+): ?(.*)$", head, re.MULTILINE)
    files = [(key, value) for key, value in pairs if key in ("file", "link", "large")]
    return Submission(file.stem, dict(pairs), cells_of(code), files)


def submissions(folder: str) -> list[Submission]:
    return [read(file) for file in sorted((Path(__file__).parent / folder).glob("*.py"))]


def master(text: str = NOTEBOOK) -> nbformat.NotebookNode:
    """The instructor's notebook."""
    notebook = new_notebook(metadata={"gradus": {"without": ["tensorflow", "keras", "statistics"]}})
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    for cell in cells_of(text):
        ((kind, name), *rest) = cell.metadata.items()
        marks = {"schema_version": 3, "task": False, "grade": kind == "check", "solution": kind == "answer"}
        marks |= {"locked": kind != "answer", "grade_id": f"{kind}-{name}"} | dict(rest)
        notebook.cells.append(new_code_cell(cell.source, id=f"{kind}-{name}", metadata={"nbgrader": marks}))
    return notebook


def answered(released: nbformat.NotebookNode, submission: Submission, places: dict[str, str], text: str = NOTEBOOK):
    """The released notebook with right answers, changed by the cells of a submission."""
    right = {f"answer-{c.metadata['answer']}": c.source for c in cells_of(text) if "answer" in c.metadata}
    by_id = {cell.id: cell for cell in released.cells}
    for name, code in right.items():
        by_id[name].source = re.sub(r"\n *### (BEGIN|END) SOLUTION", "", code)
    place = 1  # extra cells come after the cell of the submission that is before them
    for cell in submission.cells:
        kind = next((kind for kind in ("answer", "check") if kind in cell.metadata), None)
        source = cell.source
        for mark, value in places.items():
            source = source.replace(f"@{mark}@", value)
        if kind:
            old = by_id[f"{kind}-{cell.metadata[kind]}"]
            old.source = source or old.source
            old.metadata |= {key: value for key, value in cell.metadata.items() if key != kind}
            place = released.cells.index(old) + 1
        elif source:
            released.cells.insert(place, new_code_cell(source, metadata=dict(cell.metadata)))
            place += 1
    return released


def own_keyring() -> None:
    """A session keyring, as every login has one; the grader and all it starts inherit it."""
    if sys.platform == "linux" and platform.machine() == "x86_64":
        ctypes.CDLL(None).syscall(250, 1, None)


class Course:
    """A course folder with the assignment generated, ready for submissions."""

    def __init__(self, folder: Path, places: dict[str, str], text: str = NOTEBOOK):
        self.folder, self._text = folder, text
        self.places = places | {"COURSE": str(folder), "CALL": str(CALL), "CELL": str(CELL)}
        (folder / "source" / "tiny").mkdir(parents=True)
        self.temporary = folder.parent / "temporary"
        self.temporary.mkdir()
        shutil.copy(ROOT / "nbgrader_config.py", folder)
        with (folder / "nbgrader_config.py").open("a") as file:
            file.write(CONFIG)
        nbformat.write(master(text), folder / "source" / "tiny" / "tiny.ipynb")
        status, log = self.nbgrader("generate_assignment", "tiny")
        assert status == 0, log

    def nbgrader(self, *arguments: str, seconds: float = 500) -> tuple[int, str]:
        return self.run([str(Path(sys.executable).parent / "nbgrader"), *arguments], seconds)

    def run(self, command: list[str], seconds: float = 500) -> tuple[int, str]:
        """Run a command in the course folder; status 124 if it had to be stopped."""
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        env = dict(os.environ, PATH=path, TMPDIR=str(self.temporary))
        log = self.folder.parent / f"{self.folder.name}.log"
        with log.open("w") as file:
            process = subprocess.Popen(
                command, cwd=self.folder, env=env, preexec_fn=own_keyring, stdout=file, stderr=subprocess.STDOUT
            )
            try:
                status = process.wait(seconds)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                status = 124
        return status, log.read_text(errors="replace")

    def hand_in(self, submission: Submission) -> None:
        released = nbformat.read(self.folder / "release" / "tiny" / "tiny.ipynb", as_version=4)
        notebook = answered(released, submission, self.places, self._text)
        folder = self.folder / "submitted" / submission.name / "tiny"
        folder.mkdir(parents=True)
        nbformat.write(notebook, folder / "tiny.ipynb")
        for kind, what in submission.files:
            for mark, value in self.places.items():
                what = what.replace(f"@{mark}@", value)
            name, content = re.split(r" (?:=|->) ", what, maxsplit=1)
            if kind == "link":
                (folder / name).symlink_to(content)
            elif kind == "large":
                (folder / name).write_bytes(bytes(int(content) * 2**20))
            else:
                (folder / name).write_text(content)

    def scores(self, student: str) -> dict[str, float] | None:
        """Points by exercise; None if the submission was lost."""
        with Gradebook(f"sqlite:///{self.folder}/gradebook.db") as gradebook:
            [notebook] = gradebook.find_submission("tiny", student).notebooks
            if any(grade.needs_manual_grade or grade.auto_score is None for grade in notebook.grades):
                return None
            return {grade.name.removeprefix("check-"): grade.score for grade in notebook.grades}

    def graded(self, student: str) -> nbformat.NotebookNode | None:
        file = self.folder / "autograded" / student / "tiny" / "tiny.ipynb"
        return nbformat.read(file, as_version=4) if file.exists() else None
