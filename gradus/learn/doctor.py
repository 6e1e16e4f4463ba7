"""What could keep a learner or an instructor from working, and the one command that mends each."""

import importlib
import os
import platform
import shutil
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, metadata, requires, version
from pathlib import Path
from typing import Literal, NamedTuple

from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name
from rich.console import Console
from rich.table import Table
from rich.text import Text

from gradus.errors import GradusError
from gradus.learn.command_lines import DISTRIBUTION, elsewhere, gradus, install, install_again, shell_line
from gradus.learn.jupyterlab import kernel_trouble
from gradus.learn.place import workspace_for
from gradus.learn.workspace import damaged

MEGABYTE = 1024**2
# What Linux may forbid a sandbox that needs no root, and the values that allow it.
NAMESPACES = {"kernel.unprivileged_userns_clone": "1", "kernel.apparmor_restrict_unprivileged_userns": "0"}
# Below share/jupyter: the two front ends of the figures, and the setting that keeps widgets in order.
FRONT_ENDS = (
    "labextensions/@jupyter-widgets/jupyterlab-manager/package.json",
    "labextensions/anywidget/package.json",
    "lab/settings/overrides.d/gradus.json",
)


class Finding(NamedTuple):
    """One thing that was looked at. A note does not keep a learner from working; what is broken does."""

    what: str
    state: Literal["fine", "note", "broken"]
    detail: str
    mend: str = ""


def examine(course: Path) -> list[Finding]:
    return [
        examine_python(course),
        *examine_packages(course),
        examine_kernel(),
        examine_widgets(),
        examine_sandbox(),
        examine_workspace(course),
        examine_disk(course),
    ]


def show(findings: list[Finding]) -> None:
    """Print the findings as a table, and below it the commands that mend, whole, to be copied."""
    table = Table(box=None, pad_edge=False, show_header=False)
    colours = {"fine": "green", "note": "yellow", "broken": "bold red"}
    for finding in findings:
        table.add_row(finding.what, Text(finding.state, colours[finding.state]), Text(finding.detail))
    Console(width=None if sys.stdout.isatty() else 1000).print(table)  # a file is as wide as it needs to be
    for mend in dict.fromkeys(finding.mend for finding in findings if finding.mend):
        mended = ", ".join(finding.what for finding in findings if finding.mend == mend)
        print(f"\nTo mend {mended}:\n  {mend}")


def examine_python(course: Path) -> Finding:
    this = platform.python_version()
    supported = Requirement(f"python{metadata(DISTRIBUTION)['Requires-Python']}").specifier
    if this in supported:
        return Finding("Python", "fine", f"{this} in {sys.prefix}")
    mend = shell_line("make", "-C", str(course), "learn", "PYTHON=python3.12")
    return Finding("Python", "broken", f"{this} is not supported ({supported})", mend)


def examine_packages(course: Path) -> list[Finding]:
    """One finding for each package that is missing or not as pinned, or a single one that all is well.

    Another version than the pinned one is only a note as long as pyproject.toml allows it.
    """
    lock = course / "requirements.lock"
    pins = read_lock(lock)
    wanted = {canonicalize_name(wish.name): wish for wish in _requirements(DISTRIBUTION)}
    findings = []
    for name in sorted(_needed()):
        pin = pins.get(name)
        try:
            found = version(name)
        except PackageNotFoundError:
            findings.append(Finding(name, "broken", "is not installed"))
            continue
        if name in wanted and not wanted[name].specifier.contains(found, prereleases=True):
            findings.append(Finding(name, "broken", f"{found}, but {wanted[name].specifier} is needed"))
        elif pin and not pin.specifier.contains(found, prereleases=True):
            findings.append(Finding(name, "note", f"{found}, tested with {str(pin.specifier)[2:]}"))
    # All in one command: one after the other, an installer may undo for the second what it did for the first.
    mend = install(*(str(pins.get(canonicalize_name(finding.what), finding.what)) for finding in findings), lock=lock)
    return [finding._replace(mend=mend) for finding in findings] or [
        Finding("packages", "fine", f"as pinned in {lock.name}" if lock.exists() else "all there")
    ]


def read_lock(file: Path) -> dict[NormalizedName, Requirement]:
    """The pins of a lock that hold for this Python and platform, by canonical name; none without a lock."""
    if not file.exists():
        return {}
    lines = (line.partition("#")[0].strip() for line in file.read_text(encoding="utf-8").splitlines())
    pins = [Requirement(line) for line in lines if line]
    return {canonicalize_name(pin.name): Requirement(f"{pin.name}{pin.specifier}") for pin in pins if _applies(pin)}


