"""What the checks of unit 8 say of bad answers, and what fails in view already."""

import re

import numpy as np
import pytest

from gradus.answers import network, trainings
from gradus.checks.error_location import error_location
from tests import submissions
from tests.units.test_graders import run_notebook

UNIT = "08_read_digits"

TRAINED = """
def slopes(params, X, y):
    inputs = [X]
    for W, b in params[:-1]:
        inputs.append(np.maximum(inputs[-1] @ W + b, 0))
    p = np.exp(inputs[-1] @ params[-1][0] + params[-1][1])
    g, found = (p / p.sum(axis=1, keepdims=True) - np.eye(p.shape[1])[y]) / len(y), []
    for (W, b), h in zip(params[::-1], inputs[::-1]):
        found.append((h.T @ g, g.sum(axis=0)))
        g = (g @ W.T) * (h > 0)
    return found[::-1]

def loss(params, X, y):
    return cross_entropy(forward(params, X), y)

def train(params, X, y, lr, epochs, seed):
    def step(params, X, y, rows):
        return less(params, [(lr * dW, lr * db) for dW, db in slopes(params, X[rows], y[rows])])

    def less(params, others, of=None):
        found = [(W - dW, b - db) for (W, b), (dW, db) in zip(params, others)]
        return found if of is None else [(V - dW, c - db) for (V, c), (dW, db) in zip(params, less(of, others))]

    history, moved = [loss(params, X, y)], params
    for epoch in range(epochs):
        for k, batch in enumerate(minibatches(len(X), 32, seed + epoch)):
            {step}
        history.append(loss(moved, X, y))
    return history, moved
"""


ON_A_TAPE = """
def train(params, X, y, lr, epochs, seed):
    history = [cross_entropy(forward(params, X), y)]
    for epoch in range(epochs):
        for batch in minibatches(len(X), 32, seed + epoch):
            parts = [(Array(W), Array(b)) for W, b in params]
            with Tape() as tape:
                for W, b in parts:
                    tape.watch(W)
                    tape.watch(b)
                h = Array(X[batch])
                for W, b in parts[:-1]:
                    z = h @ W + b
                    h = z * (z.value > 0)
                z = h @ parts[-1][0] + parts[-1][1]
                z = z - z.value.max(axis=1, keepdims=True)
                onehot = np.eye(z.shape[1])[y[batch]]
                loss = (z.exp().sum(axis=1).log() - (z * onehot).sum(axis=1)).sum() / len(batch)
            slopes = tape.gradient(loss, [part for pair in parts for part in pair])
            new = [part - lr * g.value for part, g in zip([part for pair in params for part in pair], slopes)]
            params = list(zip(new[::2], new[1::2]))
        history.append(cross_entropy(forward(params, X), y))
    return history, params
"""


def test_a_mean_by_numpy_is_one_on_the_tape_that_is_lent():
    by_numpy = ON_A_TAPE.replace("loss = (", "loss = np.mean(").replace(
        ".sum(axis=1)).sum() / len(batch)", ".sum(axis=1))"
    )
    assert by_numpy.count("np.mean") == 1
    by_numpy = by_numpy.replace("z.exp().sum(axis=1)", "np.sum(z.exp(), axis=1)")
    assert run_notebook(UNIT, {"train": by_numpy}, only=["train"]) == {}


