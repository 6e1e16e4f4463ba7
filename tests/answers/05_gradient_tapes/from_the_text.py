# Right answers written from the student's text alone, one way.

# %% answer="value_and_gradient"
def value_and_gradient(f, x):
    x = tf.Variable(x if hasattr(x, "dtype") and np.dtype(getattr(x.dtype, "as_numpy_dtype", x.dtype)).kind == "f" else tf.cast(x, tf.float32))
    with tf.GradientTape() as tape:
        y = f(x)
        total = tf.reduce_sum(y)
    return [y, tape.gradient(total, [x])[0]]

# %% answer="gradients"
def gradients(f, *xs):
    xs = [tf.Variable(float_tensor(x)) for x in xs]
    with tf.GradientTape() as tape:
        y = f(*xs)
    out = []
    for x, g in zip(xs, tape.gradient(y, xs)):
        out.append(tf.zeros_like(x) if g is None else g)
    return out

# %% answer="both_gradients"
def both_gradients(f, g, x):
    x = tf.Variable(float_tensor(x))
    with tf.GradientTape() as t2:
        with tf.GradientTape() as t1:
            y = f(x)
        z = g(y)
    return t1.gradient(y, x), t2.gradient(z, x)

# %% answer="predictions"
def predictions():
    return dict(a=None, b=7, c="None", d="RuntimeError", e="6.0", f="none", g=np.float32(5), h=0)

# %% answer="mend_constant"
def mend_constant(width, height):
    w, h = tf.Variable(float(width)), tf.Variable(float(height))
    with tf.GradientTape() as tape:
        price = 3.0 * w * h + 2.0 * h
    return np.array(tape.gradient(price, [w, h]))

# %% answer="mend_outside"
def mend_outside(celsius, wanted):
    c = tf.constant(celsius)
    with tf.GradientTape() as tape:
        tape.watch(c)
        error = tf.square(32.0 + 1.8 * c - wanted)
    return error.numpy(), tape.gradient(error, c).numpy()

# %% answer="mend_integer"
def mend_integer(side):
    s = tf.constant(np.asarray(side, dtype="float64"))
    with tf.GradientTape() as tape:
        tape.watch(s)
        w = s * s * s * 0.25
    return w, tape.gradient(w, s)

# %% answer="mend_numpy"
def mend_numpy(x):
    x = tf.Variable(tf.cast(x, tf.float64))
    with tf.GradientTape() as tape:
        total = tf.tensordot(tf.sin(x), x, 1)
    return total, tape.gradient(total, x)

# %% answer="mend_rebound"
def mend_rebound(start, lr, steps):
    w = start
    for _ in range(steps):
        w = tf.Variable(w)
        with tf.GradientTape() as tape:
            loss = (w - 3.0) ** 2
        w = (w - lr * tape.gradient(loss, w)).numpy()
    return w

# %% answer="mend_second_call"
def mend_second_call(x):
    x = tf.Variable(x)
    with tf.GradientTape() as a, tf.GradientTape() as b:
        s = x**2
        t = tf.exp(-s)
    return a.gradient(s, x), b.gradient(t, x)

# %% answer="mend_broadcast"
def mend_broadcast(w, X, y):
    w = tf.Variable(w)
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(tf.matmul(X, w) - tf.reshape(y, (-1, 1))))
    return loss, tape.gradient(loss, w)

# %% answer="mend_nan"
def mend_nan(p):
    p = tf.Variable(p)
    with tf.GradientTape() as tape:
        entropy = -tf.reduce_sum(tf.math.xlogy(p, tf.maximum(p, 1e-30)))
    g = tape.gradient(entropy, p)
    return entropy, tf.where(p > 0, g, tf.zeros_like(g))

# %% answer="train_step"
def train_step(w, b, x, y, lr):
    n = x.shape[0]
    e = tf.squeeze(x @ w, -1) + b - y
    loss = tf.reduce_mean(e * e)
    w.assign(w - lr * 2 / n * tf.transpose(x) @ e[:, None])
    b.assign_sub(tf.reshape(lr * 2 * tf.reduce_mean(e), b.shape))
    return float(loss)

# %% answer="jacobian"
def jacobian(f, x):
    x = float_tensor(x)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(x)
        y = f(x)
        parts = tf.unstack(tf.reshape(y, [-1]))
    rows = [tape.gradient(p, x, unconnected_gradients="zero") for p in parts]
    return tf.reshape(tf.stack(rows), y.shape + x.shape)