def examine_kernel() -> Finding:
    if trouble := kernel_trouble():
        return Finding("kernel", "broken", trouble.what, trouble.mend)
    return Finding("kernel", "fine", f"python3 starts {sys.executable}")


def examine_widgets() -> Finding:
    widgets = ("anywidget", "ipywidgets", "jupyterlab-widgets")
    mend = install_again("--force-reinstall", "--no-deps", *widgets)
    try:
        for module in ("anywidget", "ipywidgets"):
            importlib.import_module(module)
    except ImportError as error:
        return Finding("widgets", "broken", str(error), mend)
    share = Path(sys.prefix, "share", "jupyter")
    missing = [name for name in FRONT_ENDS if not (share / name).is_file()]
    if missing:
        return Finding("widgets", "broken", f"{share} has no {', '.join(missing)}", mend)
    return Finding("widgets", "fine", "ipywidgets and anywidget, with their JupyterLab extensions")


def examine_sandbox() -> Finding:
    """Whether bubblewrap can shut something in; only grading other people's work needs it."""
    if sys.platform != "linux":
        return Finding("sandbox", "note", "none on this system; to grade other people's work, use Linux")
    command = ["bwrap", "--ro-bind", "/", "/", "--unshare-all", "--die-with-parent", "true"]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=20, stdin=subprocess.DEVNULL)
    except FileNotFoundError:
        missing = "bubblewrap is missing; you need it to grade other people's work"
        return Finding("sandbox", "note", missing, "sudo apt-get install -y bubblewrap")
    except subprocess.CalledProcessError as error:
        reason = error.stderr.decode(errors="replace").strip()
        closed = [key for key, open_value in NAMESPACES.items() if not _is_set(key, open_value)]
        allow = shell_line("sudo", "sysctl", *(f"{key}={NAMESPACES[key]}" for key in closed)) if closed else ""
        return Finding("sandbox", "note", f"you cannot grade other people's work: {reason}", allow)
    except subprocess.TimeoutExpired:
        return Finding("sandbox", "note", "bubblewrap does not answer, and grading other people's work needs it")
    return Finding("sandbox", "fine", "bubblewrap works")


def examine_workspace(course: Path) -> Finding:
    """Whether the learner's copies, where they are by default, can be made, written and opened."""
    try:
        workspace = workspace_for(course, Path.cwd())
    except GradusError as error:
        return Finding("workspace", "note", str(error))
    if not workspace.exists():
        if os.access(workspace.parent, os.W_OK):
            return Finding("workspace", "fine", "made when you start")
        return Finding(
            "workspace", "note", f"{workspace.parent} cannot be written: name a folder of your own", elsewhere()
        )
    closed = [file for file in (workspace, *workspace.rglob("*")) if not os.access(file, os.W_OK)]
    if closed:
        owner = ["-R", str(os.getuid()), str(workspace)] if hasattr(os, "getuid") else []
        return Finding("workspace", "broken", f"{closed[0]} cannot be written", shell_line("sudo", "chown", *owner))
    if broken := damaged(workspace):
        return Finding("workspace", "broken", f"{broken[0]} will not open", gradus("reset", str(broken[0])))
    return Finding("workspace", "fine", str(workspace))


def examine_disk(course: Path) -> Finding:
    free = shutil.disk_usage(course).free // MEGABYTE
    if free < 100:
        return Finding("disk", "broken", f"only {free} MB are free where {course} is; JupyterLab needs 100")
    return Finding("disk", "fine", f"{free // 1024} GB free" if free >= 1024 else f"{free} MB free")


def _is_set(key: str, value: str) -> bool:
    """Whether a setting of the kernel is so; one that this kernel does not have is no obstacle."""
    file = Path("/proc/sys", *key.split("."))
    return not file.exists() or file.read_text().strip() == value


def _requirements(name: str, extras: frozenset[str] = frozenset()) -> list[Requirement]:
    """What an installed distribution requires here; nothing if it is not installed."""
    try:
        return [wish for text in requires(name) or [] if _applies(wish := Requirement(text), extras)]
    except PackageNotFoundError:
        return []


def _needed() -> set[NormalizedName]:
    """The canonical names of all that the course requires here, directly or not, without extras."""
    seen = set()
    todo = [(wish.name, frozenset(wish.extras)) for wish in _requirements(DISTRIBUTION)]
    while todo:
        name, extras = todo.pop()
        if (key := (canonicalize_name(name), extras)) not in seen:
            seen.add(key)
            todo += [(wish.name, frozenset(wish.extras)) for wish in _requirements(name, extras)]
    return {name for name, _ in seen}


def _applies(requirement: Requirement, extras: frozenset[str] = frozenset()) -> bool:
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in extras | {""})
