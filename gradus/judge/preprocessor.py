"""The judge as an nbgrader preprocessor, in the place of nbgrader's own Execute.

c.Autograde.autograde_preprocessors = [Judge, ...]
"""

import atexit
import hashlib
import os
import shutil
import tempfile
from copy import deepcopy
from pathlib import Path

import nbformat
from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Enum, Float, Int, List, Unicode

from gradus.checks import mistakes
from gradus.cleaning.bounded_call import Patience
from gradus.cleaning.text_cells import given_texts, make_harmless
from gradus.errors import GradusError
from gradus.judge.course_seed import secret_of
from gradus.judge.redaction import usual_outputs
from gradus.judge.runner import Runner
from gradus.judge.unsandboxed import ColdStarts
from gradus.judge.wire.limits import Limits, OutputLimits, TimeLimits
from gradus.judge.zygotes import Child, Zygotes

MEGABYTE, KILO = 2**20, 1000


class Judge(NbGraderPreprocessor):
    """Runs student cells in a sandbox of their own, and checks where no student can reach them."""

    sandbox = Enum(["on", "off"], "on", help="'off' runs students' code with your rights: only for code you trust.")
    preload = List(
        Unicode(), ["numpy", "tensorflow"], help="Modules that are imported once for all, if the notebook names them."
    )
    call_seconds = Float(20, help="How long one call that a check makes may take.")
    cell_seconds = Float(60, help="How long one of the student's cells may take.")
    notebook_seconds = Float(300, help="How long a notebook may take.")
    memory = Int(2048, help="Megabytes that a student's processes may take beyond what is preloaded.")
    disk = Int(100, help="Megabytes of files that a student's code may write.")
    processes = Int(256, help="Processes and threads that a student's code may have at once.")
    open_files = Int(256, help="Files that one of a student's processes may have open at once.")

    output = Int(100, help="Thousands of characters of text that a cell may put out.")
    pictures = Int(700, help="Thousands of characters that its pictures may take; a plot has 20 to 50.")

    for _trait in (sandbox, preload, call_seconds, cell_seconds, notebook_seconds, memory, disk, processes, open_files,
                   output, pictures):  # fmt: skip
        _trait.tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        """Run the notebook's cells, and write their outputs into it."""
        times = TimeLimits(self.call_seconds, self.cell_seconds, self.notebook_seconds)
        most = OutputLimits(self.output * KILO, self.pictures * KILO)
        master = self._master(resources)
        without = tuple(master.metadata.get("gradus", {}).get("without", ()))
        preload = tuple(name for name in self.preload if _is_mentioned(name, master) and name not in without)

        def new_child() -> Child:
            return self._children().child(preload, without)

        folder = Path(resources["metadata"]["path"])
        self._remove_linked_files(folder, resources)
        ids = resources["nbgrader"]
        who = [ids["student"], ids["assignment"], ids["notebook"]]
        seed = "/".join([secret_of(Path(self._course.root)), *who, _fingerprint_of_answers(nb)])

        def instructors_outputs() -> dict[str, list]:
            """Of each named cell; made once for the whole batch."""
            key = nbformat.writes(master)
            if key not in _usual:
                notebook = deepcopy(master)
                with tempfile.TemporaryDirectory() as copy:
                    shutil.copytree(self._source(resources), copy, dirs_exist_ok=True, ignore_dangling_symlinks=True)
                    Runner(new_child, master, Path(copy), times, most, asks_hidden=False).run(notebook)
                _usual[key] = usual_outputs(notebook.cells)
            return _usual[key]

        result = Runner(new_child, master, folder, times, most, seed, usual=instructors_outputs).run(nb)
        texts = [cell for cell in nb.cells if cell.cell_type == "markdown"]
        result.faults += make_harmless(texts, given_texts(master), Patience())
        for fault in result.faults:
            self.log.warning("%s of %s: %s", ids["notebook"], ids["student"], fault)
        for fault in result.faulty_tests:
            self.log.error("A test of %s is at fault (graded: %s): %s", ids["notebook"], ids["student"], fault)
        return nb, resources

    def _remove_linked_files(self, folder: Path, resources: ResourcesDict) -> None:
        """nbgrader has copied what links in a submission point at; a student must not get to read that."""
        course, ids = self._course, resources["nbgrader"]
        submitted = Path(course.format_path(course.submitted_directory, ids["student"], ids["assignment"]))
        for file in [file for file in folder.rglob("*") if file.is_file()]:
            original = submitted / file.relative_to(folder)
            if original.exists() and not original.resolve().is_relative_to(submitted.resolve()):
                self.log.warning("%s was a link to %s; it is left out", original, original.resolve())
                file.unlink()

    @property
    def _course(self) -> CourseDirectory:
        """The folders of the course that is being graded: a preprocessor's parent's parent is the converter."""
        return self.parent.parent.coursedir

    def _source(self, resources: ResourcesDict) -> Path:
        """The folder of the instructor's version of an assignment."""
        course = self._course
        return Path(course.format_path(course.source_directory, ".", resources["nbgrader"]["assignment"]))

    def _master(self, resources: ResourcesDict) -> NotebookNode:
        """The instructor's version of the notebook. Raises GradusError if it is not where nbgrader keeps it."""
        folder = self._source(resources)
        file = folder / f"{resources['nbgrader']['notebook']}.ipynb"
        try:
            mistakes.load(folder)
        except Exception as error:
            raise GradusError(f"{folder / mistakes.FILE} cannot be loaded: {type(error).__name__}: {error}") from error
        try:
            master = nbformat.read(file, as_version=4)
        except FileNotFoundError:
            raise GradusError(f"{file} is missing; the tests are taken from it, so nothing can be graded.") from None
        except Exception as error:
            raise GradusError(f"{file} is not a notebook, so nothing can be graded by it: {error}") from error
        language = language_of(master)
        if language != "python":
            raise GradusError(
                f"{file} is a notebook for {language}, and the judge runs Python only. Grade this assignment with "
                "nbgrader's own Execute in the place of Judge."
            )
        return master

    def _children(self) -> Zygotes | ColdStarts:
        """What starts students' processes; one for the whole batch: nbgrader makes a preprocessor for each notebook."""
        limits = Limits(self.memory * MEGABYTE, self.disk * MEGABYTE, int(self.notebook_seconds) + 1,
                        self.processes, self.open_files)  # fmt: skip
        key = (os.getpid(), self.sandbox, limits)
        if key not in _running:
            if self.sandbox == "off":
                self.log.warning("c.Judge.sandbox is off: students' code runs with your rights, and without limits.")
            _running[key] = Zygotes(limits) if self.sandbox == "on" else ColdStarts()
            atexit.register(_running[key].close)
        return _running[key]


