# What somebody handed in who learned unit 7 from its notebooks.

# %% answer="train_logistic"
def train_logistic(X, y, lr, steps):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(steps):
        W, B = Array(w), Array(b)
        with Tape() as tape:
            tape.watch(W)
            tape.watch(B)
            z = X @ W + B
            m = np.maximum(z.value, 0)
            loss = (m + (np.exp(-m) + (z - m).exp()).log() - y * z).sum() / len(y)
        [dw] = tape.gradient(loss, [W])
        [db] = tape.gradient(loss, [B])
        w, b = w - lr * dw.value, b - lr * db.value
    return w, b

# %% answer="match_rules" unlike=["turns_the_dict_round"]
def match_rules():
    return {
        "exp": "B", "log": "A", "sqrt": "E", "1/x": "F",
        "tanh(x)": "C", "sigmoid(x)": "D", "relu(x)": "G",
    }
