"""Shuts a freshly forked process in: namespaces, private folders, limits, no rights. Linux only.

Runs in the sandbox, just before a student's code does. Each step either works or raises OSError; there is no
half-contained child.
"""

import contextlib
import ctypes
import os
import resource
import sys
from pathlib import Path

from gradus.judge.inside import seccomp
from gradus.judge.wire.limits import Limits

NAMESPACES = 0x10000000 | 0x00020000 | 0x20000000 | 0x08000000 | 0x40000000 | 0x04000000
"""user, mount, pid, ipc, net and uts; see clone(2)."""
MS_NOSUID, MS_NODEV, MS_BIND, MS_REC, MS_PRIVATE = 2, 4, 4096, 16384, 1 << 18
PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS, PR_CAPBSET_DROP = 4, 38, 24
CAPABILITY_VERSION_3 = 0x20080522
KEYCTL, KEYCTL_JOIN_SESSION_KEYRING = {"x86_64": 250, "aarch64": 219}, 1
NOBODY = 65534
MOST_FILES = 20_000  # in a private folder

_libc = ctypes.CDLL(None, use_errno=True)


def protect_from_others() -> None:
    """Nobody of the same user may look into this process or change it (ptrace, /proc/PID/mem)."""
    _check(_libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0))


def enter_namespaces() -> None:
    """Leave the sandbox's namespaces for new ones. The next child is process 1 of its own world."""
    user, group = os.getuid(), os.getgid()
    if user == 0:  # limits on processes do not bind root
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
        user = group = NOBODY
    _check(_libc.prctl(PR_SET_DUMPABLE, 1, 0, 0, 0))  # the kernel wants it for the maps below
    _check(_libc.unshare(NAMESPACES))
    if os.uname().machine in KEYCTL:  # a session keyring is inherited, and may hold the grader's secrets
        _libc.syscall(KEYCTL[os.uname().machine], KEYCTL_JOIN_SESSION_KEYRING, None)
    for name, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)


def furnish(limits: Limits, folder: str) -> None:
    """Private, empty folders of limited size; the working folder; no view of other processes."""
    _mount("none", "/", None, MS_REC | MS_PRIVATE)
    for place in ("/tmp", "/dev/shm"):
        hidden = {
            python: os.open(python, os.O_PATH) for python in (sys.prefix, sys.base_prefix) if _lies_in(python, place)
        }
        _mount("tmpfs", place, f"size={limits.disk},nr_inodes={MOST_FILES}", MS_NOSUID | MS_NODEV)
        for python, descriptor in hidden.items():  # an environment under /tmp must stay visible
            os.makedirs(python)
            _mount(f"/proc/self/fd/{descriptor}", python, None, MS_BIND | MS_REC)
            os.close(descriptor)
    _mount("tmpfs", "/proc", "size=4096,nr_inodes=10", MS_NOSUID | MS_NODEV)
    os.mkdir("/proc/self")  # TensorFlow reads these two, and aborts the process if they are not there
    os.symlink(sys.executable, "/proc/self/exe")
    Path("/proc/self/cmdline").write_text("python\0")
    _mount("/dev/null", "/dev/zero", None, MS_BIND)  # a shared mapping of /dev/zero is memory that nothing counts
    os.makedirs(folder)
    os.chdir(folder)


def limit(limits: Limits) -> None:
    """Set the resource limits, hard."""
    with open("/proc/self/statm") as file:
        present = int(file.read().split()[0]) * resource.getpagesize()
    for kind, most in (
        (resource.RLIMIT_AS, present + limits.memory),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_FSIZE, limits.disk),
        (resource.RLIMIT_NPROC, limits.processes),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
    ):
        resource.setrlimit(kind, (most, most))


def give_up_rights() -> None:
    """Drop every capability that the new user namespace gave, and filter system calls, for good."""
    for capability in range(64):
        if _libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) != 0:
            break
    _check(_libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    nothing = (ctypes.c_uint32 * 6)()
    _check(_libc.capset(ctypes.byref(header), ctypes.byref(nothing)))
    seccomp.install()


def close_all_but(*keep: int) -> None:
    """Close every file but these, and connect the standard ones to nothing."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    for number in range(3, 4096):
        if number not in keep:
            with contextlib.suppress(OSError):
                os.close(number)


def _lies_in(place: str, folder: str) -> bool:
    return os.path.commonpath([place, folder]) == folder


def _mount(source: str, target: str, data: str | None, flags: int) -> None:
    kind = source if source == "tmpfs" else None
    arguments = (source, target, kind)
    encoded = [a.encode() if a is not None else None for a in arguments]
    _check(_libc.mount(*encoded, ctypes.c_ulong(flags), data.encode() if data else None))


def _check(result: int) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
