"""`make learn` and `make test` until the environment is there, on a course without dependencies."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.courses import write

pytestmark = pytest.mark.wide  # the clean clone makes one in every run
ROOT = Path(__file__).parent.parent
SCRIPT = ROOT / "tools" / "make_environment.py"
HERE = "{}.{}".format(*sys.version_info)

# A build backend of its own, so that installing needs no network.
BACKEND = """
import zipfile
from pathlib import Path

def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "tiny-1.0-py3-none-any.whl"
    info = "tiny-1.0.dist-info/"
    with zipfile.ZipFile(Path(folder, name), "w") as wheel:
        wheel.writestr("tiny.pth", str(Path.cwd()))
        extras = "".join(f"Provides-Extra: {extra}\\n" for extra in ("test", "dev"))
        name_and_version = "Metadata-Version: 2.1\\nName: tiny\\nVersion: 1.0\\n"
        wheel.writestr(info + "METADATA", name_and_version + extras + REQUIRES)
        kind = "Wheel-Version: 1.0\\nGenerator: tiny\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n"
        wheel.writestr(info + "WHEEL", kind)
        wheel.writestr(info + "RECORD", "")
    return name
"""
OFFLINE = {
    "PIP_CONFIG_FILE": os.devnull,
    "PIP_INDEX_URL": "http://127.0.0.1:9/",
    "PIP_EXTRA_INDEX_URL": "",
    "PIP_FIND_LINKS": "",
    "UV_DEFAULT_INDEX": "http://127.0.0.1:9/",
    "UV_NO_CONFIG": "1",
    "UV_HTTP_RETRIES": "0",
}


def make_course(course):
    write(course / "tools/make_environment.py", SCRIPT.read_text())
    write(course / "Makefile", (ROOT / "Makefile").read_text())
    write(course / "requirements.lock", "absent-package==1.0\n")
    write(
        course / "pyproject.toml",
        '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n',
    )
    write(course / "backend.py", 'REQUIRES = ""\n' + BACKEND)
    # In the place of the package: says how it was called.
    write(course / "gradus/__init__.py", "")
    write(course / "gradus/__main__.py", "import sys; print('gradus was called with', sys.argv[1:])\n")
    return course


@pytest.fixture
def course(tmp_path):
    return make_course(tmp_path / "a course")


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A course whose environment was made in full, which takes seconds."""
    course = make_course(tmp_path_factory.mktemp("template") / "a course")
    result = make_environment(course)
    assert result.returncode == 0 and "Installing" in result.stdout, result.stderr
    return course


@pytest.fixture
def made(template, tmp_path):
    """A copy of that course; its stamp says it was made here."""
    course = tmp_path / "a course"
    shutil.copytree(template, course, symlinks=True)
    stamp = course / ".venv/gradus.json"
    stamp.write_text(stamp.read_text().replace(str(template), str(course)))
    return course


def run(*command, cwd, **env):
    of_make = {"MAKEFLAGS", "MAKELEVEL", "MFLAGS", "MAKEOVERRIDES", "PYTHON"}  # these tests run inside a make
    outer = {name: value for name, value in os.environ.items() if name not in of_make}
    env = outer | OFFLINE | {"UV_CACHE_DIR": str(cwd / "uv-cache")} | env
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=300)


def make_environment(course, *arguments, python=sys.executable, **env):
    return run(python, "tools/make_environment.py", *arguments, cwd=course, **env)


def refusal(result):
    """The one sentence on stderr of a run that ended with exit code 2."""
    assert result.returncode == 2, result
    (line,) = result.stderr.splitlines()
    assert line.startswith("gradus: ")
    return line


def python_that_says_it_is(version, folder):
    """An interpreter whose sys.version_info is another, as a program to be run."""
    code = f"import runpy, sys; sys.version_info = {version} + (0, 'final', 0); del sys.argv[0]; "
    code += "runpy.run_path(sys.argv[0], run_name='__main__')"
    program = write(folder / "python3", f'#!/bin/sh\nexec {sys.executable} -c "{code}" "$@"\n')
    program.chmod(0o755)
    return str(program)


def venv_version(course):
    python = course / ".venv/bin/python"
    code = "import sys; print(*sys.version_info[:2], sep='.')"
    return subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_it_parses_on_old_pythons():
    """So that they say which Python is needed, instead of showing a SyntaxError."""
    ast.parse(SCRIPT.read_text(), feature_version=(3, 6))


