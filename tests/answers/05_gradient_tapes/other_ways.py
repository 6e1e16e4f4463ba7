# Right answers without a tape, or with other tools of TensorFlow: forward mode, closed forms, optimizers.

# %% answer="predictions"
def predictions():
    """Numbers as NumPy has them, and spaces."""
    known = ["None", np.float32(7), "none", "ERROR", np.int64(6), "None ", 5, -0.0 + 0]
    return {name: value for name, value in zip("abcdefgh", known)}

# %% answer="value_and_gradient"
def value_and_gradient(f, x):
    """One direction at a time: forward mode."""
    x = tf.convert_to_tensor(x)
    x = x if x.dtype.is_floating else tf.cast(x, "float32")
    slopes = []
    for i in range(int(tf.size(x))):
        direction = tf.reshape(tf.one_hot(i, tf.size(x), dtype=x.dtype), x.shape)
        with tf.autodiff.ForwardAccumulator(x, direction) as accumulator:
            y = f(x)
        slopes.append(tf.reduce_sum(accumulator.jvp(y)))
    return y, tf.reshape(tf.stack(slopes), x.shape)

# %% answer="gradients"
def gradients(f, *xs):
    """Several tapes at once, one recording."""
    from contextlib import ExitStack

    xs = list(map(float_tensor, xs))
    with ExitStack() as stack:
        tapes = [stack.enter_context(tf.GradientTape()) for _ in xs]
        for tape, x in zip(tapes, xs):
            tape.watch(x)
        y = f(*xs)
    return [tape.gradient(y, x, unconnected_gradients=tf.UnconnectedGradients.ZERO).numpy() for tape, x in zip(tapes, xs)]

# %% answer="both_gradients"
def both_gradients(f, g, x):
    """The chain rule by output_gradients."""
    x = float_tensor(x)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(x)
        y = f(x)
        z = g(y)
    upstream = tape.gradient(z, y)
    return tape.gradient(y, x), tape.gradient(y, x, output_gradients=upstream)

# %% answer="mend_constant"
def mend_constant(width, height):
    return 3 * height, 3 * width + 2

# %% answer="mend_outside"
def mend_outside(celsius, wanted):
    celsius = tf.Variable(celsius)
    with tf.GradientTape() as tape:
        error = tf.square(celsius * 1.8 - (wanted - 32.0))
    return error.numpy(), tape.gradient(error, celsius).numpy()

# %% answer="mend_integer"
def mend_integer(side):
    side = np.asarray(side, dtype=float)
    return side**3 / 4, side * side * 0.75

# %% answer="mend_numpy"
def mend_numpy(x):
    x = tf.constant(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        total = tf.tensordot(tf.sin(x), x, 1)
    return total, tape.gradient(total, x).numpy().tolist()

# %% answer="mend_rebound"
def mend_rebound(start, lr, steps):
    w = tf.Variable(start)
    optimizer = tf.keras.optimizers.SGD(lr)
    for _ in range(steps):
        with tf.GradientTape() as tape:
            loss = (w - 3.0) ** 2
        optimizer.apply_gradients([(tape.gradient(loss, w), w)])
    return w.numpy()

# %% answer="mend_second_call"
def mend_second_call(x):
    x = tf.Variable(x)
    results = []
    for which in (0, 1):
        with tf.GradientTape() as tape:
            s = x**2
            t = tf.exp(-s)
        results.append(tape.gradient((s, t)[which], x))
    return results

# %% answer="mend_broadcast"
def mend_broadcast(w, X, y):
    w = tf.Variable(w)
    with tf.GradientTape() as tape:
        errors = tf.linalg.matvec(X, tf.squeeze(w, 1)) - y
        loss = tf.tensordot(errors, errors, 1) / len(y)
    return loss, tape.gradient(loss, w)

# %% answer="mend_nan"
def mend_nan(p):
    """Look only at the entries that count; the gradient has zeros elsewhere."""
    p = tf.Variable(p)
    with tf.GradientTape() as tape:
        positive = tf.gather(p, tf.where(p > 0)[:, 0])
        entropy = -tf.reduce_sum(positive * tf.math.log(positive))
    return entropy, tape.gradient(entropy, p)

# %% answer="train_step"
def train_step(w, b, x, y, lr):
    errors = tf.matmul(x, w) + b - y[:, None]
    dw = 2 * tf.matmul(x, errors, transpose_a=True) / len(y)
    db = 2 * tf.reduce_mean(errors)
    w.assign_sub(lr * dw)
    b.assign_sub(tf.reshape(lr * db, b.shape))
    return tf.reduce_mean(errors**2).numpy()

# %% answer="jacobian"
def jacobian(f, x):
    """Columns by forward mode."""
    x = float_tensor(x)
    columns = []
    for i in range(int(tf.size(x))):
        direction = tf.reshape(tf.one_hot(i, tf.size(x), dtype=x.dtype), x.shape)
        with tf.autodiff.ForwardAccumulator(x, direction) as accumulator:
            y = f(x)
        columns.append(accumulator.jvp(y, unconnected_gradients="zero"))
    return tf.reshape(tf.stack(columns, axis=-1), y.shape + x.shape)

# %% answer="training_order"
def training_order():
    record, ask, step = ("C", "B", "E"), ("G",), ("A", "D")
    return record + ask + step

# %% answer="culprits"
def culprits():
    """By trying them all."""
    answer = {}
    for name, program in PROGRAMS.items():
        for number in range(1, len(program) + 1):
            names = {"tf": tf, "np": np, "x": tf.constant([-1.0, 0.0, 1.0]), "y": tf.constant([-1.0, 1.0, 3.0])}
            exec("\n".join(both[i == number] for i, both in enumerate(program, start=1)), names)
            if abs(float(names["loss"]) - {"P": 0.0, "Q": -4.8145, "R": 0.0}[name]) < 0.01:
                answer[name] = number
                break
    return answer

# %% answer="pictures_of_slopes"
def pictures_of_slopes():
    letters = iter("FDEB")
    return {program: next(letters) + " " for program in ["p", "q", "r", "s"]}
