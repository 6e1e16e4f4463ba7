# Wrong answers from a second reading.

# %% answer="train_logistic"
def train_logistic(X, y, lr, steps):
    w, b = np.zeros(X.shape[1]), 0.0
    with Tape() as tape:
        for _ in range(steps):
            W, B = Array(w), Array(b)
            tape.watch(W); tape.watch(B)
            z = X @ W + B
            m = np.maximum(z.value, 0)
            loss = (m + (np.exp(-m) + (z - m).exp()).log() - y * z).sum() / len(y)
            dw, db = tape.gradient(loss, [W, B])
            w, b = w - lr * dw.value, b - lr * db.value
    return w, b
