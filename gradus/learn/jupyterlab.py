"""JupyterLab on the learner's workspace, in this very environment, and what could keep it from starting."""

import errno
import importlib.util
import json
import os
import signal
import socket
import subprocess
import sys
import sysconfig
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple, NoReturn
from urllib.parse import quote

from jupyter_core.paths import jupyter_path, jupyter_runtime_dir

from gradus.errors import GradusError
from gradus.learn.command_lines import install, shell_line
from gradus.progress.start_page import NAME as START_PAGE

KERNEL = "python3"  # the kernel all notebooks of the course ask for
SETTINGS = Path(__file__).with_name("jupyter")
"""For learners only: pages are shown, not edited, nbgrader's menu for instructors and the news are out of sight, and
the terminal knows `gradus`."""
ROOT_OPTIONS = ("--ServerApp.root_dir", "--notebook-dir")


class Trouble(NamedTuple):
    """What is wrong, and the one command that mends it."""

    what: str
    mend: str


def launch(workspace: Path, arguments: list[str], first_page: str | None = None) -> NoReturn:
    """Become JupyterLab on the workspace. arguments: passed on. first_page: a file of the workspace to open.

    Raises GradusError if a port that was asked for cannot be had.
    """
    # -P: a learner's json.py must not break it
    command = [sys.executable, "-P", "-m", "jupyterlab", *arguments]
    if port := _option(arguments, "--port", "--ServerApp.port"):
        check_port(port, _option(arguments, "--ip", "--ServerApp.ip") or "localhost")
        command.append("--ServerApp.port_retries=0")
    if not _option(arguments, *ROOT_OPTIONS):
        command.append(f"--ServerApp.root_dir={workspace}")
    if first_page and not _option(arguments, "--LabApp.default_url", "--ServerApp.default_url"):
        command.append(f"--LabApp.default_url=/lab/tree/{quote(first_page)}")
    if _is_root() and "--allow-root" not in arguments:
        print("gradus: You are root, so JupyterLab is started with --allow-root.", file=sys.stderr)
        command.append("--allow-root")
    if not _can_be_written(Path(jupyter_runtime_dir())):
        os.environ["HOME"] = str(workspace / ".home")
        print(f"gradus: Your home folder cannot be written, so {workspace / '.home'} is used.", file=sys.stderr)
    folders = [str(SETTINGS), *filter(None, [os.environ.get("JUPYTER_CONFIG_PATH")])]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(folders)
    # so that `gradus submit` can be typed in JupyterLab's own terminal
    os.environ["PATH"] = os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", "")])
    if not arguments:
        print(
            "JupyterLab opens in your browser. Leave this window open while you learn; to stop, choose\n"
            "File > Shut Down there. What comes now are JupyterLab's own words."
        )
    sys.stdout.flush()
    if os.name == "nt":
        accompany(command)
    os.execv(command[0], command)


def accompany(command: list[str]) -> NoReturn:
    """Run a command to its end, and end as it does: for Windows, where exec leaves the shell with two programs
    that read the keyboard. Ctrl-C is the command's matter."""
    signal.signal(signal.SIGINT, lambda *_: None)
    sys.exit(subprocess.Popen(command).wait())


def check_kernel() -> None:
    """Raises GradusError if JupyterLab would start in vain, without its kernel."""
    if trouble := kernel_trouble():
        raise GradusError(f"{trouble.what}: mend it with `{trouble.mend}`.")


def where_it_runs(workspace: Path, arguments: list[str]) -> str | None:
    """The address of a JupyterLab that is there already: a second one would save over what is open in the first."""
    root = Path(_option(arguments, *ROOT_OPTIONS) or workspace)
    server = running_on(root)
    if server is None:
        return None
    page = f"lab/tree/{START_PAGE}" if (root / START_PAGE).is_file() else "lab"
    address = f"{server['url']}{page}" + (f"?token={server['token']}" if server["token"] else "")
    end = shell_line(sys.executable, "-m", "jupyter", "server", "stop", str(server["port"]))
    return f"JupyterLab already runs on {root}: open {address} or, to start anew, first end it: `{end}`."