BAD = {
    "two layers asked for": (
        "forward",
        "def forward(params, X):\n    (W, b), (V, c) = params[0], params[1]\n    return (X @ W + b) @ V + c",
        "There is one layer here. Is a second one asked for",
    ),
    "two layers taken apart": (
        "forward",
        "def forward(params, X):\n    (W, b), (V, c) = params\n    return np.maximum(X @ W + b, 0) @ V + c",
        "There is one layer here. Are two taken apart",
    ),
    "two layers taken apart to be trained": (
        "train",
        "def train(params, X, y, lr, epochs, seed):\n    (W, b), (V, c) = params",
        "There is one layer here. Are two taken apart",
    ),
    "a second layer asked for in a step": (
        "train",
        TRAINED.format(step="W, c = moved[1]"),
        "There is one layer here. Does a step ask",
    ),
    "a list that is watched": (
        "train",
        ON_A_TAPE.replace(
            "                for W, b in parts:\n                    tape.watch(W)\n",
            "                for W, b in parts:\n                    tape.watch([W, b])\n",
        ),
        "That takes one Array: call it for each",
    ),
    "a tape without ReLU": (
        "train",
        ON_A_TAPE.replace("h = z * (z.value > 0)", "h = z"),
        "ReLU missing between the layers where the slopes are taken",
    ),
    "a mean over all entries": (
        "train",
        ON_A_TAPE.replace("/ len(batch)", "/ (len(batch) * z.shape[1])"),
        "a mean over all entries",
    ),
    "a rectangle of batches": (
        "minibatches",
        "def minibatches(n, size, seed):\n    return np.random.default_rng(seed).permutation(n).reshape(-1, size)",
        "do not fill a rectangle",
    ),
    "the largest of all logits": (
        "accuracy",
        "def accuracy(params, X, y):\n    return forward(params, X).argmax() == y",
        "the place of the largest of all logits",
    ),
    "it diverges": (
        "train",
        """
def train(params, X, y, lr, epochs, seed):
    history = [cross_entropy(forward(params, X), y)] + epochs * [np.inf]
    return history, [(W + np.inf, b) for W, b in params] if epochs else params
""",
        "with infinity in it",
    ),
    "parameters of NaN": (
        "init_params",
        """
def init_params(sizes, seed):
    return [(np.full(shape, np.nan), np.zeros(shape[1])) for shape in zip(sizes, sizes[1:])]
""",
        "NaN; expected a finite number",
    ),
    "an empty batch": (
        "minibatches",
        """
def minibatches(n, size, seed):
    order = np.random.RandomState(seed).permutation(n)
    return [order[i * size : (i + 1) * size] for i in range(n // size + 1)]
""",
        "the last batch is empty",
    ),
    "a batch larger than the data": (
        "minibatches",
        """
def minibatches(n, size, seed):
    order = np.random.RandomState(seed).permutation(n)
    return [order[k : k + size] for k in range(0, n, size)] if n >= size else []
""",
        r"lengths\(minibatches, 5, 32, 0\) returned \[\]; expected \[5\]",
    ),
    "a batch that is a set": (
        "minibatches",
        "def minibatches(n, size, seed):\n    return [{1.5, 2.0}]",
        "a batch is a row of whole numbers",
    ),
    "labels out of range": (
        "cross_entropy",
        """
def cross_entropy(logits, labels):
    log_p = logits - np.logaddexp.reduce(logits, axis=1, keepdims=True)
    return -log_p[np.arange(len(labels)), labels + 1].mean()
""",
        "raised IndexError: index 3 is out of bounds for axis 1 with size 3",
    ),
    "sizes that do not fit": (
        "forward",
        "def forward(params, X):\n    return X.T @ params[-1][0] + params[-1][1]",
        r"raised ValueError.*\nIt happened in line 2 of the cell|raised ValueError",
    ),
    "params for a history": (
        "train",
        "def train(params, X, y, lr, epochs, seed):\n    return params, [0.0]",
        "history comes first|the first of the two is history",
    ),
    "one thing for two": (
        "train",
        "def train(params, X, y, lr, epochs, seed):\n    return 0.5",
        "return two things, history and then params",
    ),
    "numbers around 0, not scaled": (
        "init_params",
        """
def init_params(sizes, seed):
    draw = np.random.default_rng(seed)
    return [(draw.random((n, out)) - 0.5, np.zeros(out)) for n, out in zip(sizes, sizes[1:])]
""",
        "as they are or less 1/2",
    ),
    "zeros in one layer only": (
        "init_params",
        """
def init_params(sizes, seed):
    draw = np.random.default_rng(seed)
    shapes = zip(sizes, sizes[1:])
    return [(draw.normal(0, np.sqrt(2 / n), (n, out)) * (i > 0), np.zeros(out)) for i, (n, out) in enumerate(shapes)]
""",
        "All weights of a layer are equal",
    ),
    "zero times the logarithm of zero": (
        "cross_entropy",
        """
def cross_entropy(logits, labels):
    z = logits - logits.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    return -np.mean(np.sum(np.eye(p.shape[1])[labels] * np.log(p), axis=1))
""",
        "0 times infinity is NaN",
    ),
    "a tiny number added": (
        "cross_entropy",
        """
def cross_entropy(logits, labels):
    z = logits - logits.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    return -np.log(p + 1e-9)[np.arange(len(labels)), labels].mean()
""",
        "a tiny number added",
    ),
    "a sum over all logits": (
        "cross_entropy",
        """
def cross_entropy(logits, labels):
    z = logits - logits.max(axis=1, keepdims=True)
    return -(z - np.log(np.exp(z).sum()))[np.arange(len(labels)), labels].mean()
""",
        "log 15, and 15 is how many logits",
    ),
    "the largest in size taken off": (
        "cross_entropy",
        """
def cross_entropy(logits, labels):
    z = logits - np.abs(logits).max(axis=1, keepdims=True)
    return -(z - np.log(np.exp(z).sum(axis=1, keepdims=True)))[np.arange(len(labels)), labels].mean()
""",
        "the largest of absolute values",
    ),
    "a sum without its axis": (
        "cross_entropy",
        """
def cross_entropy(logits, labels):
    z = logits - logits.max(axis=1, keepdims=True)
    return -(z - np.log(np.exp(z).sum(axis=1)))[np.arange(len(labels)), labels].mean()
""",
        "With axis=1, keepdims=True it is a column",
    ),
    "drawn anew for each batch": (
        "minibatches",
        """
def minibatches(n, size, seed):
    chance = np.random.default_rng(seed)
    return [chance.integers(0, n, size) for _ in range(n // size)]
""",
        "drawn anew from all numbers",
    ),
    "the rest shared out": (
        "minibatches",
        """
def minibatches(n, size, seed):
    return np.array_split(np.random.RandomState(seed).permutation(n), n // size)
""",
        "Some batches are longer",
    ),
    "the list of batches shuffled": (
        "minibatches",
        """
def minibatches(n, size, seed):
    batches = [list(range(n))[k : k + size] for k in range(0, n, size)]
    np.random.default_rng(seed).shuffle(batches)
    return batches
""",
        "Are only the batches shuffled",
    ),
    "a row of arrays, as in the lesson": (
        "train",
        "def train(params, X, y, lr, epochs, seed):\n"
        "    return [0.7] * (epochs + 1), [part for pair in params for part in pair]",
        "Is it one row, W, b, V, c, as in the lesson",
    ),
    "no step for a short batch": (
        "train",
        TRAINED.format(step="moved = step(moved, X, y, batch) if len(batch) == 32 else moved"),
        "a batch left out that is shorter than 32",
    ),
    "a loss at the end only": (
        "train",
        TRAINED.format(step="moved = step(moved, X, y, batch)").replace("        history.append", "    history.append"),
        "added after the loop over the epochs",
    ),
    "the largest in size": (
        "accuracy",
        "def accuracy(params, X, y):\n    return np.mean(np.abs(forward(params, X)).argmax(axis=1) == y)",
        "largest in size",
    ),
    "the mean taken off": (
        "cross_entropy",
        """
def cross_entropy(logits, labels):
    z = logits - logits.mean(axis=1, keepdims=True)
    return -(z - np.log(np.exp(z).sum(axis=1, keepdims=True)))[np.arange(len(labels)), labels].mean()
""",
        "still overflows",
    ),
    "turned by chance": (
        "minibatches",
        """
def minibatches(n, size, seed):
    order = np.roll(np.arange(n), np.random.default_rng(seed).integers(n))
    return [order[i : i + size] for i in range(0, n, size)]
""",
        "hardly mixed",
    ),
    "every tenth": (
        "minibatches",
        """
def minibatches(n, size, seed):
    apart = -(-n // size)
    order = [int(i) for start in np.random.default_rng(seed).permutation(apart) for i in range(start, n, apart)]
    return [order[i : i + size] for i in range(0, n, size)]
""",
        "hardly mixed",
    ),
    "losses of the parameters that came in": (
        "train",
        TRAINED.format(step="moved = step(moved, X, y, batch)").replace("loss(moved, X, y)", "loss(params, X, y)"),
        "or of the parameters that came in",
    ),
    "a step for each image": (
        "train",
        TRAINED.format(step="for one in batch: moved = step(moved, X, y, [one])"),
        "or a step for each",
    ),
    "both steps from the same place": (
        "train",
        TRAINED.format(step="begin = moved if k == 0 else begin; moved = less(moved, step(begin, X, y, batch), begin)"),
        "from other parameters",
    ),
    "losses of the first 32": (
        "train",
        TRAINED.format(step="moved = step(moved, X, y, batch)").replace(
            "loss(moved, X, y)", "loss(moved, X[:32], y[:32])"
        ),
        "Is it that of a batch",
    ),
    "the short batch waits": (
        "train",
        TRAINED.format(step="moved = step(moved, X, y, batch) if k == 0 else moved"),
        "none for the last one",
    ),
    "labels in their own order": (
        "train",
        TRAINED.format(step="moved = step(moved, X, y, batch)").replace("X[rows], y[rows]", "X[rows], y[: len(rows)]"),
        "are its labels y.batch",
    ),
    "all labels for one batch": (
        "train",
        TRAINED.format(step="moved = step(moved, X, y, batch)").replace("X[rows], y[rows]", "X[rows], y"),
        "are its labels y.batch",
    ),
    "batches of 8": (
        "train",
        TRAINED.format(step="moved = step(moved, X, y, batch)").replace("32", "8"),
        "smaller than 32",
    ),
    "losses of a tape": (
        "train",
        TRAINED.format(step="moved = step(moved, X, y, batch)").replace(
            "loss(moved, X, y)", "Array(loss(moved, X, y))"
        ),
        "history holds Arrays of the tape",
    ),
    "parameters of a tape": (
        "train",
        TRAINED.format(step="moved = step(moved, X, y, batch)").replace(
            "return history, moved", "return history, [(Array(W), Array(b)) for W, b in moved]"
        ),
        "params holds Arrays of the tape",
    ),
    "an end in the loop": (
        "train",
        TRAINED.format(step="moved = step(moved, X, y, batch)").replace(
            "    return history, moved", "        return history, moved"
        ),
        "nothing came back after 0 epochs",
    ),
    "an end in the loop, and one behind it": (
        "train",
        TRAINED.format(step="moved = step(moved, X, y, batch)").replace(
            "    return history, moved", "        return history, moved\n    return history, moved"
        ),
        "end after the first epoch",
    ),
    "another pair in the caller's list": (
        "train",
        TRAINED.format(step="params[:] = step(params, X, y, batch)")
        .replace("history, moved = [loss(params, X, y)], params", "history = [loss(params, X, y)]")
        .replace("moved", "params"),
        "into the caller's list",
    ),
    "wrong labels": (
        "train",
        TRAINED.format(step="moved = step(moved, X, y, batch)").replace("[y]) / len(y)", "[1 - y]) / len(y)"),
        "at another label",
    ),
    "a row for a list of batches": (
        "minibatches",
        "def minibatches(n, size, seed):\n    return np.random.default_rng(seed).permutation(n)",
        "of all or of one batch",
    ),
    "batches that lie one above the other": (
        "minibatches",
        """
def minibatches(n, size, seed):
    order = np.random.RandomState(seed).permutation(n)
    return [order[i : i + size] for i in range(-(-n // size))]
""",
        "or do the pieces overlap",
    ),
    "no m at all": (
        "cross_entropy",
        """
def cross_entropy(logits, labels):
    log_p = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
    return -log_p[np.arange(len(labels)), labels].mean()
""",
        "exp been taken of 1000 as it is",
    ),
    "the label's logit taken off": (
        "cross_entropy",
        """
def cross_entropy(logits, labels):
    z = logits - logits[np.arange(len(labels)), labels][:, np.newaxis]
    return -(z - np.log(np.exp(z).sum(axis=1, keepdims=True)))[np.arange(len(labels)), labels].mean()
""",
        "not the largest logit of the row",
    ),
    "a logarithm with the wrong sign": (
        "cross_entropy",
        """
def cross_entropy(logits, labels):
    m = logits.max(axis=1, keepdims=True)
    log_p = logits - (m - np.log(np.exp(logits - m).sum(axis=1, keepdims=True)))
    return -log_p[np.arange(len(labels)), labels].mean()
""",
        "is the logarithm of the sum added",
    ),
    "a name that comes too late": (
        "forward",
        """
def forward(params, X):
    for W, b in params:
        z = h @ W + b
        h = np.maximum(z, 0)
    return z
""",
        "read before it has one",
    ),
    "biases by chance": (
        "init_params",
        """
def init_params(sizes, seed):
    draw = np.random.default_rng(seed)
    shapes = zip(sizes, sizes[1:])
    return [(draw.normal(0, np.sqrt(2 / n), (n, out)), draw.normal(0, np.sqrt(2 / n), out)) for n, out in shapes]
""",
        "begin at exactly 0",
    ),
    "one unit for all": (
        "init_params",
        """
def init_params(sizes, seed):
    draw = np.random.RandomState(seed)
    one = [(draw.normal(0, np.sqrt(2 / n), (n, 1)), out) for n, out in zip(sizes, sizes[1:])]
    return [(np.repeat(w - w.mean(), out, axis=1), np.zeros(out)) for w, out in one]
""",
        "Two units begin with the same weights",
    ),
    "a bound at 0": (
        "accuracy",
        "def accuracy(params, X, y):\n    return np.mean(forward(params, X)[np.arange(len(y)), y] > 0)",
        "Is 0 a bound",
    ),
    "losses below the first": (
        "find_lr",
        "def find_lr(run, rates):\n    return [r for r in rates if all(b < run(r)[0] for b in run(r)[1:])][-1]",
        "compared with the first, or only the last",
    ),
    "a list made anew in the loop": (
        "init_params",
        """
def init_params(sizes, seed):
    draw = np.random.default_rng(seed)
    for n, out in zip(sizes, sizes[1:]):
        params = [(draw.normal(0, np.sqrt(2 / n), (n, out)), np.zeros(out))]
    return params
""",
        "made anew inside the loop",
    ),
    "the last bias forgotten": (
        "forward",
        """
def forward(params, X):
    for W, b in params[:-1]:
        X = np.maximum(X @ W + b, 0)
    return X @ params[-1][0]
""",
        "A bias is missing",
    ),
    "the largest of a column taken off": (
        "cross_entropy",
        """
def cross_entropy(logits, labels):
    z = logits - logits.max(axis=0, keepdims=True)
    return -(z - np.log(np.exp(z).sum(axis=1, keepdims=True)))[np.arange(len(labels)), labels].mean()
""",
        "the largest of a column",
    ),
    "squares for logarithms": (
        "cross_entropy",
        """
def cross_entropy(logits, labels):
    p = np.exp(logits - logits.max(axis=1, keepdims=True))
    p = p / p.sum(axis=1, keepdims=True)
    return ((p - np.eye(p.shape[1])[labels]) ** 2).sum(axis=1).mean()
""",
        "or a square of what is missing",
    ),
    "a share rounded down": (
        "accuracy",
        "def accuracy(params, X, y):\n    return np.sum(forward(params, X).argmax(axis=1) == y) // len(y)",
        "Is it rounded down",
    ),
    "ReLU after the last layer, on the way back, too": (
        "train",
        TRAINED.format(step="moved = step(moved, X, y, batch)").replace(
            "len(y), []", "len(y) * (inputs[-1] @ params[-1][0] + params[-1][1] > 0), []"
        ),
        "the last layer go through ReLU, whose slope at 0 is 0",
    ),
    "the lesson's layers": (
        "train",
        """
def layered(X, W, b, V, c):
    return np.maximum(X @ W + b, 0) @ V + c
"""
        + TRAINED.format(step="layered(X, *(part for pair in moved for part in pair))"),
        "V and c did not come",
    ),
    "the lesson's layers from the start": (
        "train",
        """
def layered(X, W, b, V, c):
    return np.maximum(X @ W + b, 0) @ V + c
"""
        + TRAINED.format(step="pass").replace(
            "forward(params, X)", "layered(X, *(part for pair in params for part in pair))"
        ),
        "no V and c came",
    ),
    "the lesson's ten digits": (
        "train",
        TRAINED.format(step="moved = step(moved, X, y, batch)").replace("np.eye(p.shape[1])", "np.eye(10)"),
        "k need not be 10",
    ),
    "the lesson's ten digits from the start": (
        "train",
        TRAINED.format(step="pass").replace(
            "return cross_entropy(forward(params, X), y)", "return (forward(params, X) * np.eye(10)[y]).sum()"
        ),
        "do not fit in the first loss.*k need not be 10",
    ),
    "32 or fewer": (
        "mend_train",
        TRAINED.format(step="moved = step(moved, X, y, batch)")
        .replace("lr * d", "lr * len(rows) / min(len(X), 32) * d")
        .replace("def train", "def mend_train"),
        "Is the last batch, of one image",
    ),
    "32 or fewer, in a training of one's own": (
        "train",
        TRAINED.format(step="moved = step(moved, X, y, batch)").replace(
            "lr * d", "lr * len(rows) / min(len(X), 32) * d"
        ),
        "Is the last batch, of one image",
    ),
    "ReLU of the slopes before W": (
        "mend_train",
        TRAINED.format(step="moved = step(moved, X, y, batch)")
        .replace("(g @ W.T) * (h > 0)", "(g * (g > 0)) @ W.T")
        .replace("def train", "def mend_train"),
        "by its own sign",
    ),
    "ReLU at the top of the loop": (
        "mend_train",
        TRAINED.format(step="moved = step(moved, X, y, batch)")
        .replace("found.append(", "g = g * (h > 0); found.append(")
        .replace("def train", "def mend_train"),
        "before it has gone through W.T",
    ),
    "an error too early": (
        "find_lr",
        """
def find_lr(run, rates):
    for rate in rates:
        losses = run(rate)
        if not all(b < a for a, b in zip(losses, losses[1:])):
            raise ValueError("this one is not")
    return rate
""",
        "raised at the first rate that is not stable",
    ),
    "the lowest of the stable": (
        "find_lr",
        """
def find_lr(run, rates):
    stable = [rate for rate in rates if all(b < a for a, b in zip(run(rate), run(rate)[1:]))]
    if not stable:
        raise ValueError("none of these")
    return min(stable, key=lambda rate: run(rate)[-1])
""",
        "a larger one is, too",
    ),
    "an error handed back": (
        "find_lr",
        """
def find_lr(run, rates):
    stable = [rate for rate in rates if all(b < a for a, b in zip(run(rate), run(rate)[1:]))]
    return stable[-1] if stable else ValueError("none")
""",
        "Write `raise` in place of",
    ),
    "sizes alone": ("my_network", "def my_network(): return [64, 16, 10]", "Are those the sizes alone"),
    "sure and wrong": ("my_network", "def my_network(): return [64, 10], 300.0, 10", "sure where it is wrong"),
    "dead": ("my_network", "def my_network(): return [64, 32, 10], 3.0, 10", "Were the steps so long"),
    "no epoch": ("my_network", "def my_network(): return [64, 10], 0.5, 0", "from 1 to 40"),
    "a side for an image": ("my_network", "def my_network(): return [8, 8, 10], 0.1, 10", "does not begin with 64"),
    "half a recipe": ("my_network", "def my_network(): return [64, 10]", "return three things"),
    "NaN for a rate": ("my_network", "def my_network(): return [64, 10], np.nan, 10", "lr is a number above 0"),
    "half an epoch": ("my_network", "def my_network(): return [64, 10], 0.5, 1.5", "epochs is no whole number"),
    "small numbers, of which the product is lost": (
        "my_network",
        "def my_network(): return np.array([64, 1024, 10], np.uint16), 0.1, 20",
        "more than 300 million multiplications",
    ),
    "words": ("my_network", "def my_network(): return 'few', 'fast', 'short'", "sizes is a list of whole numbers"),
}


