# What a learner might well hand in, and be wrong.

# %% answer="predictions"
def predictions():
    return {"a": 6.0, "b": [3.0, 4.0], "c": 6.0, "d": 36.0, "e": 6.0, "f": 16.0, "g": "None", "h": 10.0}

# %% answer="value_and_gradient"
def value_and_gradient(f, x):
    x = tf.Variable(x, dtype=tf.float32)  # float64 comes out as float32
    with tf.GradientTape() as tape:
        y = f(x)
    return y, tape.gradient(y, x)

# %% answer="gradients"
def gradients(f, *xs):
    xs = [float_tensor(x) for x in xs]
    with tf.GradientTape() as tape:
        tape.watch(xs)
        y = f(*xs)
    return [tf.zeros([]) if g is None else g for g in tape.gradient(y, xs)]  # a zero of the wrong shape

# %% answer="both_gradients"
def both_gradients(f, g, x):
    x = float_tensor(x)
    with tf.GradientTape() as first:
        first.watch(x)
        y = f(x)
    with tf.GradientTape() as second:
        second.watch(y)
        z = g(y)
    slope = first.gradient(y, x)
    return slope, second.gradient(z, y) * slope  # right entry by entry only

# %% answer="mend_constant"
def mend_constant(width, height):
    width, height = tf.Variable(width), tf.Variable(height)
    with tf.GradientTape() as tape:
        price = (3.0 * width + 2.0) * (height + 2.0)
    return tape.gradient(price, [width, height])

# %% answer="mend_outside"
def mend_outside(celsius, wanted):
    celsius, wanted = tf.Variable(celsius), tf.Variable(wanted)
    with tf.GradientTape() as tape:
        error = (celsius - (wanted - 32.0) / 1.8) ** 2  # the error in Celsius: smaller by 1.8 squared
    return error, tape.gradient(error, celsius)

# %% answer="mend_integer"
def mend_integer(side):
    side = tf.Variable(float(np.max(side)))
    with tf.GradientTape() as tape:
        water = side**3 / 4
    return water, tape.gradient(water, side)

# %% answer="mend_numpy"
def mend_numpy(x):
    x = tf.Variable(x)
    with tf.GradientTape() as tape:
        wave = tf.sin(x)
        total = wave * x
    return total, tape.gradient(total, x)  # the sum is gone

# %% answer="mend_rebound"
def mend_rebound(start, lr, steps):
    w = tf.Variable(start)
    with tf.GradientTape() as tape:
        loss = (w - 3.0) ** 2
    slope = tape.gradient(loss, w)
    for _ in range(steps):
        w.assign_sub(lr * slope)  # the slope at the start, again and again
    return w

# %% answer="mend_second_call"
def mend_second_call(x):
    x = tf.Variable(x)
    with tf.GradientTape() as tape:
        s = x**2
    with tf.GradientTape() as other:
        t = tf.exp(-s)
    return tape.gradient(s, x), other.gradient(t, x)

# %% answer="mend_broadcast"
def mend_broadcast(w, X, y):
    w = tf.Variable(w)
    with tf.GradientTape() as tape:
        errors = tf.transpose(X @ w) - y  # (1, n)
        loss = tf.reduce_mean(tf.abs(errors))
    return loss, tape.gradient(loss, w)

# %% answer="mend_nan"
def mend_nan(p):
    p = tf.Variable(p)
    with tf.GradientTape() as tape:
        terms = tf.where(p > 0, p * tf.math.log(p + 1.0), 0.0)
        entropy = -tf.reduce_sum(terms)
    return entropy, tape.gradient(entropy, p)

# %% answer="train_step"
def train_step(w, b, x, y, lr):
    optimizer = tf.keras.optimizers.Adam(lr)
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((tf.reshape(x @ w + b, [-1]) - y) ** 2)
    for variable, slope in zip([w, b], tape.gradient(loss, [w, b])):
        variable.assign_sub(lr * slope / (abs(slope) + 1e-7))  # steps of one size
    return loss

# %% answer="jacobian"
def jacobian(f, x):
    x = float_tensor(x)
    rows = []
    for i in range(tf.size(f(x))):
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = tf.reshape(f(x), [-1])[i]
        rows.append(tape.gradient(y, x, unconnected_gradients="zero"))
    return tf.stack(rows)  # the shape of f(x) is lost
