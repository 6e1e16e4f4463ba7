# Right answers that print, warn, import, and return other number types.

# %% answer="predictions"
import sys


def predictions():
    guesses = {letter: "None" for letter in "acf"}
    guesses["b"] = np.array(7.0)
    guesses["d"] = "error"
    guesses["e"] = tf.constant(6.0)
    guesses["g"], guesses["h"] = np.float64(5), 0
    print("I am quite sure", file=sys.stderr)
    return guesses

# %% answer="value_and_gradient"
import tensorflow as tf
import warnings


def value_and_gradient(f, x):
    warnings.warn("watch out")
    if isinstance(x, (int, float)):
        x = np.float32(x)
    x = np.asarray(x)
    if x.dtype.kind in "iu":
        x = x.astype(np.float32)
    x = tf.constant(x)
    with tf.GradientTape(watch_accessed_variables=False) as t:
        t.watch(x)
        y = f(x)
        g = t.gradient(y, x)
    tf.print("gradient", g, output_stream=sys.stderr)
    return y.numpy(), g.numpy()

# %% answer="gradients"
def gradients(f, *xs):
    tensors = {i: float_tensor(x) for i, x in enumerate(xs)}
    with tf.GradientTape(persistent=True) as tape:
        for tensor in tensors.values():
            tape.watch(tensor)
        y = f(*tensors.values())
    out = []
    for tensor in tensors.values():
        g = tape.gradient(y, tensor)
        out.append(0 * tensor if g is None else g)
    tf.get_logger().warning("done with %s", len(out))
    return out

# %% answer="both_gradients"
def both_gradients(f, g, x):
    x = float_tensor(x)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(x)
        y = f(x)
        z = g(y)
        first = tape.gradient(y, x)
        second = tape.gradient(z, x)
    print(first, second)
    return first.numpy(), second.numpy()

# %% answer="mend_constant"
def mend_constant(width, height):
    sides = tf.stack([width, height])
    with tf.GradientTape() as tape:
        tape.watch(sides)
        w, h = tf.unstack(sides)
        price = 3.0 * w * h + 2.0 * h
    return tape.gradient(price, sides)

# %% answer="mend_outside"
def mend_outside(celsius, wanted):
    celsius = tf.Variable(celsius)
    with tf.GradientTape() as first:
        fahrenheit = 1.8 * celsius + 32.0
    with tf.GradientTape() as second:
        second.watch(fahrenheit)
        error = (fahrenheit - wanted) ** 2
    return error, second.gradient(error, fahrenheit) * first.gradient(fahrenheit, celsius)

# %% answer="mend_integer"
def mend_integer(side):
    side = tf.Variable(np.array(side) * 1.0)
    with tf.GradientTape() as tape:
        water = side * side * side / 4.0
    return water, tape.gradient(water, side)

# %% answer="mend_numpy"
def mend_numpy(x):
    x = np.asarray(x, dtype=np.float32)
    x = tf.Variable(x)
    with tf.GradientTape() as tape:
        total = tf.reduce_sum(tf.sin(x) * x)
    print("total", total.numpy(), file=sys.stderr)
    return float(total), tape.gradient(total, x)

# %% answer="mend_rebound"
def mend_rebound(start, lr, steps):
    w = tf.Variable(start)
    while steps:
        with tf.GradientTape() as tape:
            loss = (w - 3.0) ** 2
        w = tf.Variable(w - lr * tape.gradient(loss, w))
        steps -= 1
    return np.float32(w)

# %% answer="mend_second_call"
def mend_second_call(x):
    x = tf.Variable(x)
    with tf.GradientTape() as tape:
        s = x**2
        t = tf.exp(-s)
        both = tf.stack([s, t])
    return tape.jacobian(both, x)

# %% answer="mend_broadcast"
def mend_broadcast(w, X, y):
    w = tf.Variable(np.float32(w))
    X, y = np.float32(X), np.float32(y)
    with tf.GradientTape() as tape:
        loss = tf.keras.losses.MeanSquaredError()(y, tf.reshape(X @ w, [-1]))
    return loss, tape.gradient(loss, w)

# %% answer="mend_nan"
def mend_nan(p):
    p = tf.Variable(p)
    with tf.GradientTape() as tape:
        entropy = -tf.reduce_sum(tf.math.xlogy(p, tf.where(p > 0, p, tf.ones_like(p))))
    return entropy, tape.gradient(entropy, p)

# %% answer="train_step"
@tf.function
def one_step(w, b, x, y, lr):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((tf.reshape(x @ w + b, [-1]) - y) ** 2)
    dw, db = tape.gradient(loss, [w, b])
    w.assign_sub(lr * dw)
    b.assign_sub(lr * db)
    return loss


def train_step(w, b, x, y, lr):
    """Without the decorator: a tf.function must not see new variables at every call for ever."""
    print("training", file=sys.stderr)
    return one_step.python_function(w, b, x, y, lr)

# %% answer="jacobian"
def jacobian(f, x):
    x = tf.constant(float_tensor(x))
    y = f(x)
    rows = []
    for i in range(tf.size(y)):
        with tf.GradientTape() as tape:
            tape.watch(x)
            entry = tf.reshape(f(x), [-1])[i]
        rows.append(tape.gradient(entry, x, unconnected_gradients="zero").numpy())
    return np.reshape(rows, tuple(y.shape) + tuple(x.shape))