@pytest.mark.parametrize("case", BAD)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_a_check_says_what_is_bad(case):
    exercise, code, said = BAD[case]
    [failed] = run_notebook(UNIT, {exercise: code}, only=[exercise])[exercise][:1]
    assert re.search(said, str(failed)), failed


# What may be right with the networks that are tried first.
TWO_LAYERS_AT_MOST = TRAINED.format(step="moved = step(moved, X, y, batch)").replace("* (h > 0)", "{mask}")
IN_VIEW = {
    "three sizes": (
        "init_params",
        """
def init_params(sizes, seed):
    draw = np.random.default_rng(seed)
    a, b, c = sizes
    return [(draw.normal(0, np.sqrt(2 / n), (n, out)), np.zeros(out)) for n, out in [(a, b), (b, c)]]
""",
    ),
    "ReLU once": (
        "forward",
        """
def forward(params, X):
    if len(params) > 1:
        X = np.maximum(X @ params[0][0] + params[0][1], 0)
    for W, b in params[len(params) > 1 :]:
        X = X @ W + b
    return X
""",
    ),
    "the images": ("accuracy", "def accuracy(params, X, y):\n    return np.mean(X.argmax(axis=1) == y)"),
    "a layer": (
        "accuracy",
        "def accuracy(params, X, y):\n    return np.mean(forward(params[:1], X).argmax(axis=1) == y)",
    ),
    "no biases": (
        "accuracy",
        """
def accuracy(params, X, y):
    return np.mean(forward([(W, 0 * b) for W, b in params], X).argmax(axis=1) == y)
""",
    ),
    "the median": (
        "cross_entropy",
        """
def cross_entropy(logits, labels):
    z = logits - logits.max(axis=1, keepdims=True)
    return -np.median((z - np.log(np.exp(z).sum(axis=1, keepdims=True)))[np.arange(len(labels)), labels])
""",
    ),
    "the last hidden layer": ("train", TWO_LAYERS_AT_MOST.replace("{mask}", "* (h > 0 if h is inputs[-1] else 1)")),
    "the last hidden layer, mended": (
        "mend_train",
        TWO_LAYERS_AT_MOST.replace("{mask}", "* (h > 0 if h is inputs[-1] else 1)").replace(
            "def train", "def mend_train"
        ),
    ),
    "one order": (
        "mend_train",
        TRAINED.format(step="moved = step(moved, X, y, batch)")
        .replace("seed + epoch", "seed")
        .replace("def train", "def mend_train"),
    ),
}


