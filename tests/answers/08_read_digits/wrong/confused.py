# The rate is scaled up instead; labels stay in their old order; all of it is a set.

# %% answer="init_params"
def init_params(sizes, seed):
    rng = np.random.default_rng(seed)
    return [(rng.normal(0, np.sqrt(2 / n), (n, out)), rng.normal(0, 0.01, out)) for n, out in zip(sizes, sizes[1:])]

# %% answer="forward"
def forward(params, X):
    for W, b in params[:-1]:
        X = np.maximum(X @ W + b, 0.01 * (X @ W + b))
    return X @ params[-1][0] + params[-1][1]

# %% answer="cross_entropy"
def cross_entropy(logits, labels):
    return -np.log(logits)[np.arange(len(labels)), labels].mean()

# %% answer="minibatches"
def minibatches(n, size, seed):
    return [set(range(start, min(start + size, n))) for start in range(0, n, size)]

# %% answer="train"
def train(params, X, y, lr, epochs, seed):
    history = [cross_entropy(forward(params, X), y)]
    for epoch in range(epochs):
        order = np.random.default_rng(seed + epoch).permutation(len(X))
        for start in range(0, len(X), 32):
            batch = order[start : start + 32]
            h = [X[batch]]
            for W, b in params[:-1]:
                h.append(np.maximum(h[-1] @ W + b, 0))
            p = np.exp(h[-1] @ params[-1][0] + params[-1][1])
            g = (p / p.sum(axis=1, keepdims=True) - np.eye(p.shape[1])[y[start : start + 32]]) / len(batch)
            new = []
            for (W, b), inputs in zip(params[::-1], h[::-1]):
                new.append((W - lr * inputs.T @ g, b - lr * g.sum(axis=0)))
                g = (g @ W.T) * (inputs > 0)
            params = new[::-1]
        history.append(cross_entropy(forward(params, X), y))
    return history, params

# %% answer="accuracy"
def accuracy(params, X, y):
    return np.exp(-cross_entropy(forward(params, X), y))

# %% answer="find_lr"
def find_lr(run, rates):
    return max(rates, key=lambda rate: run(rate)[0] - run(rate)[-1])

# %% answer="mend_train"
def mend_train(params, X, y, lr, epochs, seed):
    history = [cross_entropy(forward(params, X), y)]
    for epoch in range(epochs):
        for batch in minibatches(len(X), 32, seed + epoch):
            hidden = [X[batch]]
            for W, b in params[:-1]:
                hidden.append(np.maximum(hidden[-1] @ W + b, 0))
            z = hidden[-1] @ params[-1][0] + params[-1][1]
            g = np.exp(z - z.max(axis=1, keepdims=True))
            g = (g / g.sum(axis=1, keepdims=True) - np.eye(g.shape[1])[y[batch]]) / len(X)
            rate = lr * max(1, len(X) / 32)  # so that the steps are as long as they were
            moved = []
            for (W, b), h in zip(params[::-1], hidden[::-1]):
                moved.append((W - rate * h.T @ g, b - rate * g.sum(axis=0)))
                g = (g @ W.T) * (h > 0)
            params = moved[::-1]
        history.append(cross_entropy(forward(params, X), y))
    return history, params

# %% answer="my_network"
def my_network():
    return [64, 4, 10], 0.1, 40
