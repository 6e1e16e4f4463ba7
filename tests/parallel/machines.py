"""A Dask scheduler and its workers on this machine, over TLS."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import dask
import yaml
from distributed import Security

from gradus.parallel import scheduler
from tests import documents
from tests.submissions import ROOT

DOCUMENT = ROOT / "docs" / "machines.md"
PATIENCE = 120  # seconds


class Machines:
    """A scheduler and its workers, each a process as a person starts them, configured as the documentation shows."""

    def __init__(self, folder: Path):
        self._folder, self._file = folder, folder / "scheduler.json"
        self.started: list[subprocess.Popen] = []
        own = Security.temporary()
        (folder / "certificate.pem").write_text(own.tls_ca_file)
        (folder / "key.pem").write_text(own.tls_client_key)
        shown = next(block.text for block in documents.read(DOCUMENT).blocks if block.language == "yaml")
        shown = shown.replace("/home/ada/.config/dask", str(folder))
        (folder / "config").mkdir()
        (folder / "config" / "tls.yaml").write_text(shown)
        self.config = dask.config.merge(dask.config.config, yaml.safe_load(shown))
        self.environment = {"DASK_CONFIG": str(folder / "config")}
        options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(self._file)]
        self._start("scheduler", *options)
        until(self._file.exists)
        self.address = json.loads(self._file.read_text())["address"]

    def worker(self, *options: str, **environment: str) -> None:
        options = ("--nthreads", "1", "--no-dashboard", "--local-directory", str(self._folder), *options)
        self._start("worker", "--scheduler-file", str(self._file), *options, **environment)

    def wait(self, workers: int) -> None:
        """Until so many workers have reached the scheduler."""
        with dask.config.set(self.config), scheduler.connect(self.address) as client:
            client.wait_for_workers(workers, PATIENCE)

    def _start(self, kind: str, *options: str, **environment: str) -> None:
        log = (self._folder / f"{len(self.started)} {kind}.log").open("w")
        program = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *options]
        env = os.environ | self.environment | {"TMPDIR": str(self._folder)} | environment
        process = subprocess.Popen(program, cwd=ROOT, env=env, stdout=log, stderr=log, start_new_session=True)
        self.started.append(process)

    def __enter__(self) -> "Machines":
        return self

    def __exit__(self, *_: object) -> None:
        for process in self.started:
            os.killpg(process.pid, signal.SIGKILL)  # to end in order takes a nanny 8 s
            process.wait()


def until(is_so: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)