def test_trying_out_gives_the_share_of_which_a_median_is_taken():
    namespace = {}
    for cell in submissions.notebook_of("source", UNIT).cells:
        if cell.cell_type == "code" and not cell.id.startswith("check-") and "Training(" not in cell.source:
            exec(cell.source, namespace)
    share = namespace["try_out"](lambda: ([64, 10], 0.5, 1))
    assert 0.5 < share < 1


@pytest.mark.parametrize("case", IN_VIEW)
def test_what_is_right_of_small_networks_only_fails_in_view(case):
    exercise, code = IN_VIEW[case]
    assert run_notebook(UNIT, {exercise: code}, only=[exercise], in_view=True).keys() == {exercise}


def test_steps_that_change_in_the_second_epoch_are_no_smallest_loss():
    turned = "list(minibatches(len(X), 32, seed + epoch))[:: -1 if epoch % 2 else 1]"
    code = TRAINED.format(step="moved = step(moved, X, y, batch)").replace(
        "minibatches(len(X), 32, seed + epoch)", turned
    )
    [failed] = run_notebook(UNIT, {"train": code}, only=["train"])["train"]
    assert "from the second epoch on" in str(failed) and "smallest loss" not in str(failed)


def test_a_value_error_may_be_one_of_numpy():
    """So the sentence on a comparison that is turned round has that on truth values with it."""
    code = """
def find_lr(run, rates):
    return [rate for rate in rates if np.diff(run(rate)) < 0][-1]
"""
    [failed] = run_notebook(UNIT, {"find_lr": code}, only=["find_lr"])["find_lr"]
    assert "all(" in str(failed)


