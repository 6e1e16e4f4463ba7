"""The sandbox around a zygote: bubblewrap, with nothing of the machine in it but what Python needs."""

import os
import shutil
import sys
import sysconfig
from pathlib import Path

import gradus
from gradus.errors import GradusError

INSTALL = "apt-get install bubblewrap"
LIBRARY = "/opt/gradus"  # where the sandbox has the parts of this package that a student's notebook may import

# What a notebook imports, and what the zygote needs: all that is in these packages, and these modules of the others.
# `answers`, and `tape` and `lending`, which are nearly answers, and `held_out`, by which networks are judged, are in no
# sandbox.
PACKAGES = ("checks", "why_none", "figures", "digits", "judge.wire", "judge.inside")
MODULES = ("__init__", "bytecode", "deadline", "errors", "notices", "tensorflow_logging", "judge.__init__")


class NoSandbox(GradusError):
    """There is no bubblewrap, or it does not work here."""


def command(arguments: list[str], without: tuple[str, ...] = ()) -> list[str]:
    """The command line that runs Python with these arguments inside the sandbox. Raises NoSandbox.

    The modules in `without` are not there: their folders are covered by empty ones.
    """
    bwrap = shutil.which("bwrap")
    if sys.platform != "linux" or bwrap is None:
        on_linux, elsewhere = f"Install it (`{INSTALL}`)", "It is for Linux, also in a container or WSL 2"
        way = on_linux if sys.platform == "linux" else elsewhere
        raise NoSandbox(
            "Grading other people's work needs bubblewrap, which keeps their code away from this machine. "
            f"{way}; or, if you trust all of it, set c.Judge.sandbox = 'off' in nbgrader_config.py."
        )
    room = [*_isolation(), *_system(), *_package(), *_covers(without), *_environment()]
    room += ["--remount-ro", "/", "--remount-ro", "/dev"]  # what a student wrote there, the next would find
    return [bwrap, *room, "--", sys.executable, "-s", "-P", *arguments]


def _isolation() -> list[str]:
    """Namespaces, no new session, and no life after the judge's."""
    options = ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try"]
    options += ["--new-session", "--die-with-parent", "--hostname", "sandbox"]
    if os.geteuid() == 0:
        # The zygote stays root to hand its children to nobody, to count their memory and to end them. It keeps no
        # other right.
        rights = ("CAP_SETUID", "CAP_SETGID", "CAP_KILL", "CAP_SYS_PTRACE")
        return [*options, "--cap-drop", "ALL", *(part for right in rights for part in ("--cap-add", right))]
    return [*options, "--unshare-user"]


def _system() -> list[str]:
    """Python and the system's libraries, read-only; empty folders for the rest."""
    options = ["--tmpfs", "/", "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp", "--dir", "/home"]
    places = ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64"]
    places += ["/etc/ld.so.cache", "/etc/fonts", "/etc/alternatives"]
    places += {sys.prefix, sys.base_prefix, sysconfig.get_paths()["purelib"], sysconfig.get_paths()["platlib"]}
    for place in places:
        if os.path.islink(place):
            options += ["--symlink", os.readlink(place), place]
        elif os.path.exists(place):
            options += [*_folders_above(place), "--ro-bind", place, place]
    # where nbgrader keeps its exchange, and where configurations with secrets may lie
    private = ["/usr/local/share/nbgrader", "/usr/local/etc", f"{sys.prefix}/etc", f"{sys.prefix}/share/nbgrader"]
    # the masters and solutions that came with this package
    private += [f"{place}/share/gradus" for place in dict.fromkeys(["/usr", "/usr/local", sys.base_prefix, sys.prefix])]
    return options + [part for place in private if os.path.isdir(place) for part in ("--tmpfs", place)]


def _package() -> list[str]:
    """The parts of this package that may be seen; whatever else of it a bound folder holds is covered."""
    package = Path(gradus.__file__).parent
    options: list[str] = []
    if any(package.is_relative_to(place) for place in (sys.prefix, sys.base_prefix)):
        options += ["--tmpfs", str(package)]
    packages = [Path(*name.split(".")) for name in PACKAGES]
    modules = [Path(*name.split(".")).with_suffix(".py") for name in MODULES]
    for part in (*packages, *modules):
        place = f"{LIBRARY}/gradus/{part.as_posix()}"
        options += [*_folders_above(place), "--ro-bind", str(package / part), place]
    return options


def _covers(without: tuple[str, ...]) -> list[str]:
    """A module that cannot be imported, in the place of each that must not be there."""
    absent = str(Path(__file__).with_name("inside") / "absent_module.py")
    options: list[str] = []
    for module in without:
        for packages in {sysconfig.get_paths()[kind] for kind in ("stdlib", "platstdlib", "purelib", "platlib")}:
            place = Path(packages, *module.split("."))
            if place.is_dir():
                options += ["--tmpfs", str(place), "--ro-bind", absent, str(place / "__init__.py")]
            elif place.with_suffix(".py").is_file():
                options += ["--ro-bind", absent, str(place.with_suffix(".py"))]
    return options


def _folders_above(place: str) -> list[str]:
    """The folders that lead to a place, open to all; bubblewrap itself would make them for root alone."""
    return [part for folder in reversed(Path(place).parents) for part in ("--perms", "0755", "--dir", str(folder))][4:]


def _environment() -> list[str]:
    variables = {
        "PATH": "/usr/bin:/bin",
        "HOME": "/tmp",
        "LANG": "C.UTF-8",
        "MPLBACKEND": "agg",
        "MPLCONFIGDIR": "/tmp",
        "PYTHONHASHSEED": "0",  # two runs print sets in the same order
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "OMP_NUM_THREADS": "1",
        "IPYTHONDIR": "/tmp/.ipython",
        "PYTHONPATH": LIBRARY,
    }
    return ["--clearenv", *(part for name, value in variables.items() for part in ("--setenv", name, value))]