def test_the_second_time_nothing_is_done(made):
    assert (made / ".venv/bin/python").exists() and not (made / ".venv/unfinished").exists()
    before = {file: file.lstat().st_mtime_ns for file in made.rglob("*")}
    second = make_environment(made)
    assert second.returncode == 0 and second.stdout == second.stderr == ""
    assert {file: file.lstat().st_mtime_ns for file in made.rglob("*")} == before


def test_an_extra_is_added_and_stays(made):
    assert "Installing" in make_environment(made, "--extra", "dev").stdout
    for extra in ([], ["--extra", "test"], ["--extra", "dev"]):
        assert make_environment(made, *extra).stdout == ""
    write(made / "requirements.lock", "absent-package==2.0\n")
    assert "Installing" in make_environment(made).stdout
    assert make_environment(made, "--extra", "dev").stdout == ""


@pytest.mark.parametrize("file", ["requirements.lock", "pyproject.toml"])
def test_a_change_of_what_is_wanted_installs_again(made, file):
    write(made / file, (made / file).read_text() + "\n# changed\n")
    assert "Installing" in make_environment(made).stdout
    assert make_environment(made).stdout == ""


def interrupted_while_installing(course):
    (course / ".venv/unfinished").touch()
    shutil.rmtree(course / ".venv/lib")


def interrupted_at_once(course):
    shutil.rmtree(course / ".venv")
    (course / ".venv").mkdir()


def lost_its_python(course):
    (course / ".venv/bin/python").unlink()
    (course / ".venv/bin/python").symlink_to("/nowhere/python3")


def moved(course):
    stamp = course / ".venv/gradus.json"
    stamp.write_text(stamp.read_text().replace(str(course), "/elsewhere"))


@pytest.mark.parametrize(
    "harm",
    [
        interrupted_while_installing,
        *(pytest.param(harm, marks=pytest.mark.slow) for harm in (interrupted_at_once, lost_its_python, moved)),
    ],
)
def test_a_broken_environment_is_made_anew(made, harm):
    old = write(made / ".venv/of-the-old-one", "")
    harm(made)
    assert "Installing" in make_environment(made).stdout
    assert not old.exists()
    assert venv_version(made) == HERE
    assert make_environment(made).stdout == ""


def test_an_environment_made_by_hand_is_used(made):
    (made / ".venv/gradus.json").unlink()
    mine = write(made / ".venv/mine", "")
    assert "Installing" in make_environment(made).stdout
    assert mine.exists()


def test_an_unsupported_python_is_refused(course, tmp_path):
    for version in ((3, 10), (3, 14)):
        python = python_that_says_it_is(version, tmp_path)
        sentence = refusal(make_environment(course, "--this-python", "--again", "make learn", python=python))
        assert f"needs Python 3.11 to 3.13, and this is 3.{version[1]}" in sentence
        assert "`make learn PYTHON=python3.12`" in sentence
        assert not (course / ".venv").exists()


def path_with(folder, **programs):
    """A PATH of this folder with these shell scripts, and of the system's own folders."""
    for name, script in programs.items():
        write(folder / name, f"#!/bin/sh\n{script}\n").chmod(0o755)
    return f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin"


GOOD = f'touch "$0.ran"; exec {sys.executable} "$@"'
BROKEN = "echo 'pyenv: python3.13: command not found' >&2; exit 127"


def test_another_python_on_path_is_found_past_one_that_does_not_run(made, tmp_path):
    write(made / "requirements.lock", "absent-package==2.0\n")
    python = python_that_says_it_is((3, 9), tmp_path / "old")
    path = path_with(tmp_path / "bin", **{"python3.13": BROKEN, "python3.12": GOOD, "python3.11": BROKEN})
    result = make_environment(made, python=python, PATH=path)
    assert result.returncode == 0 and result.stderr == "", result.stderr
    assert (tmp_path / "bin/python3.12.ran").exists()


