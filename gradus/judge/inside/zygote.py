"""A process that has imported what is slow to import, and forks a contained child per submission.

It runs inside the sandbox: `python -m gradus.judge.inside.zygote FD SETTINGS`, where FD is its connection to the
judge. One child always waits, ready; when the judge takes it, the next is made.

    judge: "take"     zygote: the child's number, with the connection to it
    judge: "kill N"   zygote: how child N ended
"""

import contextlib
import importlib
import json
import os
import select
import signal
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

from gradus.judge.inside import containment
from gradus.judge.inside.session import Session
from gradus.judge.wire.limits import Limits

FOLDER = "/tmp/work"
WATCH_SECONDS = 0.05


@dataclass
class Child:
    """A forked child: its waiting parent, its own first process, the judge's end of its connection."""

    number: int
    waiter: int
    first: int
    connection: socket.socket
    is_taken: bool = False
    ended: str = ""


class Zygote:
    """Keeps the children, hands them out, watches their memory, kills them."""

    def __init__(self, control: socket.socket, session: Session, limits: Limits):
        self._control = control
        self._session = session
        self._limits = limits
        self._children: dict[int, Child] = {}
        self._base = _memory(os.getpid())

    def serve(self) -> None:
        """Answer the judge until it hangs up; then end, and everything in the sandbox with it."""
        waiting = self._fork(1)
        self._control.sendall(b"ready\n")
        requests = self._control.makefile("r")
        while True:
            self._watch()
            if not select.select([self._control], [], [], WATCH_SECONDS)[0]:
                continue
            request = requests.readline().split()
            if not request:
                return
            if request[0] == "take":
                socket.send_fds(self._control, [b"%d\n" % waiting.number], [waiting.connection.fileno()])
                waiting.connection.close()
                waiting.is_taken = True
                waiting = self._fork(waiting.number + 1)
            elif request[0] == "kill":
                self._kill(int(request[1]))

    def _fork(self, number: int) -> Child:
        mine, theirs = socket.socketpair()
        report, told = os.pipe()
        waiter = os.fork()
        if waiter == 0:
            status = 70
            try:
                status = _become_waiter(self._session, theirs, told, self._limits)
            finally:
                os._exit(status)
        theirs.close()
        os.close(told)
        with os.fdopen(report) as file:
            first = file.read()
        if not first.isdigit():
            raise RuntimeError(f"a child could not be contained: {first or 'it died'}")
        self._children[number] = Child(number, waiter, int(first), mine)
        return self._children[number]

    def _watch(self) -> None:
        """Kill children whose processes together take more memory than one may."""
        if not any(child.is_taken for child in self._children.values()):
            return
        trees = _trees({child.first for child in self._children.values()})
        for child in self._children.values():
            most = self._base + self._limits.memory
            tree = trees[child.first]
            # shared pages count for each process at first, which is quick; only then each for its share
            if not child.ended and sum(map(_memory, tree)) > most and sum(map(_share_of_memory, tree)) > most:
                child.ended = "memory"
                _signal(child.first)

    def _kill(self, number: int) -> None:
        """Kill a child and say how it had ended before. The judge need not wait until its memory is given back."""
        child = self._children.pop(number)
        pid, status = os.waitpid(child.waiter, os.WNOHANG)
        _signal(child.first)
        ended = child.ended or (f"status {os.waitstatus_to_exitcode(status)}" if pid else "killed")
        self._control.sendall(ended.encode() + b"\n")
        if not pid:
            os.waitpid(child.waiter, 0)


def _become_waiter(session: Session, connection: socket.socket, told: int, limits: Limits) -> int:
    """Enter new namespaces, fork the child that is first in them, and wait for its end."""
    containment.close_all_but(connection.fileno(), told)
    try:
        containment.enter_namespaces()
        ready, done = os.pipe()
        first = os.fork()
    except OSError as error:
        os.write(told, f"{error}".encode())
        return 71
    if first == 0:
        os.close(told)
        _become_student(session, connection, done, limits)
    connection.close()
    os.close(done)
    problem = os.read(ready, 1000)
    os.write(told, problem or str(first).encode())
    os.close(told)
    _, status = os.waitpid(first, 0)
    code = os.waitstatus_to_exitcode(status)
    return code if code >= 0 else 128 - code


def _become_student(session: Session, connection: socket.socket, done: int, limits: Limits) -> None:
    try:
        os.setsid()
        session.memory_file = os.open("/proc/self/statm", os.O_RDONLY)  # there is no /proc after the next steps
        containment.limit(limits)
        containment.furnish(limits, FOLDER)
        containment.give_up_rights()
    except BaseException as error:
        os.write(done, f"{type(error).__name__}: {error}".encode())
        os._exit(72)
    os.close(done)
    first = os.getpid()
    with contextlib.suppress(BaseException):
        session.prepare()
        session.serve(connection)
    os._exit(0 if os.getpid() == first else 1)  # a process that the student forked has ended by an error


def _trees(firsts: set[int]) -> dict[int, list[int]]:
    """The processes that descend from each child's first one."""
    parents = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with contextlib.suppress(OSError, IndexError, ValueError):
                stat = (folder / "stat").read_text().rpartition(")")[2].split()
                parents[int(folder.name)] = int(stat[1])
    trees: dict[int, list[int]] = {first: [] for first in firsts}
    for pid in parents:
        ancestor = pid
        while ancestor and ancestor not in firsts:
            ancestor = parents.get(ancestor, 0)
        if ancestor:
            trees[ancestor].append(pid)
    return trees


def _memory(pid: int) -> int:
    """Bytes of memory that is no file's and that a process has in use; 0 if it is gone."""
    return _sum_of_lines(f"/proc/{pid}/status", "RssAnon:", "RssShmem:", "HugetlbPages:") or 0


def _share_of_memory(pid: int) -> int:
    """The same, a page that n processes share counting as 1/n of a page.

    A process can see to it that nobody may look at its shares; then all its pages count in full.
    """
    names = ("Pss_Anon:", "Pss_Shmem:", "Private_Hugetlb:", "Shared_Hugetlb:")
    share = _sum_of_lines(f"/proc/{pid}/smaps_rollup", *names)
    return _memory(pid) if share is None else share


def _sum_of_lines(file: str, *names: str) -> int | None:
    """The sum of these lines of a file in bytes; None if it cannot be read."""
    with contextlib.suppress(OSError, ValueError):
        lines = [line.split() for line in Path(file).read_text().splitlines()]
        return sum(int(line[1]) * 1024 for line in lines if line[0] in names)
    return None


def _signal(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def main() -> None:
    control = socket.socket(fileno=int(sys.argv[1]))
    settings = json.loads(sys.argv[2])
    containment.protect_from_others()
    for module in settings["preload"]:
        importlib.import_module(module)
    session = Session()
    session.warm_up()
    Zygote(control, session, Limits(**settings["limits"])).serve()


if __name__ == "__main__":
    main()
