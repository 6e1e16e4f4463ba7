"""This course as someone has it who has just cloned it: a clean clone, an empty HOME, nothing set, nothing cached.

`clean_clone` is that clone with its `.venv` made. Making it takes half a minute, so that all tests of a run share
one, in all workers: it is one test's at a time, and cloned anew before each. Whoever works on such tests keeps it
between runs with `export GRADUS_SHARED_BY_WORKERS=/tmp/some-folder`.
"""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
SHARED = "GRADUS_SHARED_BY_WORKERS"  # a folder that the workers of one run share
# What a person's shell has besides HOME; where packages come from is the machine's matter, not the course's.
KEPT = ("LANG", "LC_", "PATH", "TZ", "TERM", "TMPDIR", "USER", "LOGNAME", "SHELL", "DISPLAY", "PIP_", "UV_", "PYENV_")
KEPT += ("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "SSL_CERT", "REQUESTS_CA", "NODE_EXTRA_CA", "NPM_CONFIG_")
IDENTITY = ("-c", "user.name=A Person", "-c", "user.email=person@example.org")


class Clone(NamedTuple):
    """A clean clone, and the environment variables of a person who works in it."""

    folder: Path
    env: dict[str, str]

    def run(self, command: str, **env: str) -> subprocess.CompletedProcess[str]:
        """Run a line as it stands in the documentation, to its end."""
        return subprocess.run(
            command, shell=True, cwd=self.folder, env=self.env | env, stdin=subprocess.DEVNULL, capture_output=True,
            text=True, timeout=900,
        )  # fmt: skip


def pytest_configure(config):
    if SHARED not in os.environ:  # workers inherit it from the one that starts them
        os.environ[SHARED] = config.shared_by_workers = tempfile.mkdtemp(prefix="gradus-tests-")


def pytest_unconfigure(config):
    if folder := getattr(config, "shared_by_workers", None):
        del os.environ[SHARED]
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def clean_clone(tmp_path) -> Iterator[Clone]:
    """A clean clone with its environment made, for this test alone while it runs; HOME is an empty folder."""
    home = tmp_path / "home"
    home.mkdir()
    with held_clone(home) as clone:
        yield clone


@contextlib.contextmanager
def held_clone(home: Path) -> Iterator[Clone]:
    """The clean clone of this run, for as long as the block runs; other tests that want it wait. home: its HOME."""
    shared = Path(os.environ[SHARED])
    shared.mkdir(exist_ok=True)
    with exclusively(shared / "lock"):
        folder, new = shared / "gradus", shared / "new"
        shutil.rmtree(new, ignore_errors=True)
        clone_to(new)
        if (folder / ".venv").exists():
            (folder / ".venv").rename(new / ".venv")
        shutil.rmtree(folder, ignore_errors=True)
        new.rename(folder)
        install(folder, shared / "home")
        yield Clone(folder, fresh_environment(home))


def clone_to(folder: Path) -> None:
    """What this checkout holds, changes that are not committed too, as a repository of its own with one commit."""
    listed = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():  # a file that was removed is still listed
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    git(folder, "init", "-q")
    git(folder, "add", "--all")
    git(folder, *IDENTITY, "commit", "-q", "-m", "What is tested")


def install(folder: Path, home: Path) -> None:
    """What `make` does first, if there is anything to do. A cache of packages of its own, in this home: uv links
    installed files to it, and tests may damage them. Packages are compiled as they are used, here a tenth of them."""
    home.mkdir(exist_ok=True)
    run = subprocess.run(
        [sys.executable, "tools/make_environment.py"], cwd=folder,
        env=fresh_environment(home) | {"UV_COMPILE_BYTECODE": "0"},
        stdin=subprocess.DEVNULL, capture_output=True, text=True,
    )  # fmt: skip
    if run.returncode:
        if "cannot be fetched" in run.stderr:
            pytest.skip(run.stderr.strip())
        pytest.fail(run.stdout + run.stderr)


def fresh_environment(home: Path) -> dict[str, str]:
    """The environment variables of somebody new, whose HOME this is, without those of our own .venv."""
    env = {name: value for name, value in os.environ.items() if name.upper().startswith(KEPT)}
    own = {str(Path(sys.executable).parent), str(Path(os.environ.get("VIRTUAL_ENV", "."), "bin"))}
    env["PATH"] = os.pathsep.join(place for place in env["PATH"].split(os.pathsep) if place not in own)
    return env | {"HOME": str(home)}


def git(folder: Path, *arguments: str) -> str:
    run = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True)
    assert run.returncode == 0, f"git {arguments}: {run.stderr}"
    return run.stdout


@contextlib.contextmanager
def exclusively(lock: Path) -> Iterator[None]:
    """Hold the lock, after waiting for whoever holds it."""
    import fcntl

    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
