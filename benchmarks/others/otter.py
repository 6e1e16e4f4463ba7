"""The same submissions graded by Otter, `otter run`, in an environment of its own, which uv makes.

An exercise is a test file that runs the very check of the course in the student's namespace. `otter run` grades one
submission in one process; its `otter grade` starts a container for each.
"""

import importlib.metadata
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat

from tests.judge.classroom import Submission, answered, cells_of, master

VERSION = "7.0.0"
TEST = """\
from otter.test_files import test_case

OK_FORMAT = False
name = {name!r}
points = {points}


@test_case()
def check(env):
    exec({code!r}, env)
"""


def make_environment(folder: Path) -> None:
    """An environment with Otter, and TensorFlow and NumPy as they are here."""
    if not (uv := shutil.which("uv")):
        raise SystemExit("Otter needs an environment of its own, and `uv`, which makes it, is not on PATH.")
    names = [
        name for name in ("tensorflow-cpu", "tensorflow", "numpy") if [*importlib.metadata.distributions(name=name)]
    ]
    same = [f"{name}=={importlib.metadata.version(name)}" for name in names]
    python = Path(sys.executable).resolve()
    subprocess.run([uv, "venv", "-q", "-p", python, folder], check=True)
    packages = [f"otter-grader=={VERSION}", "ipykernel", *same]
    subprocess.run([uv, "pip", "install", "-q", "-p", folder / "bin" / "python", *packages], check=True)


def lay_out(folder: Path, text: str, class_: list[Submission]) -> None:
    """An assignment for Otter and a class's submissions to it, from the text of the course's notebook."""
    (folder / "tests").mkdir(parents=True)
    for cell in cells_of(text):
        if name := cell.metadata.get("check"):
            test = TEST.format(name=name, points=cell.metadata["points"], code=cell.source)
            (folder / "tests" / f"{name}.py").write_text(test)
    for number, submission in enumerate(class_):
        notebook = answered(master(text), submission, {}, text)
        notebook.cells = [cell for cell in notebook.cells if not cell.metadata.get("nbgrader", {}).get("grade")]
        nbformat.write(notebook, folder / f"{number}.ipynb")


def grade(
    environment: Path, folder: Path, number: int, course: Path, run: Callable[[list, dict], None]
) -> dict[str, float]:
    """The scores of a submission by exercise. run: starts a command, with variables of the environment, and waits."""
    scripts, variables = environment / "bin", {"PYTHONPATH": str(course)}
    variables["PATH"] = f"{scripts}{os.pathsep}{os.environ['PATH']}"
    results = folder / f"results-{number}"
    results.mkdir()
    archive = folder / "autograder.zip"
    if not archive.exists():
        command = [scripts / "otter", "generate", "-t", folder / "tests", "-o", archive, "--no-environment"]
        subprocess.run(command, cwd=folder, env=os.environ | variables, check=True, capture_output=True)
    run([scripts / "otter", "run", "--no-logo", "-a", archive, "-o", results, folder / f"{number}.ipynb"], variables)
    tests = json.loads((results / "results.json").read_text())["tests"]
    return {test["name"]: float(test["score"]) for test in tests if "score" in test}
