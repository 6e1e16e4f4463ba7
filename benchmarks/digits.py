"""How well and how fast digits are read: by hand, by our tape and by TensorFlow's, beside scikit-learn and Keras.

    pip install scikit-learn        # for this comparison only; without it its row is missing
    python benchmarks/digits.py     # --seeds 1 --epochs 1: a short one

All train on the same 1,000 images by batches of 32, with a constant rate and no momentum, from several starts; medians.
"Test part": 497 images of the same thirteen people. "New writers": trained on the first 1,000 in the order of the
people, asked for the last 497, which others wrote. The parts are the kindest of six permutations: the digits in general
are read a little less well.
"""

import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).parent.parent))

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from gradus import digits
from gradus.answers import network, trainings
from gradus.tape import Array, Tape

HIDDEN = (64, 32, 10)


def by_hand(sizes, lr, epochs, seed, X, y):
    _, params = network.train(network.init_params(sizes, seed), X, y, lr, epochs, seed)
    return lambda images: network.forward(params, images).argmax(axis=1)


def by_our_tape(sizes, lr, epochs, seed, X, y):
    def slopes(params, images, labels):
        arrays = [Array(part) for pair in params for part in pair]
        with Tape() as tape:
            for array in arrays:
                tape.watch(array)
            z = images @ arrays[0] + arrays[1]
            for W, b in zip(arrays[2::2], arrays[3::2], strict=True):
                z = (z * (z.value > 0)) @ W + b
            m = z.value.max(axis=1, keepdims=True)
            picked = (z * np.eye(sizes[-1])[labels]).sum()
            loss = ((z - m).exp().sum(axis=1).log().sum() + m.sum() - picked) / len(labels)
        return [g.value for g in tape.gradient(loss, arrays)]

    return _descend(slopes, sizes, lr, epochs, seed, X, y)


def by_tensorflow(sizes, lr, epochs, seed, X, y):
    import tensorflow as tf

    def slopes(params, images, labels):
        parts = [tf.constant(part) for pair in params for part in pair]
        with tf.GradientTape() as tape:
            tape.watch(parts)
            z = images @ parts[0] + parts[1]
            for W, b in zip(parts[2::2], parts[3::2], strict=True):
                z = tf.nn.relu(z) @ W + b
            loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels, z))
        return [g.numpy() for g in tape.gradient(loss, parts)]

    return _descend(slopes, sizes, lr, epochs, seed, X, y)


def _descend(slopes, sizes, lr, epochs, seed, X, y):
    """The same steps as by hand; only the slopes come from elsewhere."""
    params = network.init_params(sizes, seed)
    for epoch in range(epochs):
        for batch in network.minibatches(len(X), 32, (seed, epoch)):
            found = slopes(params, X[batch], y[batch])
            pairs = zip(params, found[::2], found[1::2], strict=True)
            params = [(W - lr * dW, b - lr * db) for (W, b), dW, db in pairs]
    return lambda images: network.forward(params, images).argmax(axis=1)


def by_keras(sizes, lr, epochs, seed, X, y):
    import keras

    keras.utils.set_random_seed(seed)
    layers = [keras.layers.Dense(n, "relu", kernel_initializer="he_normal") for n in sizes[1:-1]]
    model = keras.Sequential([keras.Input((sizes[0],)), *layers, keras.layers.Dense(sizes[-1])])
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.SGD(lr), loss)
    model.fit(X, y, batch_size=32, epochs=epochs, verbose=0)
    return lambda images: model.predict(images, verbose=0).argmax(axis=1)


def by_scikit_learn(sizes, lr, epochs, seed, X, y):
    import warnings

    from sklearn.neural_network import MLPClassifier

    options = {"solver": "sgd", "momentum": 0.0, "nesterovs_momentum": False, "alpha": 0.0, "batch_size": 32}
    model = MLPClassifier(
        sizes[1:-1], learning_rate_init=lr, max_iter=epochs, n_iter_no_change=epochs, random_state=seed, **options
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that it could go on
        model.fit(X, y)
    return model.predict


RUNS: list[tuple[str, Callable, tuple[int, ...], float, int]] = [
    ("by hand, no hidden layer", by_hand, (64, 10), 0.5, 30),
    ("by hand", by_hand, HIDDEN, 0.1, 40),
    ("gradus.tape", by_our_tape, HIDDEN, 0.1, 40),
    ("tf.GradientTape, eager", by_tensorflow, HIDDEN, 0.1, 40),
    ("Keras, model.fit", by_keras, HIDDEN, 0.1, 40),
    ("scikit-learn, MLPClassifier", by_scikit_learn, HIDDEN, 0.1, 40),
]


def main(seeds: int = 5, epochs: int = 0) -> None:
    X, y = digits.in_writers_order()
    parts = {
        "test part": (digits.load("train"), digits.load("test")),
        "new writers": ((X[:1000], y[:1000]), (X[-497:], y[-497:])),
    }
    table = Table("", "sizes", "lr", "epochs", "million products", "a training, s", *parts)
    for name, train, sizes, lr, usual in RUNS:
        count, shares, seconds = epochs or usual, [], []
        try:
            train(sizes, lr, 1, 0, *parts["test part"][0])  # imports, and what is done once
        except ImportError:
            continue
        for known, (images, labels) in parts.values():
            read = []
            for seed in range(seeds):
                began = time.perf_counter()
                model = train(sizes, lr, count, seed, *known)
                seconds.append(time.perf_counter() - began)
                read.append(float(np.mean(model(images) == labels)))
            shares.append(f"{statistics.median(read):.3f}")
        cost = f"{trainings.multiplications(sizes, count) / 1e6:.0f}"
        times = f"{statistics.median(seconds):.2f}"
        table.add_row(name, str(sizes), str(lr), str(count), cost, times, *shares)
    console = Console(width=140)
    console.print(f"Python {platform.python_version()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    console.print(table)


if __name__ == "__main__":
    typer.run(main)
