"""What docs/running.md says of other places than JupyterLab, as far as it can be seen without them."""

import json
import os
import re
import subprocess
import sys
import tomllib

import nbformat
import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from tests.clean_clone import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
# Of what the course requires, what Colab has itself.
COLABS = {"cloudpickle", "ipykernel", "ipywidgets", "matplotlib", "numpy", "packaging", "psutil", "tensorflow"}
BLOCKED = """
import sys
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {absent}: raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Absent())
"""


@pytest.mark.wide
def test_the_devcontainer_and_binder_make_the_copies(clean_clone):
    made = json.loads((ROOT / ".devcontainer/devcontainer.json").read_text())
    assert re.search(r":(.+)", made["image"])[1] in SpecifierSet(PROJECT["requires-python"])
    run = clean_clone.run(made["postCreateCommand"].replace("python ", f"{sys.executable} ", 1))
    assert run.returncode == 0 and "START_HERE.md is where to begin" in run.stdout, run.stdout + run.stderr
    python = made["customizations"]["vscode"]["settings"]["python.defaultInterpreterPath"]
    assert (clean_clone.folder / python.removeprefix("${containerWorkspaceFolder}/")).is_file()

    path = f"{clean_clone.folder}/.venv/bin{os.pathsep}{clean_clone.env['PATH']}"
    run = clean_clone.run("./start sh -c 'pwd && ls && ls \"$JUPYTER_CONFIG_PATH/labconfig\"'", PATH=path)
    assert run.returncode == 0, run.stderr
    for shown in (f"{clean_clone.folder}/workspace\n", "START_HERE.md\n", "default_setting_overrides.json\n"):
        assert shown in run.stdout


def test_the_image_has_a_python_that_the_course_supports():
    [python] = re.findall(r"^FROM python:([\d.]+)-slim$", (ROOT / "docker/Dockerfile").read_text(), re.MULTILINE)
    assert python in SpecifierSet(PROJECT["requires-python"])


def test_what_is_installed_in_colab_is_all_that_notebooks_import():
    [line] = re.findall(r"^%pip install -q --no-deps (.+)$", (ROOT / "docs/running.md").read_text(), re.MULTILINE)
    needed = {Requirement(text).name.removesuffix("-cpu") for text in PROJECT["dependencies"]}
    absent = {name.replace("-", "_") for name in needed - COLABS - set(line.split())}
    assert {"jupyterlab", "nbgrader", "typer"} <= absent
    cells = [
        cell.source
        for file in [*ROOT.glob("course/*.ipynb"), *ROOT.glob("release/*/*.ipynb")]
        for cell in nbformat.read(file, as_version=4).cells
        if cell.cell_type == "code"
    ]
    imports = dict.fromkeys(
        re.findall(r"^(?:from gradus.* import .+|import gradus.*)$", "\n".join(cells), re.MULTILINE)
    )
    assert "from gradus import practice" in imports and len(imports) > 10
    code = "\n".join([BLOCKED.format(absent=absent), *imports])
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
