"""How fast our tape is, beside HIPS autograd and tf.GradientTape (eager): a step of a small network, and long chains.

    pip install -e .[bench]         # HIPS autograd, for this comparison only
    python benchmarks/tape.py       # --longest 1000: without the long chains

One process; the median of several runs, each library on the same numbers in float64, and its gradients compared with
ours first. TensorFlow is used as the course uses it, without tf.function.
"""

import gc
import importlib.metadata
import os
import platform
import statistics
import sys
import time
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
sys.path.insert(0, str(Path(__file__).parent.parent))

import autograd
import autograd.numpy as anp
import numpy as np
import tensorflow as tf
import typer
from rich.console import Console
from rich.table import Table

from gradus.tape import Array, Tape

rng = np.random.default_rng(0)
X, Y = rng.normal(size=(64, 10)), rng.normal(size=(64, 1))  # (samples, features), (samples, 1)
SIZES = [(10, 32), (32,), (32, 32), (32,), (32, 1), (1,)]
PARAMS = [rng.normal(size=shape) / 3 for shape in SIZES]
FACTOR = 1.0000001


def network(params, X, sin):
    """Two hidden layers; the loss is the mean squared error."""
    W1, b1, W2, b2, W3, b3 = params
    off = sin(sin(X @ W1 + b1) @ W2 + b2) @ W3 + b3 - Y
    return (off * off).sum() / 64 if not isinstance(off, tf.Tensor) else tf.reduce_sum(off * off) / 64


def chain(x, length):
    for _ in range(length):
        x = x * FACTOR
    return x


def ours(program, values):
    xs = [Array(value) for value in values]
    with Tape() as tape:
        for x in xs:
            tape.watch(x)
        y = program(xs)
    return [g.value for g in tape.gradient(y, xs)]


def hips(program, values):
    return autograd.grad(program)(values)


def tensorflow(program, values):
    xs = [tf.Variable(value, dtype=tf.float64) for value in values]
    with tf.GradientTape() as tape:
        y = program(xs)
    return [g.numpy() for g in tape.gradient(y, xs)]


def tasks(longest):
    """Name, program for each library, values to begin with, runs."""
    tensor = tf.constant(X)
    step = {
        ours: lambda p: network(p, X, lambda x: x.sin()),
        hips: lambda p: network(p, X, anp.sin),
        tensorflow: lambda p: network(p, tensor, tf.sin),
    }
    yield "a step of a network, 64 samples, 1,441 weights", step, PARAMS, 200
    for length, runs in ((1000, 20), (10_000, 7), (100_000, 3)):
        if length > longest:
            return
        each = dict.fromkeys((ours, hips, tensorflow), lambda xs, n=length: chain(xs[0], n))
        yield f"a chain of {length:,} products", each, [np.array(1.5)], runs


def median_ms(run, program, values, runs):
    times = []
    for _ in range(runs):
        gc.collect()
        start = time.perf_counter()
        run(program, values)
        times.append(time.perf_counter() - start)
    return 1000 * statistics.median(times)


def main(longest: int = 100_000) -> None:
    versions = {name: importlib.metadata.version(name) for name in ("numpy", "autograd")} | {
        "tensorflow": tf.__version__
    }
    said = ", ".join(f"{name} {version}" for name, version in versions.items())
    table = Table("ms, value and gradient", "gradus.tape", "autograd", "tf.GradientTape", title=said)
    for name, programs, values, runs in tasks(longest):
        truth = ours(programs[ours], values)
        for run, program in programs.items():
            for mine, theirs in zip(truth, run(program, values), strict=True):
                np.testing.assert_allclose(mine, theirs, rtol=1e-8, atol=1e-12)
        table.add_row(name, *(f"{median_ms(run, program, values, runs):.2f}" for run, program in programs.items()))
    console = Console(width=120)
    console.print(f"Python {platform.python_version()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    console.print(table)


if __name__ == "__main__":
    typer.run(main)
