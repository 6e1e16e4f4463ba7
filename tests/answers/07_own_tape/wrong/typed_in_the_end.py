# What beginners have typed in the end.

# %% answer="train_logistic"
def train_logistic(X, y, lr, steps):
    """Right numbers, in Arrays."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(steps):
        weights, bias = Array(w), Array(b)
        with Tape() as tape:
            tape.watch(weights)
            tape.watch(bias)
            z = X @ weights + bias
            m = np.maximum(z.value, 0)
            loss = (m + (np.exp(-m) + (z - m).exp()).log() - y * z).sum() / len(y)
        dw, db = tape.gradient(loss, [weights, bias])
        w, b = w - lr * dw, b - lr * db
    return w, b

# %% answer="backward_order"
def backward_order(node):
    """Counts what it keeps on the nodes themselves, in a way that does not ask for what is not there."""
    found = [node]
    for child in found:
        for parent in child.parents:
            if not getattr(parent, "count", 0):
                found.append(parent)
            parent.count = getattr(parent, "count", 0) + 1
    order = [node]
    for child in order:
        for parent in child.parents:
            parent.count = parent.count - 1
            if parent.count == 0:
                order.append(parent)
    return order
