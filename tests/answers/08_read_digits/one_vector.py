# All parameters in one long vector; classes; np.random's old seed.

# %% answer="init_params"
def init_params(sizes, seed):
    np.random.seed(seed)
    layers = []
    for n, out in zip(sizes, sizes[1:]):
        W = np.random.randn(n, out)
        layers.append((W * (2.0 / n) ** 0.5, np.zeros((out,))))
    return layers

# %% answer="forward"
class Network:
    def __init__(self, params):
        self.params = list(params)

    def __call__(self, X):
        for layer, (W, b) in enumerate(self.params, start=1):
            X = np.einsum("ni,ij->nj", X, W) + b
            if layer != len(self.params):
                X = np.clip(X, 0, None)
        return X

def forward(params, X):
    return Network(params)(X)

# %% answer="cross_entropy"
def cross_entropy(logits, labels):
    picked = np.take_along_axis(logits, labels[:, None], axis=1)
    off = logits - picked  # log sum exp(z - z_label)
    m = off.max(axis=1)
    return np.average(m + np.log(np.exp(off - m[:, None]).sum(axis=1)))

# %% answer="minibatches"
def minibatches(n, size, seed):
    np.random.seed(seed)
    order = np.arange(n)
    np.random.shuffle(order)
    batches, begin = [], 0
    while begin < n:
        batches.append(tuple(int(i) for i in order[begin : begin + size]))
        begin += size
    return tuple(batches)

# %% answer="train"
class Model:
    """All W and b in one vector theta."""

    def __init__(self, params):
        self.shapes = [part.shape for pair in params for part in pair]
        self.theta = np.concatenate([np.ravel(part) for pair in params for part in pair])

    def pairs(self, theta):
        parts, begin = [], 0
        for shape in self.shapes:
            n = int(np.prod(shape))
            parts.append(theta[begin : begin + n].reshape(shape))
            begin += n
        return list(zip(parts[::2], parts[1::2]))

    def loss_and_slope(self, theta, X, y):
        pairs, hs = self.pairs(theta), [X]
        for W, b in pairs[:-1]:
            hs.append(np.maximum(0, hs[-1] @ W + b))
        W, b = pairs[-1]
        z = hs[-1] @ W + b
        z = z - z.max(1, keepdims=True)
        e = np.exp(z)
        loss = np.mean(np.log(e.sum(1)) - z[range(len(y)), y])
        g = e / e.sum(1, keepdims=True)
        g[range(len(y)), y] -= 1
        g /= len(y)
        slopes = []
        for (W, b), h in list(zip(pairs, hs))[::-1]:
            slopes = [(h.T @ g).ravel(), g.sum(0)] + slopes
            g = g @ W.T
            g[h <= 0] = 0
        return loss, np.concatenate(slopes)

def train(params, X, y, lr, epochs, seed):
    model = Model(params)
    theta = model.theta
    history = np.empty(epochs + 1)
    history[0] = model.loss_and_slope(theta, X, y)[0]
    shuffler = np.random.default_rng(seed)
    for epoch in range(1, epochs + 1):
        order = shuffler.permutation(len(X))
        for k in range(-(-len(X) // 32)):
            some = order[32 * k : 32 * k + 32]
            theta = theta - lr * model.loss_and_slope(theta, X[some], y[some])[1]
        history[epoch] = model.loss_and_slope(theta, X, y)[0]
    return history, model.pairs(theta)

# %% answer="accuracy"
def accuracy(params, X, y):
    h = X
    for W, b in params[:-1]:
        h = np.maximum(h @ W + b, 0)
    W, b = params[-1]
    scores = h @ W + b
    mine = scores[np.arange(len(y)), y]
    return sum(mine >= scores.max(axis=1)) / len(y)

# %% answer="find_lr"
def find_lr(run, rates):
    low, high = 0, len(rates)  # all below low are stable, none from high on
    while low < high:
        middle = (low + high) // 2
        losses = run(rates[middle])
        if all(losses[i + 1] < losses[i] for i in range(len(losses) - 1)):
            low = middle + 1
        else:
            high = middle
    if low == 0:
        raise ValueError("none of these rates is stable")
    return rates[low - 1]

# %% answer="mend_train"
def mend_train(params, X, y, lr, epochs, seed):
    W_and_b = [[W.copy(), b.copy()] for W, b in params]
    draw, losses = np.random.RandomState(seed), []
    for epoch in range(epochs + 1):
        z = X
        for i, (W, b) in enumerate(W_and_b):
            z = (np.maximum(z, 0) if i else z) @ W + b
        z = z - z.max(axis=1)[:, None]
        losses.append(float(np.mean(np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(y)), y])))
        if epoch == epochs:
            return losses, W_and_b
        order = list(range(len(X)))
        draw.shuffle(order)
        for start in range(0, len(X), 32):
            rows = order[start : start + 32]
            h, kept = X[rows], []
            for i, (W, b) in enumerate(W_and_b):
                kept.append(h)
                z = h @ W + b
                h = np.maximum(z, 0)
            g = np.exp(z - z.max(axis=1)[:, None])
            g = g / g.sum(axis=1)[:, None]
            g[np.arange(len(rows)), y[rows]] -= 1
            g = g / len(rows)
            steps = []
            for i in range(len(W_and_b) - 1, -1, -1):
                steps.append((i, kept[i].T @ g, g.sum(axis=0)))
                g = g @ W_and_b[i][0].T * np.sign(kept[i])
            for i, dW, db in steps:
                W_and_b[i][0] -= lr * dW
                W_and_b[i][1] -= lr * db

# %% answer="my_network"
def my_network():
    sizes = [64, 10]
    lr = 1
    epochs = 30
    return [sizes, lr, epochs]
