# Wrong answers of a student who has not got the idea, and some that came close.

# %% answer="predictions"
def predictions():
    return {"a": 6, "b": 7, "c": 6, "d": 4, "e": 20, "f": 16, "g": -6, "h": 10}

# %% answer="value_and_gradient"
def value_and_gradient(f, x):
    x = float(np.sum(x))
    return f(x), (f(x + 1e-3) - f(x - 1e-3)) / 2e-3

# %% answer="gradients"
def gradients(f, *xs):
    """All sources in one tensor, which needs them to have one shape."""
    x = tf.Variable(tf.stack([float_tensor(x) for x in xs]))
    with tf.GradientTape() as tape:
        y = f(*tf.unstack(x))
    return tf.unstack(tape.gradient(y, x))

# %% answer="both_gradients"
def both_gradients(f, g, x):
    x = float_tensor(x)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(x)
        y = f(x)
        z = g(tf.stop_gradient(y))
    return tape.gradient(y, x), tape.gradient(z, x)

# %% answer="mend_constant"
def mend_constant(width, height):
    price = 3.0 * width * height + 2.0 * height
    return [price / width, price / height]

# %% answer="mend_outside"
def mend_outside(celsius, wanted):
    celsius = tf.Variable(celsius)
    with tf.GradientTape() as tape:
        fahrenheit = 1.8 * celsius + 32.0
        error = fahrenheit - wanted
    return error, tape.gradient(error, celsius)

# %% answer="mend_integer"
def mend_integer(side):
    side = tf.Variable(side, dtype=tf.float32)
    with tf.GradientTape() as tape:
        water = side**3 // 4
    return water, tape.gradient(water, side)

# %% answer="mend_rebound" unlike=["Keep w a Variable"]
def mend_rebound(start, lr, steps):
    for _ in range(steps):
        w = tf.Variable(start)
        with tf.GradientTape() as tape:
            loss = (w - 3.0) ** 2
        w.assign_sub(lr * tape.gradient(loss, w))
    return w

# %% answer="mend_nan"
def mend_nan(p):
    p = tf.Variable(tf.maximum(p, 0.01))
    with tf.GradientTape() as tape:
        entropy = -tf.reduce_sum(p * tf.math.log(p))
    return entropy, tape.gradient(entropy, p)

# %% answer="train_step"
def train_step(w, b, x, y, lr):
    """Rows and columns averaged: the mean over examples comes out too small."""
    with tf.GradientTape() as tape:
        errors = tf.squeeze(x @ w + b) - y
        loss = tf.reduce_mean(errors**2) / 2
    dw, db = tape.gradient(loss, [w, b])
    w.assign_sub(lr * dw)
    b.assign_sub(lr * db)
    return loss

# %% answer="jacobian"
def jacobian(f, x):
    """A diagonal is not a Jacobian."""
    x = float_tensor(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    return tf.linalg.diag(tf.reshape(tape.gradient(y, x, unconnected_gradients="zero"), [-1]))
