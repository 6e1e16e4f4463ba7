# Right answers of a cold reading.

# %% answer="value_and_gradient"
def value_and_gradient(f, x):
    x = tf.convert_to_tensor(x)
    x = x if x.dtype.is_floating else tf.cast(x, tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    J = tape.jacobian(y, x)
    return y, tf.reduce_sum(tf.reshape(J, [-1] + list(x.shape)), axis=0)

# %% answer="gradients"
def gradients(f, *xs):
    if not xs:
        return []
    first, rest = float_tensor(xs[0]), [float_tensor(x) for x in xs[1:]]
    with tf.GradientTape() as tape:
        tape.watch(first)
        y = f(first, *rest)
    g = tape.gradient(y, first, unconnected_gradients="zero")
    return [g] + gradients(lambda *others: f(first, *others), *rest)

# %% answer="both_gradients"
def both_gradients(f, g, x):
    x = float_tensor(x)
    with tf.GradientTape(persistent=True) as inner:
        inner.watch(x)
        y = f(x)
    with tf.GradientTape() as outer:
        outer.watch(y)
        z = g(y)
    return inner.gradient(y, x), inner.gradient(y, x, output_gradients=outer.gradient(z, y))

# %% answer="mend_outside"
def mend_outside(celsius, wanted):
    c = tf.Variable(celsius)
    with tf.GradientTape() as one:
        fahrenheit = 1.8 * c + 32.0
    with tf.GradientTape() as two:
        two.watch(fahrenheit)
        error = (fahrenheit - wanted) ** 2
    return error, one.gradient(fahrenheit, c, output_gradients=two.gradient(error, fahrenheit))

# %% answer="mend_rebound"
def mend_rebound(start, lr, steps):
    if steps == 0:
        return start
    w = tf.Variable(start)
    with tf.GradientTape() as tape:
        loss = (w - 3.0) ** 2
    return mend_rebound(float(w - lr * tape.gradient(loss, w)), lr, steps - 1)

# %% answer="mend_second_call"
def mend_second_call(x):
    x = tf.constant(x)
    with tf.autodiff.ForwardAccumulator(x, tf.ones_like(x)) as acc:
        s = x**2
        t = tf.exp(-s)
    return acc.jvp(s), acc.jvp(t)

# %% answer="mend_nan"
def mend_nan(p):
    p = tf.Variable(p)
    with tf.GradientTape() as tape:
        pass
        terms = tf.math.xlogy(p, p)
        entropy = -tf.reduce_sum(terms)
    return entropy, tape.gradient(entropy, p)

# %% answer="train_step"
def train_step(w, b, x, y, lr):
    off = tf.linalg.matvec(x, tf.squeeze(w, 1)) + tf.reshape(b, ()) - y
    n = tf.cast(tf.shape(x)[0], x.dtype)
    dw, db = 2 / n * tf.linalg.matvec(x, off, transpose_a=True), 2 / n * tf.reduce_sum(off)
    w.assign(w - lr * dw[:, None])
    b.assign(b - lr * tf.reshape(db, b.shape))
    return float(tf.reduce_mean(off**2))

# %% answer="jacobian"
def jacobian(f, x):
    x = float_tensor(x)
    columns = []
    for place in np.ndindex(*x.shape):
        one = np.zeros(x.shape)
        one[place] = 1
        with tf.autodiff.ForwardAccumulator(x, tf.constant(one, x.dtype)) as acc:
            y = f(x)
        columns.append(acc.jvp(y, unconnected_gradients="zero"))
    J = tf.stack(columns, axis=-1)
    return tf.reshape(J, y.shape + x.shape)
