"""A course as in classroom.py, whose nbgrader commands do not wait four seconds for imports.

Each command is still the whole nbgrader in a process of its own; it is forked from one that has imported it.
"""

import atexit
import functools
import multiprocessing
import os
import shutil
import sys
import tempfile
import traceback
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook

from tests.judge.classroom import NOTEBOOK, Course

PATIENCE = 1500  # seconds for a class that takes two minutes on a machine with nothing else to do
forkserver = multiprocessing.get_context("forkserver")
forkserver.set_forkserver_preload(["nbgrader.apps.nbgraderapp", "gradus.judge.preprocessor", "tensorflow"])


def nbgrader(
    folder: Path, *arguments: str, seconds: float = PATIENCE, temporary: Path | None = None
) -> tuple[int, str]:
    """Run an nbgrader command in a course folder: its status, 124 if it had to be stopped, and its log."""
    gradebook = folder / "gradebook.db"
    if not gradebook.exists():
        shutil.copy(_empty_gradebook(), gradebook)
    with tempfile.NamedTemporaryFile("r", errors="replace") as log:
        process = start(folder, log.name, *arguments, temporary=temporary)
        process.join(seconds)
        if process.exitcode is None:
            process.kill()
            process.join()
            return 124, log.read()
        return process.exitcode, log.read()


def start(folder: Path, log: str, *arguments: str, temporary: Path | None = None) -> multiprocessing.Process:
    """Start an nbgrader command in a course folder."""
    process = forkserver.Process(target=_run, args=(str(folder), log, arguments, str(temporary or "")))
    process.start()
    return process


def _run(folder: str, log: str, arguments: tuple[str, ...], temporary: str) -> None:
    """What the new process does: as if the command had been typed."""
    from nbgrader.apps.nbgraderapp import NbGraderApp

    file = os.open(log, os.O_WRONLY | os.O_APPEND)
    os.dup2(file, 1)
    os.dup2(file, 2)
    os.chdir(folder)
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    if temporary:
        os.environ["TMPDIR"] = tempfile.tempdir = temporary
    sys.argv = ["nbgrader", *arguments]
    status = 0
    try:
        NbGraderApp.launch_instance(arguments)
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
        status = 1
    atexit._run_exitfuncs()  # multiprocessing ends a process without them
    sys.exit(status)


@functools.cache
def _empty_gradebook() -> Path:
    """A gradebook with no assignment in it. To make one, nbgrader starts alembic, which takes as long as nbgrader."""
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    file = Path(folder.name) / "gradebook.db"
    Gradebook(f"sqlite:///{file}").close()
    return file


class QuickCourse(Course):
    """A course folder whose commands start at once. Its exercises may use any module; `settings` are configuration."""

    def __init__(self, folder: Path, text: str = NOTEBOOK, settings: str = ""):
        super().__init__(folder, {}, text)
        file = folder / "source" / "tiny" / "tiny.ipynb"
        notebook = nbformat.read(file, as_version=4)
        del notebook.metadata["gradus"]
        nbformat.write(notebook, file)
        with (folder / "nbgrader_config.py").open("a") as config:
            config.write(settings)

    def nbgrader(self, *arguments: str, seconds: float = PATIENCE) -> tuple[int, str]:
        return nbgrader(self.folder, *arguments, seconds=seconds, temporary=self.temporary)
