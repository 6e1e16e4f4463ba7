"""The commands that a message names, as a person can type them here."""

import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

DISTRIBUTION = "gradus-course"


def shell_line(*words: str) -> str:
    """A command as one line for this system's shell."""
    return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)


def gradus(*words: str) -> str:
    """A command of this installation's `gradus`, which need not be on PATH, from the folder one is in."""
    if runner := _runner():
        return shell_line(*runner, "gradus", *words)
    program = Path(sys.executable).with_name("gradus.exe" if os.name == "nt" else "gradus")
    if not program.exists():  # installed for one user, into another folder than Python's
        return shell_line(sys.executable, "-m", "gradus", *words)
    if shutil.which("gradus") == str(program):  # as in JupyterLab's terminal
        return shell_line("gradus", *words)
    if program.is_relative_to(Path.cwd()):
        program = program.relative_to(Path.cwd())
    return shell_line(str(program), *words)


def _runner() -> tuple[str, ...]:
    """What starts it where it is not installed: `uvx` and `pipx run` keep its environment in a cache of theirs."""
    above = Path(sys.prefix).parent.parts
    if above[-1:] == ("archive-v0",):
        return "uvx", "--from", DISTRIBUTION
    if "pipx" in above and "venvs" not in above:
        return "pipx", "run", "--spec", DISTRIBUTION
    return ()


def elsewhere(name: str = "gradus") -> str:
    """The line that starts the course with a workspace below HOME."""
    return gradus("learn", os.path.join(os.path.expanduser("~"), name))


def install_again(*options: str) -> str:
    """The line that installs this package, and whatever is missing of what it needs."""
    root = Path(__file__).resolve().parent.parent.parent
    if (root / "pyproject.toml").is_file():
        return install(*options, "-e", str(root), lock=root / "requirements.lock")
    return install(*options, f"{DISTRIBUTION}=={version(DISTRIBUTION)}")


def install(*what: str, lock: Path | None = None) -> str:
    """The line that installs this with pip into this environment, or with uv, which makes environments without pip.

    what: packages and pip's options. lock: of the versions to take.
    """
    constraint = ["-c", str(lock)] if lock and lock.is_file() else []
    if importlib.util.find_spec("pip"):
        return shell_line(sys.executable, "-m", "pip", "install", *constraint, *what)
    if shutil.which("uv"):
        return shell_line("uv", "pip", "install", "--python", sys.executable, *constraint, *what)
    pip = shell_line(sys.executable, "-m", "pip", "install", *constraint, *what)
    return f"{shell_line(sys.executable, '-m', 'ensurepip')} && {pip}"
