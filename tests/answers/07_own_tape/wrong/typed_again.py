# What beginners have typed, again.

# %% answer="backward_order"
def backward_order(node):
    """Whatever is met again goes to the end; but then the loop steps over one."""
    order = [node]
    for child in order:
        for parent in child.parents:
            if parent in order:
                order.remove(parent)
            order.append(parent)
    return order

# %% answer="second"
def second(f, x):
    x = Array(x)
    with Tape() as outer:
        outer.watch(x)
        with Tape() as inner:
            inner.watch(x)
            y = f(x)
        slope = inner.gradient(y, [x])
    return outer.gradient(slope, [x])[0].value

# %% answer="train_logistic"
def train_logistic(X, y, lr, steps):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(steps):
        weights, bias = Array(w), Array(b)
        with Tape() as tape:
            tape.watch(weights)
            z = X @ weights + bias
            m = np.maximum(z.value, 0)
            loss = (m + (np.exp(-m) + (z - m).exp()).log() - y * z).sum() / len(y)
        dw, db = tape.gradient(loss, [weights, bias])
        w, b = w - lr * dw.value, b - lr * db.value
    return w, b
