"""What `Training` costs a run that it follows: epochs with and without `record`, by turns, in a real JupyterLab.

    python benchmarks/training.py [--rounds 20]

A network (64, 32, 10) learns the 1,000 digits for 90 epochs by minibatches of 32, by hand in NumPy, the fastest that a
learner writes, while the figure above on the page draws. Aim: at most 5 % more. Two clocks: the time that the loop's
own thread computes, and the time on the wall, which on a busy machine depends on what the browser and others do.
Also: how long the end of the cell takes, when all is sent once more, and the sentence and the still are made.
"""

import json
import os
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import typer
from nbformat.v4 import new_code_cell, new_notebook
from rich.console import Console
from rich.table import Table

from benchmarks.figures import machine
from tests import lab as labs
from tests.figures.test_secant_browser import KERNEL

HELLO = """
import json, time
import numpy as np
from gradus import digits
from gradus.figures import Training

X, y = digits.load("train")
run = Training((X, y), digits.load("validation"))
run
"""
LEARN = """
def learn(record):
    rng = np.random.default_rng(0)
    W, b, V, c = rng.normal(0, 0.18, (64, 32)), np.zeros(32), rng.normal(0, 0.25, (32, 10)), np.zeros(10)
    record([(W, b), (V, c)])
    start = time.thread_time(), time.perf_counter()
    for _ in range(90):
        for rows in np.split(rng.permutation(1000), range(32, 1000, 32)):
            h = np.maximum(X[rows] @ W + b, 0)
            p = np.exp(h @ V + c)
            p = (p / p.sum(axis=1, keepdims=True) - np.eye(10)[y[rows]]) / len(rows)
            g = (p @ V.T) * (h > 0)
            W, b, V, c = W - 0.1 * X[rows].T @ g, b - 0.1 * g.sum(axis=0), V - 0.1 * h.T @ p, c - 0.1 * p.sum(axis=0)
        record([(W, b), (V, c)])
    return time.thread_time() - start[0], time.perf_counter() - start[1]

plain, followed, ends = [], [], []
for _ in range({rounds}):
    plain.append(learn(lambda params: None))
    run.clear()
    time.sleep(1)  # until the page is at rest
    followed.append(learn(run.record))
    start = time.perf_counter()
    run.finish()
    run.renew_still()
    ends.append(time.perf_counter() - start)
print(json.dumps([plain, followed, ends]))
"""


def main(rounds: int = 20) -> None:
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as scratch, labs.serve(Path(scratch)) as lab, labs.launch(labs.chromium()) as b:
        page = b.new_page(viewport={"width": 1100, "height": 1000})
        lab.open(page, new_notebook(cells=[new_code_cell(HELLO.strip())], metadata=KERNEL), "bench.ipynb")
        labs.run_all(page)
        page.wait_for_selector(".gradus-figure .losses svg")
        plain, followed, ends = json.loads(labs.run_code(page, LEARN.replace("{rounds}", str(rounds))))
    table = Table("", "computing, ms", "on the wall, ms", title="90 epochs of 1,000 digits, (64, 32, 10), medians")
    for name, times in (("alone", plain), ("followed", followed)):
        table.add_row(name, *(f"{1000 * statistics.median(clock):.1f}" for clock in zip(*times, strict=True)))
    table.add_row("the end of the cell", "", f"{1000 * statistics.median(ends):.0f}")
    Console(width=100).print(table)
    more = [statistics.median(f[k] / p[k] - 1 for f, p in zip(followed, plain, strict=True)) for k in (0, 1)]
    print(f"In the median of {rounds} pairs {100 * more[0]:+.1f} % of computing, {100 * more[1]:+.1f} % on the wall.")
    print(f"{machine()}; load {load:.1f} before, {os.getloadavg()[0]:.1f} after.")


if __name__ == "__main__":
    typer.run(main)
