"""A network in NumPy, trained by hand: the answers of unit 8, by which its checks know what comes out."""

import numpy as np

Params = list[tuple[np.ndarray, np.ndarray]]
"""(W, b) of each layer: W is (in, out), b is (out,)."""


def init_params(sizes, seed):
    r"""Weights of spread $\sqrt{2/\mathrm{in}}$ and biases of 0, for layers of these sizes (He et al. 2015)."""
    draw = np.random.default_rng(seed)
    shapes = zip(sizes[:-1], sizes[1:], strict=True)
    return [(draw.normal(0, np.sqrt(2 / n), (n, out)), np.zeros(out)) for n, out in shapes]


def forward(params, X):
    """The logits (n, k) of the images X (n, d): ReLU between the layers, nothing after the last."""
    for W, b in params[:-1]:
        X = np.maximum(X @ W + b, 0)
    W, b = params[-1]
    return X @ W + b


def cross_entropy(logits, labels):
    """The mean over the rows of -log of the label's probability, which is the softmax of its logits."""
    z = logits - logits.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return -log_p[np.arange(len(labels)), labels].mean()


def minibatches(n, size, seed):
    """One epoch: the numbers 0 to n - 1 in a random order, cut into pieces of this size, the last one shorter."""
    order = np.random.default_rng(seed).permutation(n)
    return [order[start : start + size] for start in range(0, n, size)]


def slopes(params: Params, X: np.ndarray, y: np.ndarray) -> Params:
    """The gradient of cross_entropy(forward(params, X), y) along each W and b."""
    inputs = [X]
    for W, b in params[:-1]:
        inputs.append(np.maximum(inputs[-1] @ W + b, 0))
    logits = inputs[-1] @ params[-1][0] + params[-1][1]
    p = np.exp(logits - logits.max(axis=1, keepdims=True))
    g = (p / p.sum(axis=1, keepdims=True) - np.eye(p.shape[1])[y]) / len(y)
    found: Params = []
    for (W, _), h in zip(reversed(params), reversed(inputs), strict=True):
        found.append((h.T @ g, g.sum(axis=0)))
        g = (g @ W.T) * (h > 0)
    return found[::-1]


def step(params: Params, X: np.ndarray, y: np.ndarray, lr: float) -> Params:
    """One step of gradient descent on these images, all parameters from the same point."""
    moves = zip(params, slopes(params, X, y), strict=True)
    return [(W - lr * dW, b - lr * db) for (W, b), (dW, db) in moves]


def loss(params: Params, X: np.ndarray, y: np.ndarray) -> float:
    """The cross-entropy on these images."""
    return cross_entropy(forward(params, X), y)


def train(params, X, y, lr, epochs, seed):
    """Minibatch descent by batches of 32: the losses on all of X, the start first, and the parameters at the end."""
    history = [loss(params, X, y)]
    for epoch in range(epochs):
        for batch in minibatches(len(X), 32, (seed, epoch)):
            params = step(params, X[batch], y[batch], lr)
        history.append(loss(params, X, y))
    return history, params


def accuracy(params, X, y):
    """The share of the images whose largest logit is that of their label."""
    return (forward(params, X).argmax(axis=1) == y).mean()
