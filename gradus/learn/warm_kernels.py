"""Kernels that need not wait for TensorFlow: while one runs, the next is made ready.

Starting TensorFlow takes seconds, and a beginner restarts often. So when a kernel is started in a folder whose
notebooks import TensorFlow, a spare one (`spare_kernel`) is started behind it, and the next kernel, that of a
restart mostly, is the spare: an ordinary process of the server, that has had its imports already. Where that cannot be
had, a kernel starts as ever. `gradus learn` names this provisioner to JupyterLab.
"""

import asyncio
import json
import os
import subprocess
from pathlib import Path
from typing import Any

import psutil
from jupyter_client.launcher import launch_kernel
from jupyter_client.provisioning import LocalProvisioner

SPARE = Path(__file__).with_name("spare_kernel.py")
LAUNCHER = ["-m", "ipykernel_launcher"]
HELP = "--IPKernelApp.extra_extensions=gradus.progress.not_run"
DELAY = 10.0  # seconds after a kernel's start, in which it imports TensorFlow itself
NEEDED = 2**30  # bytes of memory that have to be free: a spare takes a third of that
OF_ONE_KERNEL = {"JPY_SESSION_NAME", "JPY_PARENT_PID"}
"""Environment variables in which kernels differ; in any other, a spare must be as the kernel that is wanted."""


class Spare:
    """A process that waits to be a kernel, and the environment in which it was started."""

    def __init__(self, python: list[str], env: dict[str, str]):
        self.env = dict(env)
        self.process = launch_kernel([*python, str(SPARE)], stdin=subprocess.PIPE, env=dict(env))
        assert self.process.stdin
        self._orders = self.process.stdin

    def suits(self, env: dict[str, str]) -> bool:
        """Whether it lives, and was started as such a kernel would be."""
        return self.process.poll() is None and _shared(env) == _shared(self.env)

    def become(self, arguments: list[str], cwd: str, env: dict[str, str]) -> bool:
        """Let it be the kernel of these arguments; False if it cannot be, for it has ended."""
        order = {"argv": arguments, "cwd": cwd, "env": env | {"JPY_PARENT_PID": str(os.getpid())}}
        try:
            with self._orders as orders:
                orders.write(json.dumps(order).encode() + b"\n")
        except OSError:
            return False
        return True

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        self._orders.close()


class WarmProvisioner(LocalProvisioner):
    """Starts a kernel from the spare, if there is one that suits, and then a spare for the next."""

    _spare: Spare | None = None  # of the class: the server's one

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """As LocalProvisioner's, which it falls back on."""
        cwd, env = kwargs.get("cwd") or os.getcwd(), kwargs.get("env") or dict(os.environ)
        python, program, arguments = cmd[:-4], cmd[-4:-2], cmd[-2:]
        if program != LAUNCHER:
            return await super().launch_kernel(cmd, **kwargs)
        cmd, arguments = [*cmd, HELP], [*arguments, HELP]
        if os.name != "posix" or not _imports_tensorflow(Path(cwd)):
            return await super().launch_kernel(cmd, **kwargs)
        process = self._take(arguments, cwd, env)
        if process is None:
            info = await super().launch_kernel(cmd, **kwargs)
        else:
            self.process, self.pid, self.pgid, self.cwd = process, process.pid, process.pid, cwd
            info = self.connection_info
        asyncio.get_running_loop().call_later(DELAY, _make_ready, python, env)
        return info

    @staticmethod
    def _take(arguments: list[str], cwd: str, env: dict[str, str]) -> subprocess.Popen | None:
        spare, WarmProvisioner._spare = WarmProvisioner._spare, None
        if spare is None:
            return None
        if spare.suits(env) and spare.become(arguments, cwd, env):
            return spare.process
        spare.end()
        return None


def _make_ready(python: list[str], env: dict[str, str]) -> None:
    if WarmProvisioner._spare is None and psutil.virtual_memory().available > NEEDED:
        WarmProvisioner._spare = Spare(python, env)


def _shared(env: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in env.items() if name not in OF_ONE_KERNEL}


def _imports_tensorflow(folder: Path) -> bool:
    """Whether a notebook of the folder does, by its text."""
    try:
        return any(b"import tensorflow" in file.read_bytes() for file in folder.glob("*.ipynb"))
    except OSError:
        return False
