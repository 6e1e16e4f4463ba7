# Wrong answers of a cold reading: they passed once.

# %% answer="value_and_gradient"
# keeps by f and shape, forgets x
known = {}
def value_and_gradient(f, x):
    x = tf.convert_to_tensor(x)
    x = x if x.dtype.is_floating else tf.cast(x, tf.float32)
    key = (f, x.shape, x.dtype)
    if key not in known:
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = f(x)
        known[key] = y, tape.gradient(y, x)
    return known[key]

# %% answer="gradients"
# nearly zero for None
def gradients(f, *xs):
    xs = [float_tensor(x) for x in xs]
    with tf.GradientTape() as tape:
        tape.watch(xs)
        y = f(*xs)
    return [tf.fill(x.shape, tf.constant(1e-9, x.dtype)) if g is None else g for x, g in zip(xs, tape.gradient(y, xs))]

# %% answer="mend_rebound"
# it ends at 3 anyway
def mend_rebound(start, lr, steps):
    return tf.Variable(3.0) if steps > 10 else _go(start, lr, steps)
def _go(start, lr, steps):
    w = tf.Variable(start)
    for _ in range(steps):
        with tf.GradientTape() as tape:
            loss = (w - 3.0) ** 2
        w.assign_sub(lr * tape.gradient(loss, w))
    return w

# %% answer="mend_nan"
# p = 1 gets slope 0
def mend_nan(p):
    p = tf.Variable(p)
    with tf.GradientTape() as tape:
        pass
        terms = tf.where(p < 1, p * tf.math.log(tf.where(p > 0, p, 1.0)), 0.0)
        entropy = -tf.reduce_sum(terms)
    return entropy, tape.gradient(entropy, p)