def running_on(root: Path) -> dict[str, Any] | None:
    """What Jupyter has noted about a server that is running on this folder. Notes of a crash may have stayed."""
    for note in sorted(Path(jupyter_runtime_dir()).glob("jpserver-*.json")):
        try:
            server = json.loads(note.read_bytes())
            if Path(server["root_dir"]).samefile(root) and _answers(server["url"], server["token"]):
                return dict(server)
        except (OSError, ValueError, TypeError, KeyError):
            continue
    return None


def _answers(url: str, token: str) -> bool:
    """Whether the server with this token is there, and not another that now has its port."""
    from urllib.request import ProxyHandler, Request, build_opener

    ask = Request(f"{url}api/status", headers={"Authorization": f"token {token}"})
    try:
        with build_opener(ProxyHandler({})).open(ask, timeout=10):
            return True
    except TimeoutError:  # it is there, and busy
        return True
    except OSError:
        return False


def check_port(port: str, host: str) -> None:
    """Raises GradusError if JupyterLab could not listen there; it would quietly take another port."""
    if not port.isdigit() or not 0 <= int(port) < 65536:
        raise GradusError(f"{port} is not a port: name one from 1024 to 65535, as in --port 8899.")
    try:
        places = socket.getaddrinfo("" if host == "*" else host, int(port), 0, socket.SOCK_STREAM, 0, socket.AI_PASSIVE)
    except OSError as error:
        raise GradusError(f"{host} is no address of this machine: leave out --ip, or use --ip 127.0.0.1.") from error
    for family, kind, protocol, _, address in places:
        try:
            with socket.socket(family, kind, protocol) as probe:
                if os.name == "posix":  # as JupyterLab does, so that a port closed a moment ago is free
                    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                if family == socket.AF_INET6:
                    probe.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
                probe.bind(address)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise GradusError(f"Port {port} is in use: name another, as in --port {_free_port()}.") from error
            if error.errno == errno.EACCES:
                raise GradusError(f"Port {port} is not open to you: name one from 1024, as in --port 8899.") from error


def kernel_trouble() -> Trouble | None:
    """Whether the notebooks' kernel is missing, damaged or that of another Python.

    Looks where jupyter_client looks, without its import, which takes longer than all else before the start.
    """
    if not importlib.util.find_spec("ipykernel"):
        return Trouble("The Jupyter kernel is missing", install("ipykernel"))
    files = (Path(folder, KERNEL, "kernel.json") for folder in jupyter_path("kernels"))
    file = next((file for file in files if file.is_file()), None)
    if file is None:  # Jupyter then falls back on this environment's ipykernel
        return None
    if file.is_relative_to(sys.prefix):
        mend = shell_line(sys.executable, "-m", "ipykernel", "install", "--sys-prefix")
    else:
        mend = shell_line(sys.executable, "-m", "jupyter", "kernelspec", "remove", "-y", KERNEL)
    try:
        python = json.loads(file.read_bytes())["argv"][0]
        is_ours = _is_this_python(python)
    except (OSError, ValueError, TypeError, KeyError, IndexError):
        return Trouble(f"The Jupyter kernel in {file} is damaged", mend)
    return None if is_ours else Trouble(f"The Jupyter kernel in {file} starts another Python, {python}", mend)


def _is_this_python(python: str) -> bool:
    if python in {"python", "python3", "python{}.{}".format(*sys.version_info)}:
        return True  # jupyter_client puts sys.executable in the place of these
    here = Path(sys.executable).parent
    return Path(python).is_file() and Path(python).parent.samefile(here)


def _option(arguments: list[str], *names: str) -> str | None:
    """The value of the last of these options, given as `--name value` or `--name=value`."""
    found = None
    for argument, following in zip_longest(arguments, arguments[1:]):
        name, equals, value = argument.partition("=")
        if name in names:
            found = value if equals else following
    return found


def _can_be_written(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
