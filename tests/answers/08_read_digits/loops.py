# Image by image, weight by weight, with the standard library where it will do.

# %% answer="init_params"
import math
import random

def init_params(sizes, seed):
    draw = random.Random(seed)
    layers = []
    for i in range(len(sizes) - 1):
        spread = math.sqrt(2 / sizes[i])
        W = np.empty((sizes[i], sizes[i + 1]))
        for row in range(sizes[i]):
            for column in range(sizes[i + 1]):
                W[row, column] = draw.gauss(0.0, spread)
        layers.append([W, np.zeros(sizes[i + 1])])
    return layers

# %% answer="forward"
def forward(params, X):
    logits = []
    for x in X:
        for i, (W, b) in enumerate(params):
            x = x @ W + b
            if i + 1 < len(params):
                x = np.where(x > 0, x, 0.0)
        logits.append(x)
    return np.array(logits)

# %% answer="cross_entropy"
import math

def cross_entropy(logits, labels):
    total = 0.0
    for row, label in zip(logits, labels):
        m = max(row)
        total += m + math.log(sum(math.exp(z - m) for z in row)) - row[label]
    return total / len(labels)

# %% answer="minibatches"
import random

def minibatches(n, size, seed):
    numbers = list(range(n))
    random.Random(seed).shuffle(numbers)
    while numbers:
        yield numbers[:size]
        numbers = numbers[size:]

# %% answer="train"
def train(params, X, y, lr, epochs, seed):
    def one(params, x, label):
        hs = [x]
        for W, b in params[:-1]:
            hs.append(np.maximum(hs[-1] @ W + b, 0))
        z = hs[-1] @ params[-1][0] + params[-1][1]
        p = np.exp(z - z.max())
        p = p / p.sum()
        loss = -(z[label] - z.max() - np.log(np.exp(z - z.max()).sum()))
        p[label] -= 1
        found = []
        for (W, b), h in zip(reversed(params), reversed(hs)):
            found.append((np.outer(h, p), p))
            p = np.where(h > 0, W @ p, 0.0)
        return loss, found[::-1]

    def loss_of(params):
        return float(np.mean([one(params, x, label)[0] for x, label in zip(X, y)]))

    params = [(np.array(W), np.array(b)) for W, b in params]
    history, order = [loss_of(params)], np.random.RandomState(seed)
    for _ in range(epochs):
        shuffled = order.permutation(len(X))
        for start in range(0, len(X), 32):
            batch = shuffled[start : start + 32]
            found = [one(params, X[i], y[i])[1] for i in batch]
            params = [
                tuple(part - lr * sum(f[layer][k] for f in found) / len(batch) for k, part in enumerate(pair))
                for layer, pair in enumerate(params)
            ]
        history.append(loss_of(params))
    return history, params

# %% answer="accuracy"
def accuracy(params, X, y):
    right = 0
    for x, label in zip(X, y):
        for i, (W, b) in enumerate(params):
            x = x @ W + b
            if i < len(params) - 1:
                x = x * (x > 0)
        right += int(list(x).index(max(x)) == label)
    return right / len(y)

# %% answer="find_lr"
def find_lr(run, rates):
    best = None
    for rate in rates:
        losses = list(run(rate))
        for i in range(1, len(losses)):
            if not losses[i] < losses[i - 1]:
                break
        else:
            best = rate
    if best is None:
        raise ValueError("all rates are too large")
    return best

# %% answer="mend_train"
def mend_train(params, X, y, lr, epochs, seed):
    def loss_of(params):
        return cross_entropy(forward(params, X), y)

    losses = [loss_of(params)]
    for epoch in range(epochs):
        for batch in minibatches(len(X), 32, seed + 7919 * epoch):
            arrays = [[Array(W), Array(b)] for W, b in params]
            with Tape() as tape:
                [tape.watch(part) for pair in arrays for part in pair]
                h = X[batch]
                for W, b in arrays[:-1]:
                    h = h @ W + b
                    h = h * (h.value > 0)
                z = h @ arrays[-1][0] + arrays[-1][1]
                z = z - z.value.max(axis=1).reshape(-1, 1)
                loss = (z.exp().sum(axis=1).log().sum() - (z * np.eye(z.shape[1])[y[batch]]).sum()) * (1 / len(batch))
            flat = tape.gradient(loss, sum(arrays, []))
            params = [(W.value - lr * dW.value, b.value - lr * db.value) for (W, b), dW, db in zip(arrays, flat[::2], flat[1::2])]
        losses.append(loss_of(params))
    return tuple(losses), tuple(params)

# %% answer="my_network"
def my_network():
    return (64, 32, 10), 0.1, 40
