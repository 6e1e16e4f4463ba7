# Wrong answers of a second reading: rejected before, with a sentence that was not true of them, or with none.

# %% answer="both_gradients"
def both_gradients(f, g, x):
    x = float_tensor(x)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(x)
        y = f(x)
        z = g(y)
    return tape.jacobian(y, x), tape.jacobian(z, x)

# %% answer="mend_integer"
def mend_integer(side):
    side = tf.Variable(side, dtype=tf.float32)
    with tf.GradientTape() as tape:
        water = side**3 // 4
    return water, tape.gradient(water, side)

# %% answer="mend_numpy"
def mend_numpy(x):
    x = tf.Variable(x)
    wave = tf.sin(x)
    with tf.GradientTape() as tape:
        total = tf.reduce_sum(wave * x)
    return total, tape.gradient(total, x)

# %% answer="value_and_gradient"
def value_and_gradient(f, x):
    x = tf.convert_to_tensor(x)
    if not x.dtype.is_floating: x = tf.cast(x, tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    return y, tape.gradient(x, y)

# %% answer="mend_broadcast"
def mend_broadcast(w, X, y):
    w = tf.Variable(w)
    with tf.GradientTape() as tape:
        errors = tf.reshape(X @ w, 3) - y
        loss = tf.reduce_mean(errors**2)
    return loss, tape.gradient(loss, w)

# %% answer="train_step"
def train_step(w, b, x, y, lr):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(((x @ w)[:, 0] + b - y)**2)
    g = tape.gradient(loss, [w, b])
    tf.keras.optimizers.Adam(lr).apply_gradients(zip(g, [w, b]))
    return loss

# %% answer="jacobian"
def jacobian(f, x):
    x = float_tensor(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    return tape.jacobian(x, y, unconnected_gradients="zero")