def broken_train():
    """The cell of 8.8 that is to be mended, under the name of the answer."""
    [source] = [
        cell.source for cell in submissions.notebook_of("release", UNIT).cells if "def broken_train(" in cell.source
    ]
    return source.replace("broken_train", "mend_train")


def test_who_mends_nothing_is_told_neither_bug():
    said = "\n".join(map(str, run_notebook(UNIT, {"mend_train": broken_train()}, only=["mend_train"])["mend_train"]))
    assert "Both bugs are still in it" in said
    assert not re.search(r"h > 0|len\(X\)|len\(batch\)|divided|ReLU", said)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("g = g @ W.T", "g = (g @ W.T) * (h >= 0)", "h >= 0 is true everywhere"),
        ("g = g @ W.T", "g = (g @ W.T) * (h > 0)", "One bug is mended"),
        ("g = g @ W.T", "g = (g @ moved[-1][0].T) * (h > 0)", "weights that have moved already"),
        ("g = g @ W.T", "W -= lr * h.T @ g; g = (g @ W.T) * (h > 0)", "a W that has moved already"),
    ],
)
def test_what_is_half_mended_is_told_so(old, new, said):
    code = broken_train().replace(old, new)
    if "One bug" not in said:
        code = code.replace("/ len(X)\n", "/ len(batch)\n")
    failed = "\n".join(map(str, run_notebook(UNIT, {"mend_train": code}, only=["mend_train"])["mend_train"]))
    assert said in failed and "is missing" not in failed


