"""Make `.venv` with the pinned packages: `python tools/make_environment.py [--extra test]`.

Needs nothing but a Python, and returns in milliseconds when there is nothing to do. What goes wrong is said
in one sentence with the way out, exit code 2; that is why this file must parse on Python 3.6 too.
"""

import argparse
import contextlib
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST, NEWEST = (3, 11), (3, 13)
EXTRAS = ("test", "dev")  # each holds the one before it
ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
SETTINGS = ROOT / "gradus" / "jupyterlab.json"  # copied into .venv, as all else of the course is not
VENV = ROOT / os.environ.get("GRADUS_VENV", ".venv")  # `make test-all` makes one for each Python
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "gradus.json"  # what is installed, and where
UNFINISHED = VENV / "unfinished"  # there from the first file to the last package
NEEDED_GB = 3  # TensorFlow alone unpacks to more than one

# What pip, uv and the system say when the cause lies outside of them.
NO_SPACE = r"no space left|errno 28|os error 28|disk quota|not enough space"
NOT_ALLOWED = r"permission denied|errno 13|os error 13|read-only file system|access is denied"
NO_NETWORK = (
    r"connection refused|connection broken|connectionerror|failed to resolve|name resolution|dns error"
    r"|error sending request|network is unreachable|failed to fetch|tls handshake|proxyerror|timed out"
)


class Stop(Exception):
    """What went wrong and what to do before running `again`, by default the same command."""

    def __init__(self, sentence, again=None):
        super().__init__(sentence)
        self.again = again


class InstallerFailed(Exception):
    """What the installer printed."""


