"""`gradus doctor` on environments that are broken in one way each."""

import os
import shutil
import subprocess
import sys
import sysconfig
from importlib.metadata import version
from pathlib import Path

import pytest

from gradus.learn import doctor
from tests.courses import make_course, write

ROOT = Path(__file__).parents[2]


@pytest.fixture
def course(tmp_path):
    course = make_course(tmp_path / "course")
    shutil.copy(ROOT / "requirements.lock", course)
    return course


def examine(course, **env):
    command = [sys.executable, "-m", "gradus", "doctor"]
    return subprocess.run(command, cwd=course, env=os.environ | env, capture_output=True, text=True, timeout=300)


def states(run):
    """The state of everything that was looked at, by name."""
    table = run.stdout.partition("\nTo mend")[0]
    return dict(line.split()[:2] for line in table.splitlines() if line.strip())


def pin(course, name, new):
    """Change the pin of a package in the lock."""
    lock = course / "requirements.lock"
    old = f"{name}=={version(name)}"
    assert old in lock.read_text()
    lock.write_text(lock.read_text().replace(old, f"{name}=={new}"))


def test_this_environment_is_fine(course):
    run = examine(course)
    assert run.returncode == 0, run.stdout + run.stderr
    found = states(run)
    assert list(found) == ["Python", "packages", "kernel", "widgets", "sandbox", "workspace", "disk"]
    assert {state for name, state in found.items() if name != "sandbox"} == {"fine"}


def test_a_package_that_is_not_as_pinned_is_a_note(course):
    pin(course, "traitlets", "4.0.0")
    run = examine(course)
    assert run.returncode == 0
    assert states(run)["traitlets"] == "note"
    assert f"{version('traitlets')}, tested with 4.0.0" in run.stdout
    assert f"pip install -c {course / 'requirements.lock'} traitlets==4.0.0" in run.stdout


def test_a_package_of_a_version_the_course_cannot_use_is_broken(course, tmp_path):
    run = examine(course, PYTHONPATH=str(pretend_installed(tmp_path, "nbgrader", "0.8.0")))
    assert run.returncode == 2
    assert states(run)["nbgrader"] == "broken"
    assert "0.8.0, but <0.10,>=0.9.5 is needed" in run.stdout


def test_a_package_that_is_missing_is_broken(course, tmp_path):
    """The environment without the record of one package that only another package needs."""
    site = tmp_path / "site-packages"
    site.mkdir()
    for entry in Path(sysconfig.get_path("purelib")).iterdir():
        if not entry.name.startswith("traitlets-"):
            (site / entry.name).symlink_to(entry)
    library = [path for path in sys.path if path.startswith(sys.base_prefix)]
    code = f"import sys; sys.path = {[*library, str(site), str(ROOT)]}; sys.argv[1:] = ['doctor']; "
    run = subprocess.run(
        [sys.executable, "-c", code + "from gradus.__main__ import main; main()"],
        cwd=course,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 2, run.stderr
    assert states(run)["traitlets"] == "broken" and "is not installed" in run.stdout


def pretend_installed(tmp_path, name, number):
    """A folder that, put before all others, says that this version is installed."""
    write(
        tmp_path / f"site/{name}-{number}.dist-info/METADATA",
        f"Metadata-Version: 2.1\nName: {name}\nVersion: {number}\n",
    )
    return tmp_path / "site"


def test_a_wrong_kernel_is_broken(course, tmp_path):
    write(tmp_path / "jupyter/kernels/python3/kernel.json", {"argv": ["/usr/bin/python3.1"]})
    run = examine(course, JUPYTER_PATH=str(tmp_path / "jupyter"))
    assert run.returncode == 2
    assert states(run)["kernel"] == "broken" and "jupyter kernelspec remove" in run.stdout


def test_widgets_that_cannot_be_imported_are_broken(course, tmp_path):
    write(tmp_path / "site/anywidget.py", "raise ImportError('half installed')")
    run = examine(course, PYTHONPATH=str(tmp_path / "site"))
    assert run.returncode == 2
    assert states(run)["widgets"] == "broken" and "half installed" in run.stdout


@pytest.mark.parametrize("file", doctor.FRONT_ENDS)
def test_a_missing_front_end_is_broken(course, tmp_path, monkeypatch, file):
    """sys.prefix is where they are looked for; here a copy without one of them."""
    for name in doctor.FRONT_ENDS:
        assert Path(sys.prefix, "share/jupyter", name).is_file()
        if name != file:
            write(tmp_path / "prefix/share/jupyter" / name, "{}")
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "prefix"))
    finding = doctor.examine_widgets()
    assert finding.state == "broken" and file in finding.detail and "--force-reinstall" in finding.mend


def test_a_missing_sandbox_is_a_note(course, tmp_path):
    """Learners need none; the note says who does, and how to get it."""
    (tmp_path / "empty").mkdir()
    run = examine(course, PATH=str(tmp_path / "empty"))
    assert run.returncode == 0
    assert states(run)["sandbox"] == "note"
    if sys.platform == "linux":
        assert "sudo apt-get install -y bubblewrap" in run.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a sandbox")
def test_a_sandbox_that_does_not_work_is_a_note(course, tmp_path):
    fake = write(
        tmp_path / "bin/bwrap",
        "#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2\nexit 1\n",
    )
    fake.chmod(0o755)
    run = examine(course, PATH=f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    assert run.returncode == 0
    assert states(run)["sandbox"] == "note" and "No permissions to create new namespace" in run.stdout


def test_the_lock_is_read_for_this_machine(tmp_path):
    lock = write(
        tmp_path / "requirements.lock",
        "# comment\nSome_Package==1.0\nother==2.0 ; sys_platform == 'no'\nthird==3.0 ; os_name != 'no'\n",
    )
    assert {name: str(pin) for name, pin in doctor.read_lock(lock).items()} == {
        "some-package": "Some_Package==1.0",
        "third": "third==3.0",
    }
    assert doctor.read_lock(tmp_path / "none") == {}
