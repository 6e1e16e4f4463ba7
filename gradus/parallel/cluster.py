"""The workers of a Dask scheduler as a crew's staff, on this machine or many. Needs the extra `cluster`."""

import itertools
import time
from concurrent.futures import Executor, Future
from typing import Any

from distributed import Client, KilledWorker

from gradus.errors import GradusError
from gradus.parallel.crew import LOOK
from gradus.parallel.scheduler import connect, examine

PATIENCE = 60.0
"""Seconds that a run waits for another worker, when all have gone."""


class _Gone(Exception):
    """A worker that is no longer there."""


class _Worker(Executor):
    """One worker of a cluster. What all tasks have in common is sent to it once."""

    def __init__(self, client: Client, address: str):
        self._client, self._address, self._common = client, address, None
        self._executor = client.get_executor(workers=[address], pure=False)
        self._count = itertools.count()

    def submit(self, do: Any, common: object, task: object) -> Future:  # type: ignore[override]
        if self._common is None:
            try:
                self._common = self._client.scatter(common, workers=[self._address], hash=False)
            except (KeyError, OSError, TimeoutError) as error:
                raise _Gone from error
        return self._executor.submit(do, self._common, task, priority=-next(self._count))  # in this order


class Cluster:
    """The workers of a scheduler that are fit to grade, whenever they come."""

    died = KilledWorker, _Gone

    def __init__(self, address: str, sandbox: bool):
        """Raises GradusError if there is no worker that is fit, and says why."""
        self._address, self._sandbox = address, sandbox
        self._client = connect(address)
        self._fit: dict[str, _Worker] = {}
        self.unfit: dict[str, str] = {}
        """Why the others get nothing, by their addresses."""
        try:
            self._look()
            if not self._fit:
                self._nobody("has no worker that can grade")
        except BaseException:
            self._client.close()
            raise

    def present(self) -> dict[str, _Worker]:
        """The fit ones. Raises GradusError if the scheduler has gone, or all workers have, and none has come."""
        if time.monotonic() - self._looked > LOOK:
            self._look()
        if time.monotonic() - self._staffed > PATIENCE:
            self._nobody("has lost all workers")
        return self._fit

    def replace(self, name: str) -> None:
        """Dask does, or a person; that one, or another at its address, is examined anew."""
        self._fit.pop(name, None)

    def _look(self) -> None:
        try:
            threads = self._client.nthreads()
        except (OSError, TimeoutError) as error:
            raise GradusError(
                f"The scheduler at {self._address} has gone. What is graded is kept: start it, and type the line again."
            ) from error
        self._fit = {address: worker for address, worker in self._fit.items() if address in threads}
        self.unfit = {address: why for address, why in self.unfit.items() if address in threads}
        new = {address: n for address, n in threads.items() if address not in self._fit and address not in self.unfit}
        for address, why in examine(self._client, new, self._sandbox).items():
            if why:
                self.unfit[address] = why
            else:
                self._fit[address] = _Worker(self._client, address)
        self._looked = time.monotonic()
        if self._fit:
            self._staffed = self._looked

    def _nobody(self, what: str) -> None:
        reasons = "".join(f" {address}: {why}." for address, why in self.unfit.items())
        raise GradusError(f"The scheduler at {self._address} {what}.{reasons} What is graded is kept.")

    def __enter__(self) -> "Cluster":
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()
