"""A restart in a folder with TensorFlow takes the spare kernel, and nobody can tell but by the clock."""

import asyncio
import json
import os
import signal
import sys
from concurrent.futures import ThreadPoolExecutor

import nbformat
import psutil
import pytest
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import KernelProvisionerFactory

from gradus.learn import warm_kernels
from gradus.learn.warm_kernels import WarmProvisioner

pytestmark = [pytest.mark.skipif(os.name != "posix", reason="elsewhere kernels start as ever"), pytest.mark.wide]
HAS_TENSORFLOW = "import sys; print('tensorflow' in sys.modules)"
STATE = """
import gradus, tensorflow
import json, locale, logging, os, signal, sys, threading, warnings
print(json.dumps([
    dict(os.environ), os.getcwd(), sys.path, sys.argv[0], str(sys.flags), __name__, sorted(vars()),
    [str(signal.getsignal(n)) for n in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD)], os.nice(0), os.umask(0o022),
    locale.setlocale(locale.LC_ALL), threading.active_count(), len(warnings.filters), logging.root.level,
    [str(handler) for handler in logging.root.handlers], sys.stdin.__class__.__name__, os.getpgrp() == os.getpid(),
    os.getsid(0) == os.getpid(), sys.gettrace(), sys.getrecursionlimit(), sorted(os.listdir("/proc/self/fd"))[:3],
]))
"""


class Kernel:
    """A kernel in a folder, as a server runs it."""

    def __init__(self, folder):
        self.folder = folder
        self.manager = AsyncKernelManager(kernel_name="python3")

    async def start(self, **env):
        await self.manager.start_kernel(cwd=str(self.folder), env=os.environ | env)

    async def run(self, code):
        """What the code prints, or the name of its error."""
        client, shown = self.manager.client(), []
        client.start_channels()
        await client.wait_for_ready(timeout=180)
        reply = await client.execute_interactive(
            code, timeout=180, output_hook=lambda said: shown.append(said["content"].get("text", ""))
        )
        client.stop_channels()
        return reply["content"].get("ename") or "".join(shown).strip()

    async def restart(self):
        await self.manager.restart_kernel(now=True)

    @property
    def process(self):
        return psutil.Process(self.manager.provisioner.pid)

    @property
    def is_a_spare(self):
        return str(warm_kernels.SPARE) in self.process.cmdline()

    async def end(self):
        await self.manager.shutdown_kernel(now=True)


async def spare():
    """The spare that is there soon."""
    while WarmProvisioner._spare is None:
        await asyncio.sleep(0.05)
    return WarmProvisioner._spare


def tell(story):
    """Run it in a loop of its own: where a browser was tested before, this thread has one already."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, story).result()


@pytest.fixture
def kernel(tmp_path, monkeypatch):
    monkeypatch.setattr(warm_kernels, "DELAY", 0)
    monkeypatch.setattr(KernelProvisionerFactory.instance(), "default_provisioner_name", "gradus-warm")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("import tensorflow as tf")])
    nbformat.write(notebook, tmp_path / "lesson.ipynb")
    yield Kernel(tmp_path)
    if WarmProvisioner._spare:
        WarmProvisioner._spare.end()
        WarmProvisioner._spare = None


def test_the_next_kernel_has_imported_tensorflow_and_is_otherwise_as_the_first(kernel):
    async def story():
        await kernel.start()
        assert await kernel.run(HAS_TENSORFLOW) == "False" and not kernel.is_a_spare
        first = json.loads(await kernel.run(STATE))
        await spare()
        await kernel.restart()
        assert await kernel.run(HAS_TENSORFLOW) == "True" and kernel.is_a_spare
        for now, then in zip(json.loads(await kernel.run(STATE)), first, strict=True):
            assert now == then
        interrupted = asyncio.ensure_future(kernel.run("print('on', flush=True)\nimport time\ntime.sleep(100)"))
        await asyncio.sleep(1)
        await kernel.manager.interrupt_kernel()
        assert await interrupted == "KeyboardInterrupt"
        assert await kernel.run("print(1 + 1)") == "2"
        old = kernel.process
        await kernel.restart()  # and the one after that
        assert await kernel.run(HAS_TENSORFLOW) == "True" and not old.is_running()
        await kernel.end()

    tell(story())


def test_a_spare_that_is_gone_or_of_another_environment_is_no_trouble(kernel):
    async def story():
        await kernel.start()
        (await spare()).process.send_signal(signal.SIGKILL)
        await kernel.restart()
        assert await kernel.run("print(1 + 1)") == "2" and not kernel.is_a_spare
        other = Kernel(kernel.folder)
        old = (await spare()).process
        await other.start(TF_CPP_MIN_LOG_LEVEL="0")
        assert await other.run("import os; print(os.environ['TF_CPP_MIN_LOG_LEVEL'])") == "0" and not other.is_a_spare
        assert old.poll() is not None
        await other.end()
        await kernel.end()

    tell(story())


def test_there_is_none_where_no_notebook_imports_tensorflow_or_memory_is_short(kernel, monkeypatch):
    async def story(folder):
        plain = Kernel(folder)
        await plain.start()
        await asyncio.sleep(0.1)
        assert WarmProvisioner._spare is None
        await plain.end()

    (kernel.folder / "other").mkdir()
    tell(story(kernel.folder / "other"))
    monkeypatch.setattr(warm_kernels, "NEEDED", 2**60)
    tell(story(kernel.folder))


def test_it_ends_with_its_server(kernel):
    program = f"""
import os, time
from gradus.learn.warm_kernels import Spare
print(Spare([{sys.executable!r}], dict(os.environ)).process.pid, flush=True)
"""

    async def story():
        server = await asyncio.create_subprocess_exec(sys.executable, "-c", program, stdout=asyncio.subprocess.PIPE)
        pid = int(await server.stdout.readline())
        await server.wait()
        while psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
            await asyncio.sleep(0.05)

    tell(asyncio.wait_for(story(), 180))