def test_the_differences_that_are_given_are_the_slopes():
    [source] = [
        c.source for c in submissions.notebook_of("release", UNIT).cells if c.source.startswith("def differences(")
    ]
    names = {"np": np, "forward": network.forward, "cross_entropy": network.cross_entropy}
    exec(source, names)
    params, X, y = trainings.draw(np.random.default_rng(0), 3, (4, 6, 3))
    pairs = zip(names["differences"](params, X, y), network.slopes(params, X, y), strict=True)
    assert all(
        np.allclose(mine, truth, rtol=1e-6, atol=1e-9) for pair in pairs for mine, truth in zip(*pair, strict=True)
    )


def test_an_error_in_a_training_is_told_with_the_line_of_the_answer():
    """Not with one of the checks' own, by which the call of it goes."""
    called = trainings.by(lambda train: train(), goes_too_far)
    with pytest.raises(IndexError) as raised:
        called()
    assert error_location(raised.value, called).endswith("of the cell: return [][0]")


def goes_too_far():
    return [][0]


def test_an_image_counts_by_the_place_of_its_largest_logit_not_by_the_logit():
    """Neither does it by the smallest: the two have to differ where accuracy is checked first."""
    code = """
def accuracy(params, X, y):
    return np.mean(forward(params, X).{} == y)
"""
    for wrong in ("max(axis=1)", "argmax()"):
        [failed, *_] = run_notebook(UNIT, {"accuracy": code.format(wrong)}, only=["accuracy"])["accuracy"]
        assert "argmax(axis=1)" in str(failed) and "smallest" not in str(failed)


