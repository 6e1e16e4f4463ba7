# Other parts of Python's library and of NumPy, other numbers, functions that take an adjoint back.

# %% answer="init_params"
def init_params(sizes, seed):
    children = np.random.SeedSequence(seed).spawn(len(sizes) - 1)
    layers = []
    for child, n, out in zip(children, sizes, sizes[1:]):
        signs = np.random.Generator(np.random.MT19937(child)).choice([-1.0, 1.0], (n, out))  # their spread is 1
        layers += [[(signs * np.sqrt(2 / n)).tolist(), out * [0.0]]]
    return layers

# %% answer="forward"
import functools

def forward(layers, images):
    (W, b), *others = layers
    start = images.astype(np.float32) @ W + b
    return functools.reduce(lambda h, layer: h.clip(min=0) @ layer[0] + layer[1], others, start)

# %% answer="cross_entropy"
import math

def cross_entropy(logits, labels):
    losses = []
    for row, label in zip(logits.tolist(), labels.tolist()):
        total = row[0]  # log of the sum of exp so far
        for z in row[1:]:
            total = max(total, z) + math.log1p(math.exp(-abs(total - z)))
        losses.append(total - row[label])
    return np.array(math.fsum(losses) / len(losses), dtype=np.float32)

# %% answer="minibatches"
import itertools

def minibatches(n, size, seed):
    numbers = iter(np.random.default_rng(seed).permutation(np.arange(n, dtype=np.uint16)))
    return iter(lambda: tuple(itertools.islice(numbers, size)), ())

# %% answer="train"
def layer(h, W, b):
    """h W + b, and a function that takes its adjoint back."""
    return h @ W + b, lambda g: (np.tensordot(h, g, (0, 0)), np.add.reduce(g), np.inner(g, W))

def relu(z):
    return np.where(z < 0, 0, z), lambda g: np.where(z > 0, g, 0)

def one_step(net, X, y, lr):
    *hidden, last = net
    ways, h = [], X
    for W, b in hidden:
        z, back = layer(h, W, b)
        h, through = relu(z)
        ways.append((back, through))
    z, back = layer(h, *last)
    p = np.exp(z - np.logaddexp.reduce(z, axis=1, keepdims=True))
    np.subtract.at(p, (np.arange(len(y)), y), 1)
    *slopes, g = back(p / len(y))
    found = [slopes]
    while ways:
        back, through = ways.pop()
        *slopes, g = back(through(g))
        found.append(slopes)
    return [[part - lr * slope for part, slope in zip(*both)] for both in zip(net, reversed(found))]

def train(params, X, y, lr, epochs, seed):
    def run(net):
        yield net
        for epoch in range(epochs):
            for batch in minibatches(len(X), 32, seed + epoch):
                net = one_step(net, X[list(batch)], y[list(batch)], lr)
            yield net

    nets = list(run(params))
    return tuple(cross_entropy(forward(net, X), y) for net in nets), tuple(nets[-1])

# %% answer="accuracy"
from fractions import Fraction

def accuracy(params, X, y):
    read = np.argsort(forward(params, X), axis=-1)[:, -1]
    return Fraction(int(np.equal(read, y).sum()), len(y))

# %% answer="find_lr"
import itertools

class NoRate(ValueError):
    pass

def find_lr(run, rates):
    for rate in reversed(list(rates)):
        if all(after < before for before, after in itertools.pairwise(run(rate))):
            return rate
    raise NoRate(f"none of {rates}")

# %% answer="mend_train"
class Net(list):
    def step(self, X, y, lr):
        inputs = [X]
        for W, b in self[:-1]:
            inputs.append(np.fmax(inputs[-1] @ W + b, 0))
        p = np.exp(inputs[-1] @ self[-1][0] + self[-1][1])
        g = p / p.sum(axis=1, keepdims=True) - (y[:, np.newaxis] == np.arange(p.shape[1]))
        for i in reversed(range(len(self))):
            (W, b), h = self[i], inputs[i]
            self[i] = W - lr / len(y) * np.einsum("ni,no->io", h, g), b - lr * g.mean(axis=0)
            g = np.einsum("no,io->ni", g, W) * (h != 0)

class Learner(Net):
    pass

def mend_train(params, X, y, lr, epochs, seed):
    net = Learner(params)

    def losses():
        yield cross_entropy(forward(net, X), labels=y)
        for epoch in range(epochs):
            for batch in minibatches(n=len(X), size=32, seed=1000 * seed + epoch):
                rows = list(batch)
                net.step(X[rows], y[rows], lr=lr)
            yield cross_entropy(logits=forward(net, X), labels=y)

    return tuple(losses()), net

# %% answer="my_network"
def my_network(sizes=(64.0, 10.0), lr=np.float32(0.5), epochs=30.0):
    return sizes, lr, epochs
