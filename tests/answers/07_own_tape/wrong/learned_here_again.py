# What somebody handed in who learned unit 7 from its notebooks.

# %% answer="train_logistic"
def train_logistic(X, y, lr, steps):
    w, b = np.zeros(X.shape[1]), 0.0
    W, B = Array(w), Array(b)
    with Tape(persistent=True) as tape:
        tape.watch(W)
        tape.watch(B)
        z = X @ W + B
        m = np.maximum(z.value, 0)
        loss = (m + (np.exp(-m) + (z - m).exp()).log() - y * z).sum() / len(y)
    for _ in range(steps):
        dw, db = tape.gradient(loss, [W, B])
        w, b = w - lr * dw.value, b - lr * db.value
    return w, b

# %% answer="match_rules" unlike=["turns_the_dict_round"]
def match_rules():
    return {"tanh": "C", "sigmoid": "D", "relu": "G"}
