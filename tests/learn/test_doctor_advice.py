"""Every advice that `gradus doctor` gives is followed: the trouble is made, the line it prints is run, it is gone."""

import os
import re
import shutil
from pathlib import Path

import pytest

from tests.courses import write

pytestmark = pytest.mark.slow
DOCTOR = ".venv/bin/gradus doctor"


@pytest.fixture
def clone(clean_clone):
    """A clone whose environment may be harmed: what a failed test leaves behind is made anew for the next."""
    (clean_clone.folder / ".venv/unfinished").touch()
    # In the place of sudo, for who needs none, or has none.
    write(clean_clone.folder.parent / "bin/sudo", '#!/bin/sh\nexec "$@"\n').chmod(0o755)
    env = clean_clone.env
    env["PATH"] = f"{clean_clone.folder.parent / 'bin'}{os.pathsep}{env['PATH']}"
    return clean_clone


def site(clone):
    return next((clone.folder / ".venv/lib").glob("python3*/site-packages"))


def remove(clone, *names):
    for name in names:
        for entry in site(clone).glob(name):
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()


def without_a_package(clone):
    remove(clone, "traitlets", "traitlets-*")
    return "traitlets"


def without_two_packages_and_pip(clone):
    """As in an environment that uv has made."""
    remove(clone, "pip", "pip-*", "anywidget", "anywidget-*", "psygnal", "psygnal-*")
    return "anywidget"


def with_another_version(clone):
    assert clone.run(".venv/bin/python -m pip install packaging==24.2").returncode == 0
    return "packaging"


def without_front_ends(clone):
    shutil.rmtree(clone.folder / ".venv/share/jupyter/labextensions")
    (clone.folder / ".venv/share/jupyter/lab/settings/overrides.d/gradus.json").unlink()
    return "widgets"


def kernel_file(clone):
    return clone.folder / ".venv/share/jupyter/kernels/python3/kernel.json"


def with_a_damaged_kernel(clone):
    kernel_file(clone).unlink()
    write(kernel_file(clone), "{")
    return "kernel"


def with_the_kernel_of_another_python(clone):
    kernel_file(clone).unlink()
    write(kernel_file(clone), {"argv": ["/usr/bin/python2"], "display_name": "x", "language": "python"})
    return "kernel"


def with_a_kernel_that_comes_first(clone):
    clone.env["JUPYTER_PATH"] = str(Path(clone.env["HOME"], "elsewhere"))
    write(Path(clone.env["JUPYTER_PATH"], "kernels/python3/kernel.json"), {"argv": ["/usr/bin/python2"]})
    return "kernel"


def with_a_damaged_notebook(clone):
    assert "eighty" in clone.run(".venv/bin/gradus learn --port eighty").stderr
    write(clone.folder / "workspace/01_derivatives/lesson.ipynb", "{")
    return "workspace"


@pytest.mark.parametrize(
    "harm",
    [
        without_a_package,
        without_two_packages_and_pip,
        with_another_version,
        without_front_ends,
        with_a_damaged_kernel,
        with_the_kernel_of_another_python,
        with_a_kernel_that_comes_first,
        with_a_damaged_notebook,
    ],
)
def test_what_the_doctor_says_mends_it(clone, harm):
    harmed = harm(clone)
    told = clone.run(DOCTOR)
    if told.stdout:
        assert re.search(rf"^{harmed} +(broken|note) ", told.stdout, re.MULTILINE), told
        lines = re.findall(r"^To mend .*:\n  (.+)$", told.stdout, re.MULTILINE)
    else:  # so much is missing that the doctor itself cannot come
        assert told.returncode == 2 and f"{harmed} is missing" in told.stderr
        lines = re.findall(r"`(.+)`", told.stderr)
    assert lines
    for line in lines:
        if "apt-get" not in line and "sysctl" not in line:  # the sandbox of the machine is not ours to change
            mended = clone.run(line)
            assert mended.returncode == 0, (line, mended.stdout, mended.stderr)
    again = clone.run(DOCTOR)
    states = dict(line.split()[:2] for line in again.stdout.partition("\nTo mend")[0].splitlines())
    assert {state for what, state in states.items() if what != "sandbox"} == {"fine"}, again
    (clone.folder / ".venv/unfinished").unlink()