def main():
    parser = argparse.ArgumentParser(description="Make .venv with the pinned packages.")
    parser.add_argument("--extra", choices=EXTRAS, help="what to install besides the course itself")
    parser.add_argument("--this-python", action="store_true", help="use this Python and look for no other")
    parser.add_argument("--again", default="python tools/make_environment.py", help="for messages")
    options = parser.parse_args()
    try:
        if not is_ready(options):
            python = None if options.this_python else better_python()
            if python:
                return subprocess.call([python, __file__] + sys.argv[1:])
            with one_at_a_time():
                if not is_ready(options):  # another run may have made it while this one waited
                    make(options)
    except Stop as stop:
        print("gradus: {} and run `{}`.".format(stop, stop.again or options.again), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\ngradus: Interrupted; to go on, run `{}`.".format(options.again), file=sys.stderr)
        return 130
    return 0


def is_ready(options):
    """Whether .venv holds all that is asked for, judged from three small files."""
    stamp = read_stamp()
    return (
        not must_remake(options)
        and stamp.get("digest") == digest()
        and (not options.extra or options.extra in stamp["extras"])
    )


def must_remake(options):
    """Whether .venv is missing, was interrupted while being made, was moved, or has lost its Python."""
    return (
        UNFINISHED.exists()
        or not PYTHON.exists()
        or not OLDEST <= version_of_venv() <= NEWEST
        or read_stamp().get("root", str(ROOT)) != str(ROOT)
        or (options.this_python and version_of_venv() != sys.version_info[:2])
    )


def read_stamp():
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
        return stamp if isinstance(stamp.get("extras"), list) else {}
    except (OSError, ValueError, AttributeError):
        return {}


def digest():
    """Changes whenever an installation might have to."""
    content = [file.read_bytes() for file in (ROOT / "pyproject.toml", LOCK, SETTINGS) if file.exists()]
    content.append(repr(version_of_venv()).encode())
    return hashlib.sha256(b"\0".join(content)).hexdigest()


def version_of_venv():
    """(3, 12), as pyvenv.cfg says; (0, 0) if it says nothing."""
    try:
        lines = (VENV / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
        pairs = {key.strip(): value.strip() for key, _, value in (line.partition("=") for line in lines)}
        version = pairs.get("version") or pairs["version_info"]  # the second is uv's word
        return tuple(int(number) for number in version.split(".")[:2])
    except (OSError, KeyError, ValueError):
        return (0, 0)


def better_python():
    """None if this Python will do, else the newest that does on PATH."""
    if is_supported():
        return None
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        name = "python3.{}".format(minor)
        try:  # pyenv has a python3.x on PATH for versions that it then refuses to run
            subprocess.check_output([name, "-c", "import venv"], stderr=subprocess.DEVNULL)
        except (OSError, subprocess.CalledProcessError):
            continue
        return name
    return None


def is_supported():
    return OLDEST <= sys.version_info[:2] <= NEWEST


def make(options):
    extras = set(read_stamp().get("extras", []))  # what was asked for once is kept up to date
    if options.extra:
        extras.update(EXTRAS[: EXTRAS.index(options.extra) + 1])
    is_new = must_remake(options)
    try:
        if is_new:
            make_venv(options)
        UNFINISHED.touch()
        print(
            "Installing the pinned packages into {}; the first time this takes minutes.".format(VENV.name), flush=True
        )
        install(".[{}]".format(",".join(sorted(extras))) if extras else ".")
        stamp = {"digest": digest(), "extras": sorted(extras), "root": str(ROOT)}
        STAMP.write_text(json.dumps(stamp), encoding="utf-8")
        UNFINISHED.unlink()
    except OSError as error:
        raise explain(str(error)) from error
    except InstallerFailed as failure:
        # Installers fetch all before they change anything: offline, an older .venv stays as good as it was.
        if not is_new and not matches(str(failure), NO_SPACE):
            UNFINISHED.unlink()
        raise explain(str(failure)) from failure


def make_venv(options):
    if not is_supported():
        by_make = options.again.startswith("make")
        again = options.again + " PYTHON=python3.12" if by_make else "python3.12 tools/make_environment.py"
        span = "3.{} to 3.{}".format(OLDEST[1], NEWEST[1])
        this = "{}.{}".format(*sys.version_info)
        raise Stop("Gradus needs Python {}, and this is {}: install one".format(span, this), again)
    if VENV.is_symlink() or VENV.is_file():
        raise Stop("{} is not a folder: remove it".format(VENV))
    if VENV.exists():
        shutil.rmtree(str(VENV))
    if shutil.disk_usage(str(ROOT)).free < NEEDED_GB * 1024**3:
        raise explain("no space left")
    VENV.mkdir()
    UNFINISHED.touch()
    # Made by the Python that stands behind this one, should this one itself be in a virtual environment.
    base = getattr(sys, "_base_executable", None) or sys.executable
    try:
        run([base, "-m", "venv", str(VENV)])
    except InstallerFailed as failure:
        if not matches(str(failure), "ensurepip|no module named venv"):
            raise
        debian = "on Debian and Ubuntu: sudo apt-get install python3-venv"
        raise Stop("This Python came without venv: install it ({})".format(debian)) from failure


def install(what):
    """Install with uv, which is many times faster, where it can be had, else with pip.

    uv does not read pip's settings (a mirror, a proxy), so where uv fails pip still may not.
    Either compiles what it installs: where nobody may write beside the packages (a shared installation,
    PYTHONDONTWRITEBYTECODE) each start would compile TensorFlow anew and take three times as long.
    """
    arguments = ["install", "-c", str(LOCK), "-e", what]
    uv = find_uv()
    if uv:
        os.environ.setdefault("UV_COMPILE_BYTECODE", "1")
        try:
            return run([uv, "pip"] + arguments + ["--python", str(PYTHON)])
        except InstallerFailed as failure:
            if matches(str(failure), NO_SPACE + "|" + NOT_ALLOWED):
                raise
    pip = [str(PYTHON), "-m", "pip"]
    try:
        run(pip + ["--version"])
    except InstallerFailed:  # an environment made by uv has no pip
        run([str(PYTHON), "-m", "ensurepip"])
    run(pip + arguments + ["--retries", "2", "--progress-bar", "off", "--disable-pip-version-check"])


def find_uv():
    """A uv that runs: one on PATH, else one from pip. None if there is none."""
    in_venv = str(PYTHON.with_name("uv.exe" if os.name == "nt" else "uv"))
    fetch = [str(PYTHON), "-m", "pip", "install", "-c", str(LOCK), "--retries", "0", "uv"]
    for uv, first in (("uv", None), (in_venv, None), (in_venv, fetch)):
        with contextlib.suppress(OSError, InstallerFailed):
            if first:
                run(first)
            run([uv, "--version"])
            return uv
    return None


def run(command):
    """Run a command with only its latest line on screen, for a person who waits. Raises InstallerFailed."""
    lines = []
    nothing, pipe, output = subprocess.DEVNULL, subprocess.PIPE, subprocess.STDOUT
    with subprocess.Popen(command, cwd=str(ROOT), stdin=nothing, stdout=pipe, stderr=output) as process:
        for line in process.stdout or ():
            lines.append(line.decode("utf-8", "replace").rstrip())
            show(lines[-1])
    show("")
    if process.returncode:
        raise InstallerFailed("\n".join(lines))


def show(line):
    if sys.stdout.isatty():
        width = shutil.get_terminal_size().columns - 1
        sys.stdout.write("\r" + line[:width].ljust(width) + "\r")
        sys.stdout.flush()


def explain(text):
    """The sentence for what an installer or the system said."""
    if matches(text, NO_SPACE):
        return Stop("The disk is full: free {} GB under {}".format(NEEDED_GB, ROOT))
    if matches(text, NOT_ALLOWED):
        return Stop("{} cannot be written: make it yours, or copy the course elsewhere,".format(VENV))
    if matches(text, NO_NETWORK):
        return Stop("The packages cannot be fetched: connect to the network (behind a proxy, set HTTPS_PROXY)")
    print("\n".join(text.splitlines()[-15:]), file=sys.stderr)
    return Stop("The packages cannot be installed, for the reason above: mend that")


def matches(text, pattern):
    return re.search(pattern, text, re.IGNORECASE)


@contextlib.contextmanager
def one_at_a_time():
    """Hold the course's folder, so that `make learn` and `make test` do not install at once."""
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    folder = os.open(str(ROOT), os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            print("Another run is installing into .venv; waiting for it.", flush=True)
            with contextlib.suppress(OSError):  # a file system without locks
                fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


if __name__ == "__main__":
    sys.exit(main())