KERNELS = {"ir": "r", "xr": "r", "julia": "julia", "bash": "bash", "octave": "octave", "sagemath": "sage"}
"""Languages of kernels whose notebooks may not say it."""
_running: dict[tuple, Zygotes | ColdStarts] = {}
_usual: dict[str, dict[str, list]] = {}  # what an instructor's notebook puts out, by its text


def language_of(notebook: NotebookNode) -> str:
    """The language of a notebook's kernel, in small letters; Python if it does not say."""
    kernel = notebook.metadata.get("kernelspec", {})
    names = [notebook.metadata.get("language_info", {}).get("name"), kernel.get("language")]
    known = next((name for name in names if name), "")
    if not known and not any(word in kernel.get("name", "python").lower() for word in ("python", "conda", "venv")):
        known = KERNELS.get(kernel["name"].lower().partition("-")[0], "")
    return str(known or "python").lower()


def _fingerprint_of_answers(notebook: NotebookNode) -> str:
    """Other answers are asked with other inputs: what a student has seen in the feedback cannot be answered by heart.

    The same answers are asked with the same, whatever has become of the checks.
    """
    answers = [
        f"{cell.metadata.nbgrader.get('grade_id')}\n{cell.source}"
        for cell in notebook.cells
        if cell.cell_type == "code" and cell.metadata.get("nbgrader", {}).get("solution")
    ]
    return hashlib.sha256("\0".join(answers).encode("utf-8", "backslashreplace")).hexdigest()[:16]


def _is_mentioned(module: str, master: NotebookNode) -> bool:
    """Whether the notebook may need the module; what it does not need is not waited for."""
    return any(module in cell.source for cell in master.cells if cell.cell_type == "code")
