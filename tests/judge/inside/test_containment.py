"""What namespaces, limits and the filter on system calls keep a student's process from."""

import subprocess
import sys
from pathlib import Path

import pytest

from gradus.judge.inside import seccomp
from tests.judge.cells import failure

REFUSED = {
    "new namespaces": "unshare(0x10000000)",
    "mounts": "mount(b'none', b'/tmp', b'tmpfs', 0, None)",
    "memory that is a file": "memfd_create(b'x', 0)",
    "shared memory of the old kind": "shmget(0, 4096, 0o1600)",
    "looking into processes": "ptrace(0, 0, None, None)",
    "hiding a process": "prctl(4, 0, 0, 0, 0)",
}


@pytest.mark.parametrize("what", REFUSED)
def test_system_calls_that_get_round_limits_are_refused(grade, what):
    code = f"import ctypes\ndef call():\n    return ctypes.CDLL(None).{REFUSED[what]}"
    assert failure(grade(code, ("call", "assert call() == -1"))[-1]) is None


def test_memory_that_no_limit_counts_cannot_be_had(grade):
    [cell] = grade("import mmap\nmmap.mmap(-1, 4096)")
    assert "PermissionError" in failure(cell)


@pytest.mark.parametrize("family", ["AF_NETLINK", "AF_VSOCK", "AF_ALG"])
def test_sockets_that_leave_the_network_namespace_are_refused(grade, family):
    [cell] = grade(f"import socket\nsocket.socket(socket.{family}, socket.SOCK_DGRAM)")
    assert "PermissionError" in failure(cell)


@pytest.mark.wide
@pytest.mark.parametrize(
    "start",
    ["if os.fork() == 0: x = bytearray(90 * 2**20); time.sleep(30)",
     "subprocess.Popen([sys.executable, '-c', 'x = bytearray(90 * 2**20); import time; time.sleep(30)'])"],
)  # fmt: skip
def test_children_share_their_parents_limit_of_memory(grade, start):
    code = f"import os, subprocess, sys, time\nfor _ in range(8):\n    {start}\ntime.sleep(3)"
    cells = grade(code, "print('next')")
    assert "took more memory than is allowed" in failure(cells[0])
    assert failure(cells[1]) is None


UNREADABLE = """
import os, shutil, subprocess, sys, time
shutil.copy(os.path.realpath(sys.executable), "python")
os.chmod("python", 0o111)
os.environ["PYTHONHOME"] = sys.base_prefix
for _ in range(8):
    subprocess.Popen(["./python", "-S", "-c", "x = bytearray(90 * 2**20); import time; time.sleep(30)"])
time.sleep(3)
"""
HIDING = """
import ctypes, os, time
for _ in range(8):
    if os.fork() == 0:
        ctypes.CDLL(None).prctl(4, 0)
        x = bytearray(90 * 2**20)
        time.sleep(30)
time.sleep(3)
"""


@pytest.mark.wide
@pytest.mark.parametrize("code", [UNREADABLE, HIDING], ids=["unreadable", "hiding"])
def test_processes_that_nobody_may_look_at_share_the_limit_of_memory(grade, code):
    cells = grade(code, "print('next')")
    assert "took more memory than is allowed" in failure(cells[0])
    assert failure(cells[1]) is None


def test_children_that_take_no_memory_of_their_own_cost_none(grade):
    code = """
import os, time
data = bytearray(200 * 2**20)
for _ in range(5):
    if os.fork() == 0:
        time.sleep(1)
        os._exit(0)
os.wait()
"""
    assert failure(grade(code)[0]) is None


def test_nothing_outside_the_private_folders_can_be_written(grade):
    code = """
import os
def writable():
    found = []
    for place in ('/', '/dev', '/home', '/opt', '/usr', '/proc/1', '/etc'):
        try:
            open(os.path.join(place, 'left-behind'), 'w').close()
            found.append(place)
        except OSError:
            pass
    return found
"""
    assert failure(grade(code, ("writable", "assert writable() == []"))[-1]) is None


def test_the_filter_knows_where_it_does_not_work():
    with pytest.raises(OSError, match="riscv64"):
        seccomp.program("riscv64")
    assert len(seccomp.program("x86_64")) % 8 == len(seccomp.program("aarch64")) % 8 == 0


@pytest.mark.wide
def test_a_grader_who_is_not_root_has_the_same_sandbox(tmp_path):
    """In a user namespace of its own this process is an ordinary user."""
    tests = Path(__file__)
    command = ["unshare", "--user", "--map-user=1234", "--map-group=1234", sys.executable, "-m", "pytest", "-q",
               "-p", "no:cacheprovider", f"--basetemp={tmp_path}/inner", "-k", "refused or written or share",
               str(tests)]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, cwd=tests.parents[3])
    assert done.returncode == 0, done.stdout[-2000:]
