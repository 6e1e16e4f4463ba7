# Wrong answers from a second reading.

# %% answer="mend_adjoints"
def mend_adjoints(record, target):
    adjoint = {target: 1.0}
    for result, inputs in reversed(record):
        for name, slope in inputs:
            adjoint[name] = adjoint.get(name, 0.0) + adjoint.get(result, 1.0) * slope
    return adjoint

# %% answer="train_logistic"
def train_logistic(X, y, lr, steps):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(steps):
        W, B = Array(w), Array(b)
        with Tape() as tape:
            tape.watch(W); tape.watch(B)
            z = X @ W + B
            m = np.maximum(z.value, 0)
            loss = (m + (np.exp(-m) + (z - m).exp()).log() - y * z).sum() / len(y)
        dw, db = tape.gradient(loss, [B, W])
        w, b = w - lr * dw.value, b - lr * db.value
    return w, b
