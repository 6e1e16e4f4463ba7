# Right answers that take a way of their own.

# %% answer="predictions"
def predictions():
    return dict(a="none", b=" 7.0", c=None, d="RuntimeError", e=6, f=None, g=5, h=-0.0 + 0)

# %% answer="value_and_gradient"
def value_and_gradient(f, x):
    x = np.array(x)
    variable = tf.Variable(x if x.dtype.kind == "f" and x.ndim else x.astype("float32"))
    if x.dtype == np.float64 and x.ndim:
        variable = tf.Variable(x)
    with tf.GradientTape() as tape:
        y = tf.identity(f(variable))
    [slope] = tape.gradient([y], [variable])
    return [y, slope]

# %% answer="gradients"
def gradients(f, *xs):
    variables = [tf.Variable(float_tensor(x)) for x in xs]
    with tf.GradientTape() as tape:
        y = f(*variables)
    found = tape.gradient(y, variables)
    return tuple(tf.zeros_like(v) if g is None else tf.convert_to_tensor(g) for v, g in zip(variables, found))

# %% answer="both_gradients"
def both_gradients(f, g, x):
    """The second by a product of g's upstream with f's own recording."""
    x = float_tensor(x)
    with tf.GradientTape(persistent=True) as first:
        first.watch(x)
        y = f(x)
    with tf.GradientTape() as second:
        second.watch(y)
        z = g(y)
    return first.gradient(y, x), first.gradient(y, x, output_gradients=second.gradient(z, y))

# %% answer="mend_constant"
def mend_constant(width, height):
    return [3.0 * height, 3.0 * width + 2.0]  # by hand

# %% answer="mend_outside"
def mend_outside(celsius, wanted):
    celsius = tf.constant(celsius)
    with tf.autodiff.ForwardAccumulator(celsius, tf.ones_like(celsius)) as forward:
        error = (celsius * 9 / 5 + 32.0 - wanted) ** 2
    return error, forward.jvp(error)

# %% answer="mend_integer"
def mend_integer(side):
    side = tf.cast(side, tf.float64)
    with tf.GradientTape() as tape:
        tape.watch(side)
        water = tf.pow(side, 3.0) * 0.25
    return water.numpy(), tape.gradient(water, side).numpy()

# %% answer="mend_numpy"
def mend_numpy(x):
    x = tf.convert_to_tensor(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        total = tf.tensordot(x, tf.sin(x), 1)
    return total, tape.gradient(total, x)

# %% answer="mend_rebound"
def mend_rebound(start, lr, steps):
    w = tf.constant(start)
    for _ in range(steps):
        with tf.GradientTape() as tape:
            tape.watch(w)
            loss = (w - 3.0) ** 2
        w = w - lr * tape.gradient(loss, w)
    return w

# %% answer="mend_second_call"
def mend_second_call(x):
    x = tf.Variable(x)
    slopes = []
    for f in (lambda x: x**2, lambda x: tf.exp(-(x**2))):
        with tf.GradientTape() as tape:
            y = f(x)
        slopes.append(tape.gradient(y, x))
    return slopes

# %% answer="mend_broadcast"
def mend_broadcast(w, X, y):
    w = tf.Variable(w)
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.einsum("nd,dk->n", X, w) ** 2 - 2 * y * tf.einsum("nd,dk->n", X, w) + y**2)
    return loss, tape.gradient(loss, w)

# %% answer="mend_nan"
def mend_nan(p):
    p = tf.Variable(p)
    kept = tf.where(p > 0)[:, 0]
    with tf.GradientTape() as tape:
        some = tf.gather(p, kept)
        entropy = -tf.reduce_sum(some * tf.math.log(some))
    return entropy, tf.convert_to_tensor(tape.gradient(entropy, p))

# %% answer="train_step"
def train_step(w, b, x, y, lr):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(tf.linalg.matvec(x, w[:, 0]) + b - y))
    optimizer = tf.keras.optimizers.SGD(lr)
    for variable, slope in zip((w, b), tape.gradient(loss, (w, b))):
        variable.assign(variable - float(lr) * slope)
    return float(loss)

# %% answer="jacobian"
def jacobian(f, x):
    """Forward mode: one column for each entry of x."""
    x = float_tensor(x)
    columns = []
    for e in tf.unstack(tf.eye(int(tf.size(x)), dtype=x.dtype)):
        with tf.autodiff.ForwardAccumulator(x, tf.reshape(e, x.shape)) as forward:
            y = f(x)
        columns.append(forward.jvp(y, unconnected_gradients="zero"))
    return tf.reshape(tf.stack(columns, axis=-1), [*y.shape, *x.shape])

# %% answer="training_order"
def training_order():
    """A prediction before the block too, which does no harm: the one in the block takes its name."""
    return "c, b, e, g, a, d"

# %% answer="culprits"
def culprits():
    return {"P": 5.0, "Q": np.int64(4), "R": "2"}

# %% answer="pictures_of_slopes"
def pictures_of_slopes():
    """By asking the tape, and looking which picture has its slopes."""
    def looks_like(program):
        x = tf.Variable(places)
        with tf.GradientTape() as tape:
            y = program(x)
        slopes = tape.gradient(y, x).numpy()
        return min(PICTURES, key=lambda letter: np.abs(PICTURES[letter](places) - slopes).sum())
    return {name: looks_like(globals()[f"program_{name}"]) for name in "pqrs"}
