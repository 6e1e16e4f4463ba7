"""From *Restart* to the first result of a lesson with TensorFlow: gradus learn's kernels beside plain ones.

    .venv/bin/python benchmarks/restarts.py [--times 5] [--unit 05_gradient_tapes]

Each time a kernel runs the cell of the unit's lesson that imports TensorFlow; then it is restarted, and the clock runs
until it has run that cell again. Both kinds take turns. Between restarts there is the time that a
learner needs to read a line.
"""

import argparse
import asyncio
import os
import shutil
import statistics
import tempfile
import time
from pathlib import Path

import nbformat
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import KernelProvisionerFactory
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parent.parent
KINDS = {"plain ipykernel": "local-provisioner", "gradus learn": "gradus-warm"}
READING = 20.0  # seconds between two restarts


async def main() -> None:
    """Measure, and print a line a kind."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--unit", default="05_gradient_tapes")
    asked = parser.parse_args()
    lesson = ROOT / "course" / f"{asked.unit}.ipynb"
    cells = [cell.source for cell in nbformat.read(lesson, 4).cells if cell.cell_type == "code"]
    first = next(cell for cell in cells if "import tensorflow" in cell)
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(lesson, folder)
        seconds = await measure(folder, first, asked.times)
    table = Table("kernel", "median, s", "worst, s", title=f"Unit {asked.unit}, {asked.times} restarts")
    for kind, measured in seconds.items():
        table.add_row(kind, f"{statistics.median(measured):.2f}", f"{max(measured):.2f}")
    Console().print(table)
    plain, warm = map(statistics.median, seconds.values())
    print(f"{plain / warm:.1f} times as fast; {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")


async def measure(folder: str, first: str, times: int) -> dict[str, list[float]]:
    """The seconds of each restart, by the kind of kernel."""
    kernels = {kind: await start(provisioner, folder) for kind, provisioner in KINDS.items()}
    for kernel in kernels.values():
        await run(kernel, first)
    seconds: dict[str, list[float]] = {kind: [] for kind in kernels}
    for _ in range(times):
        await asyncio.sleep(READING)
        for kind, kernel in kernels.items():
            began = time.perf_counter()
            await kernel.restart_kernel(now=True)
            await run(kernel, first)
            seconds[kind].append(time.perf_counter() - began)
    for kernel in kernels.values():
        await kernel.shutdown_kernel(now=True)
    return seconds


async def start(provisioner: str, folder: str) -> AsyncKernelManager:
    KernelProvisionerFactory.instance().default_provisioner_name = provisioner
    kernel = AsyncKernelManager(kernel_name="python3")
    await kernel.start_kernel(cwd=folder)
    return kernel


async def run(kernel: AsyncKernelManager, code: str) -> None:
    """Run a cell, as soon as the kernel answers, to its end. Raises RuntimeError if it fails."""
    client = kernel.client()
    client.start_channels()
    try:
        await client.wait_for_ready(timeout=300)
        reply = await client.execute_interactive(code, timeout=300, output_hook=lambda message: None)
        if reply["content"]["status"] != "ok":
            raise RuntimeError(reply["content"]["evalue"])
    finally:
        client.stop_channels()


if __name__ == "__main__":
    asyncio.run(main())
