# Right answers of a second reading.

# %% answer="predictions"
def predictions(): return {"a": "none", "b": 7.0, "c": None, "d": RuntimeError, "e": "6", "f": "None", "g": 5, "h": 0}

# %% answer="gradients"
def gradients(f, *xs):
    xs = tuple(float_tensor(x) for x in xs)
    with tf.GradientTape() as tape:
        tape.watch(xs)
        y = f(*xs)
    return tape.gradient(y, xs, unconnected_gradients="zero")

# %% answer="mend_rebound"
def mend_rebound(start, lr, steps):
    w = tf.Variable(start)
    for _ in range(steps):
        with tf.GradientTape() as tape:
            loss = (w - 3.0) ** 2
        w = tf.Variable(w - lr * tape.gradient(loss, w))
    return w

# %% answer="mend_nan"
def mend_nan(p):
    p = tf.Variable(p)
    with tf.GradientTape() as tape:
        q = tf.boolean_mask(p, p > 0)
        entropy = -tf.reduce_sum(q * tf.math.log(q))
    return entropy, tape.gradient(entropy, p)

# %% answer="train_step"
def train_step(w, b, x, y, lr):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(((x @ w)[:, 0] + b - y)**2)
    g = tape.gradient(loss, [w, b])
    tf.keras.optimizers.SGD(lr).apply_gradients(zip(g, [w, b]))
    return loss
