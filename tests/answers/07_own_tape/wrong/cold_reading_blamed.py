# Wrong answers of a cold reading: a sentence was said of each that is not true of it.

# %% answer="train_logistic" unlike=["The loss grows: go against the gradient"]
def train_logistic(X, y, lr, steps):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(steps):
        aw, ab = Array(w), Array(b)
        with Tape() as tape:
            tape.watch(aw)
            tape.watch(ab)
            z = X @ aw + ab
            m = np.maximum(z.value, 0)
            losses = m + (np.exp(-m) + (z - m).exp()).log() - (1 - y) * z
            loss = losses.sum() / len(y)
        gw, gb = tape.gradient(loss, [aw, ab])
        w = w - lr * gw.value
        b = b - lr * float(gb.value)
    return w, b

# %% answer="mend_adjoints" unlike=["Ask whether a name is in the dict, not whether its adjoint is true"]
def mend_adjoints(record, target):
    adjoint = {target: 1.0}
    for result, inputs in reversed(record):
        if result in adjoint:
            for name, slope in inputs:
                if slope: adjoint[name] = adjoint.get(name, 0.0) + adjoint[result] * slope
    return adjoint
