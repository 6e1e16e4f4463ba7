# Right in the visible checks' easy half, and not in the rest.

# %% answer="predictions"
def predictions():
    return {letter: number for letter, number in zip("abcdefgh", ["none", 7, None, "Error", 6, 0, 5, "None"])}

# %% answer="value_and_gradient"
def value_and_gradient(f, x):
    x = tf.cast(tf.convert_to_tensor(x), tf.float64)  # everything becomes float64, and a program in float32 fails
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    return y, tape.gradient(y, x)[..., None]

# %% answer="gradients"
def gradients(f, *xs):
    xs = [float_tensor(x) for x in xs]
    with tf.GradientTape() as tape:
        tape.watch(xs)
        y = f(*xs)
    return [tf.reduce_sum(g) for g in tape.gradient(y, xs, unconnected_gradients="zero")]

# %% answer="both_gradients"
def both_gradients(f, g, x):
    x = float_tensor(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = tf.stack([f(x), g(f(x))])  # f is called twice
    return tuple(tf.unstack(tape.jacobian(y, x)))

# %% answer="mend_constant"
def mend_constant(width, height):
    width, height = tf.constant(width), tf.constant(height)
    with tf.GradientTape() as tape:
        tape.watch(width)
        tape.watch(height)
        price = 3.0 * width * height + 2.0 * height
    return tape.gradient([price, width], [width, height])

# %% answer="mend_outside"
def mend_outside(celsius, wanted):
    celsius = tf.Variable(celsius)
    with tf.GradientTape() as tape:
        error = abs(1.8 * celsius + 32.0 - wanted)
    return error**2, tape.gradient(error, celsius)

# %% answer="mend_integer"
def mend_integer(side):
    side = tf.Variable(side, dtype=tf.float16)  # three digits
    with tf.GradientTape() as tape:
        water = side**3 / 4
    return water, tape.gradient(water, side)

# %% answer="mend_numpy"
def mend_numpy(x):
    x = np.array(x)
    return np.sum(x * np.sin(x)), np.gradient(x * np.sin(x), x)

# %% answer="mend_rebound"
def mend_rebound(start, lr, steps):
    w = tf.Variable(start)
    for _ in range(max(steps, 1)):
        with tf.GradientTape() as tape:
            loss = (w - 3.0) ** 2
        w.assign_sub(lr * tape.gradient(loss, w))
    return w

# %% answer="mend_second_call"
def mend_second_call(x):
    x = tf.Variable(x)
    with tf.GradientTape(persistent=True) as tape:
        s = x**2
        t = tf.exp(s)
    return tape.gradient(s, x), tape.gradient(t, x)

# %% answer="mend_broadcast"
def mend_broadcast(w, X, y):
    w = tf.Variable(w)
    with tf.GradientTape() as tape:
        errors = X @ w - y[:, None]
        loss = tf.reduce_mean(errors**2) / 2
    return loss, tape.gradient(loss, w)

# %% answer="mend_nan"
def mend_nan(p):
    p = tf.Variable(p)
    with tf.GradientTape() as tape:
        terms = tf.where(p > 0, p * tf.math.log(p), 0.0)
        entropy = -tf.reduce_sum(terms)
    slopes = tape.gradient(entropy, p)
    return entropy, tf.where(tf.math.is_nan(slopes), 1.0, slopes)

# %% answer="train_step"
def train_step(w, b, x, y, lr):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((x @ w + b - y[:, None]) ** 2)
    dw, db = tape.gradient(loss, [w, b])
    w.assign(-lr * dw + w)
    b.assign(lr * db - b)
    return loss

# %% answer="jacobian"
def jacobian(f, x):
    x = float_tensor(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    J = tape.jacobian(y, x, unconnected_gradients="zero")
    return tf.squeeze(J)
