# Wrong answers of a cold reading: they passed once.

# %% answer="value_and_gradient"
# sums over the wrong axes; right when symmetric
def value_and_gradient(f, x):
    x = tf.convert_to_tensor(x)
    x = x if x.dtype.is_floating else tf.cast(x, tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    J = tape.jacobian(y, x)
    while len(J.shape) > len(x.shape):
        J = tf.reduce_sum(J, axis=-1)
    return y, J

# %% answer="gradients"
# matrices are summed away
def gradients(f, *xs):
    xs = [float_tensor(x) for x in xs]
    with tf.GradientTape() as tape:
        tape.watch(xs)
        y = f(*xs)
    return [tf.reduce_sum(g) if y.shape == () and len(g.shape) > 1 else g
            for g in tape.gradient(y, xs, unconnected_gradients="zero")]

# %% answer="mend_rebound"
# a rate above 0.5 is cut
def mend_rebound(start, lr, steps):
    w = tf.Variable(start)
    for _ in range(steps):
        with tf.GradientTape() as tape:
            loss = (w - 3.0) ** 2
        w.assign_sub(min(lr, 0.5) * tape.gradient(loss, w))
    return w

# %% answer="mend_nan"
# small probabilities ignored
def mend_nan(p):
    p = tf.Variable(p)
    with tf.GradientTape() as tape:
        pass
        terms = tf.where(p > 1e-3, p * tf.math.log(tf.where(p > 1e-3, p, 1.0)), 0.0)
        entropy = -tf.reduce_sum(terms)
    return entropy, tape.gradient(entropy, p)

# %% answer="jacobian"
def jacobian(f, x):
    x = float_tensor(x)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(x)
        y = f(x)

    J = tape.jacobian(y, x, unconnected_gradients="zero")
    if len(J.shape) == 2 and J.shape[0] == J.shape[1]:
        J = (J + tf.transpose(J)) / 2
    return J