def test_make_takes_another_python_unless_one_was_asked_for(made, tmp_path):
    write(made / "requirements.lock", "absent-package==2.0\n")
    python_that_says_it_is((3, 9), tmp_path / "bin")
    path = path_with(tmp_path / "bin", **{"python3.13": GOOD})
    asked = run("make", "learn", "PYTHON=python3", cwd=made, PATH=path)
    assert asked.returncode == 2 and not (tmp_path / "bin/python3.13.ran").exists()
    assert "this is 3.9: install one and run `make learn PYTHON=python3.12`" in asked.stderr
    found = run("make", "learn", cwd=made, PATH=path)
    assert found.returncode == 0, found.stderr
    assert (tmp_path / "bin/python3.13.ran").exists()


def test_make_passes_arguments_on(made):
    result = run("make", "learn", "ARGS=--no-browser --port 8899", f"PYTHON={sys.executable}", cwd=made)
    assert result.returncode == 0, result.stderr
    assert result.stdout.splitlines()[-1] == "gradus was called with ['learn', '--no-browser', '--port', '8899']"


def test_make_without_any_python_says_what_to_install(course):
    result = run("make", "learn", "PYTHON=python3.99", cwd=course)
    assert result.returncode == 2
    assert "There is no python3.99 on this machine: install Python 3.11 to 3.13" in result.stderr


def test_without_a_network_it_says_so(course):
    write(course / "backend.py", 'REQUIRES = "Requires-Dist: absent-package\\n"\n' + BACKEND)
    sentence = refusal(make_environment(course, "--again", "make learn"))
    assert "cannot be fetched" in sentence and "run `make learn`" in sentence


@pytest.mark.slow
def test_offline_an_older_environment_is_kept(made):
    write(made / ".venv/of-the-old-one", "")
    write(made / "backend.py", 'REQUIRES = "Requires-Dist: absent-package\\n"\n' + BACKEND)
    write(made / "requirements.lock", "absent-package==2.0\n")
    assert "cannot be fetched" in refusal(make_environment(made))
    write(made / "backend.py", 'REQUIRES = ""\n' + BACKEND)
    assert make_environment(made).returncode == 0
    assert (made / ".venv/of-the-old-one").exists()


def test_a_python_without_venv_names_the_package(course, tmp_path):
    """In the place of venv: what Debian's says when the package python3-venv is not installed."""
    words = "The virtual environment was not created successfully because ensurepip is not available."
    write(tmp_path / "site/venv.py", f"raise SystemExit({words!r})")
    sentence = refusal(make_environment(course, PYTHONPATH=str(tmp_path / "site")))
    assert "sudo apt-get install python3-venv" in sentence


def test_a_file_in_the_way_is_not_removed(course):
    precious = write(course / ".venv", "precious")
    assert ".venv is not a folder: remove it" in refusal(make_environment(course))
    assert precious.read_text() == "precious"


def in_bubblewrap(course, *mounts):
    if not shutil.which("bwrap"):
        pytest.skip("needs bubblewrap: sudo apt-get install bubblewrap")
    shell = ["bwrap", "--bind", "/", "/", "--dev", "/dev", "--proc", "/proc", *mounts, "--chdir", str(course)]
    return run(*shell, sys.executable, "tools/make_environment.py", cwd=course)


@pytest.mark.skipif(sys.platform != "linux", reason="bubblewrap makes the folder read-only")
def test_a_folder_that_cannot_be_written_is_named(course):
    sentence = refusal(in_bubblewrap(course, "--ro-bind", str(course), str(course)))
    assert f"{course / '.venv'} cannot be written: make it yours" in sentence


@pytest.mark.skipif(sys.platform != "linux", reason="bubblewrap makes the small disk")
def test_a_full_disk_is_named(course):
    copy = course.with_name("copy")
    shutil.copytree(course, copy)
    small = ["--size", str(1024**2), "--tmpfs", str(course)]
    for name in ("tools", "gradus", "pyproject.toml", "requirements.lock", "backend.py"):
        small += ["--ro-bind", str(copy / name), str(course / name)]
    sentence = refusal(in_bubblewrap(course, *small))
    assert f"The disk is full: free 3 GB under {course} and run" in sentence


@pytest.mark.slow
def test_two_at_once_make_one_environment(course):
    command = [sys.executable, "tools/make_environment.py"]
    env = os.environ | OFFLINE
    both = [
        subprocess.Popen(command, cwd=course, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    outputs = [process.communicate(timeout=300) for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert sorted("Installing" in out for out, _ in outputs) == [False, True]
