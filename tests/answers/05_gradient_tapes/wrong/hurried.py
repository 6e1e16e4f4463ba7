# Wrong answers of a student in a hurry.

# %% answer="predictions"
def predictions():
    return {letter: "None" for letter in "abcdefgh"}

# %% answer="value_and_gradient"
def value_and_gradient(f, x):
    x = tf.Variable(float(x))
    with tf.GradientTape() as tape:
        y = f(x)
    return y, tape.gradient(y, x)

# %% answer="gradients"
def gradients(f, *xs):
    xs = [tf.Variable(x) for x in xs]
    with tf.GradientTape() as tape:
        y = f(*xs)
    return tape.gradient(y, xs)

# %% answer="both_gradients"
def both_gradients(f, g, x):
    x = tf.Variable(float_tensor(x))
    with tf.GradientTape(persistent=True) as tape:
        y = f(x)
    z = g(y)
    return tape.gradient(y, x), tape.gradient(z, x)

# %% answer="mend_constant"
def mend_constant(width, height):
    width, height = tf.constant(width), tf.constant(height)
    with tf.GradientTape() as tape:
        price = 3.0 * width * height + 2.0 * height
        tape.watch([width, height])
    return tape.gradient(price, [width, height])

# %% answer="mend_outside"
def mend_outside(celsius, wanted):
    celsius = tf.Variable(celsius)
    with tf.GradientTape() as tape:
        fahrenheit = 1.8 * celsius + 32.0
    error = (fahrenheit - wanted) ** 2
    return error, tape.gradient(error, celsius)

# %% answer="mend_integer"
def mend_integer(side):
    side = tf.Variable(side)
    with tf.GradientTape() as tape:
        water = tf.cast(side, tf.float32) ** 3 / 4
    return water, tape.gradient(water, side)

# %% answer="mend_numpy"
def mend_numpy(x):
    x = tf.Variable(x)
    with tf.GradientTape() as tape:
        wave = tf.constant(np.sin(x))
        total = tf.reduce_sum(wave * x)
    return total, tape.gradient(total, x)

# %% answer="mend_rebound"
def mend_rebound(start, lr, steps):
    w = tf.Variable(start)
    for _ in range(steps):
        with tf.GradientTape() as tape:
            loss = (w - 3.0) ** 2
        w -= lr * tape.gradient(loss, w)
    return w

# %% answer="mend_second_call"
def mend_second_call(x):
    x = tf.Variable(x)
    with tf.GradientTape() as tape:
        s = x**2
        t = tf.exp(-s)
    return tape.gradient([s, t], [x, x])

# %% answer="mend_broadcast"
def mend_broadcast(w, X, y):
    w = tf.Variable(w[:, 0])
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((tf.linalg.matvec(X, w) - y) ** 2)
    return loss, tape.gradient(loss, w)

# %% answer="mend_nan"
def mend_nan(p):
    p = tf.Variable(p)
    with tf.GradientTape() as tape:
        entropy = -tf.reduce_sum(tf.where(p > 0, p, 0.0) * tf.math.log(tf.where(p > 0, p, 1e-3)))
        entropy -= tf.reduce_sum(p) * 1e-3
    return entropy, tape.gradient(entropy, p)

# %% answer="train_step"
def train_step(w, b, x, y, lr):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((tf.reshape(x @ w + b, [-1]) - y) ** 2)
    dw, db = tape.gradient(loss, [w, b])
    w.assign_sub(lr * dw)
    b.assign_sub(lr * db)

# %% answer="jacobian"
def jacobian(f, x):
    x = tf.Variable(x)
    with tf.GradientTape() as tape:
        y = f(x)
    return tape.jacobian(y, x, unconnected_gradients="zero")