def test_slopes_of_all_images_are_not_taken_for_other_batches():
    code = submissions.alternatives(UNIT)["tape"]["train"]
    assert code.count("X[batch], y[batch]") == 1
    code = code.replace("X[batch], y[batch]", "X, y")
    said = [str(failed) for failed in run_notebook(UNIT, {"train": code}, only=["train"])["train"]]
    assert any("both are on all images" in text for text in said), said


def test_a_network_that_is_sure_and_wrong_has_not_guessed():
    said = {trainings.reading(lambda rate=rate: ([64, 10], rate, 10), [1, 2, 3]) for rate in (30.0, 300.0)}
    assert said == {"fewer than 0.95, with a loss above log 10"}
    assert trainings.reading(lambda: ([64, 32, 10], 3.0, 5), [1, 2, 3]) == "no more than by guessing"
    assert trainings.reading(lambda: ([64, 10], 0.5, 5), [1, 2, 3]) == "fewer than 0.95"


def test_one_loss_an_epoch_is_asked_for_where_there_are_two_steps():
    """Up to 32 images a loss after each step is one after each epoch."""
    step = "moved = step(moved, X, y, batch); history.append(loss(moved, X, y))"
    each = TRAINED.format(step=step).replace("        history.append(loss(moved, X, y))\n    return", "    return")
    failed = run_notebook(UNIT, {"train": each}, only=["train"])["train"]
    assert "after each step" in str(failed[0])
    assert "epoch_of_33" in str(failed[0])  # in view, and not among the hidden checks


def test_whoever_learns_alone_is_told_of_one_order_for_all_epochs():
    """The exercise asks for a new one in each, so what is handed out says whether there is."""
    handed_out = {cell.id: cell.source for cell in submissions.notebook_of("release", UNIT).cells}
    assert '"a new order in each epoch"' in handed_out["check-train-batches"]


def test_a_history_without_its_start_is_not_called_other_steps():
    params, X, y = trainings.draw(np.random.default_rng(0), 33, (3, 4, 2))

    def forgetful(*given):
        history, after = network.train(*given)
        return history[1:], after

    said = trainings.orders(forgetful, params, X, y, 0.3, [0, 1])
    assert said == trainings.NOTED_OTHERWISE
