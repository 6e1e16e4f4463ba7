"""A Dask scheduler and its workers: whether they may be trusted with a class, and can grade. Needs the extra `cluster`.

Whoever reaches a scheduler or a worker of Dask's can have it run anything. So what is beyond this machine is spoken to
by TLS or not at all; Dask's own configuration has the certificates.
"""

import ipaddress
import subprocess
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from typing import Any
from urllib.parse import urlsplit

from distributed import Client, Security
from distributed.comm import normalize_address

from gradus.errors import GradusError
from gradus.judge import bubblewrap

NAME = "gradus-course"
ANSWER = 5.0
"""Seconds in which a scheduler has to answer."""


def check_address(address: str) -> None:
    """Raises GradusError if this is no scheduler's address, or one on another machine without TLS."""
    try:
        place = urlsplit(normalize_address(address))
        is_whole = place.hostname and place.port
    except ValueError:
        is_whole = False
    if not is_whole:
        raise GradusError(f"{address} is no address of a scheduler: write it as tls://HOST:8786.")
    if not _is_safe(address):
        raise GradusError(
            f"{address} is beyond this machine and without TLS: whoever reaches such a scheduler can run anything on "
            "its workers. Start it with certificates, as docs/machines.md shows, and name it as tls://HOST:PORT."
        )


def _is_safe(address: str) -> bool:
    """Whether what is sent there is encrypted, or stays on this machine. Names are not looked up."""
    place = urlsplit(normalize_address(address))
    try:
        is_here = place.hostname == "localhost" or ipaddress.ip_address(place.hostname or "").is_loopback
    except ValueError:
        is_here = False
    return is_here or place.scheme == "tls"


def connect(address: str) -> Client:
    """Raises GradusError if nobody answers there, or the wrong one."""
    check_address(address)
    security = Security()  # as the user's configuration of Dask says
    files, is_tls = security.get_tls_config_for_role("client"), normalize_address(address).startswith("tls://")
    if security.require_encryption and not is_tls:
        raise GradusError(f"{address} is without TLS, which Dask's configuration demands: name it as tls://HOST:PORT.")
    if is_tls and not (files["ca_file"] and files["cert"]):
        raise GradusError(
            f"{address} needs certificates, and Dask's configuration names none: set distributed.comm.tls.ca-file and "
            "distributed.comm.tls.client.cert and .key, as docs/machines.md shows."
        )
    try:
        security.get_connection_args("client")
    except OSError as error:
        raise GradusError(f"The certificates that Dask's configuration names cannot be used: {error}.") from error
    try:
        client = Client(address, security=security, timeout=ANSWER, set_as_default=False)
    except (OSError, TimeoutError) as error:
        raise GradusError(f"No scheduler answers at {address}: {_first_cause(error)}.") from error
    try:
        _check_scheduler(client, address)
    except BaseException:
        client.close()
        raise
    return client


def _first_cause(error: BaseException) -> str:
    while cause := getattr(error, "real_error", None) or error.__cause__:  # the former is tornado's
        error = cause
    return str(error).rpartition(">: ")[2].rstrip(".") or "it says nothing"  # without Dask's name for the connection


def _check_scheduler(client: Client, address: str) -> None:
    bound = client.scheduler_info()["address"]
    if not _is_safe(bound):
        raise GradusError(
            f"The scheduler at {address} also listens to other machines, at {bound}, without TLS: start it with "
            "`--host 127.0.0.1`, or with certificates, as docs/machines.md shows."
        )
    try:
        there = client.run_on_scheduler(version, NAME)
    except PackageNotFoundError:
        there = ""
    if there != version(NAME):
        raise GradusError(f"The scheduler at {address} {_differs(there)}: install the same there as here.")


def _differs(there: str) -> str:
    return f"has gradus {there}, and this is {version(NAME)}" if there else "has no gradus"


def lacks(sandbox: bool) -> str:
    """What keeps this machine from grading; nothing, if it can. sandbox: whether students' code is to be shut in."""
    if not sandbox:
        return ""
    try:
        run = subprocess.run(bubblewrap.command(["-c", ""]), capture_output=True, stdin=subprocess.DEVNULL, timeout=60)
    except bubblewrap.NoSandbox:
        return f"it has no bubblewrap: `{bubblewrap.INSTALL}`"
    said = run.stderr.decode(errors="replace").strip().splitlines()
    return f"bubblewrap does not work there: {said[-1] if said else 'it says nothing'}" if run.returncode else ""


def examine(client: Client, threads: dict[str, int], sandbox: bool) -> dict[str, str]:
    """Why each of these workers cannot grade; nothing, if it can. threads: how many each has, by its address."""
    found = {}
    for address, number in threads.items():
        if not _is_safe(address):
            found[address] = "it is beyond this machine and without TLS"
        elif number != 1:
            found[address] = (
                f"it has {number} threads, and grades in one: start it with --nthreads 1 --nworkers {number}"
            )
    for address, there in _ask(client, threads.keys() - found.keys(), version, NAME).items():
        if isinstance(there, PackageNotFoundError):
            found[address] = f"it {_differs('')}"
        elif there != version(NAME):
            found[address] = f"it {_differs(there)}" if isinstance(there, str) else f"it does not answer: {there!r}"
    for address, why in _ask(client, threads.keys() - found.keys(), lacks, sandbox).items():
        found[address] = why if isinstance(why, str) else f"it cannot be examined: {why!r}"
    return {address: found[address] for address in threads if address in found}


def _ask(client: Client, addresses: Iterable[str], function: Any, argument: object) -> dict[str, Any]:
    """What a function returns on each of these workers, or the exception it raises."""
    wanted = sorted(addresses)
    return client.run(function, argument, workers=wanted, on_error="return") if wanted else {}
