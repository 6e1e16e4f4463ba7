# Wrong answers of a cold reading: they passed once.

# %% answer="value_and_gradient"
# uint8, int16 are whole numbers too
def value_and_gradient(f, x):
    x = tf.convert_to_tensor(x)
    if x.dtype in (tf.int32, tf.int64):
        x = tf.cast(x, tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    return y, tape.gradient(y, x)

# %% answer="gradients"
# equal values get one gradient
def gradients(f, *xs):
    xs = [float_tensor(x) for x in xs]
    with tf.GradientTape() as tape:
        tape.watch(xs)
        y = f(*xs)
    found = {str(x.numpy()): g for x, g in zip(xs, tape.gradient(y, xs, unconnected_gradients="zero"))}
    return [found[str(x.numpy())] for x in xs]

# %% answer="both_gradients"
# scalar x with a vector f: sum of products is not product of sums
def both_gradients(f, g, x):
    x = float_tensor(x)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(x)
        y = f(x)
        z = g(y)

    df, dg = tape.gradient(y, x), tape.gradient(z, y)
    if y.shape == () or x.shape == ():
        return df, df * tf.reduce_sum(dg)
    return df, tape.gradient(z, x)

# %% answer="mend_outside"
# right only where it is too cold
def mend_outside(celsius, wanted):
    celsius = tf.Variable(celsius)
    with tf.GradientTape() as tape:
        error = (1.8 * celsius + 32.0 - wanted) ** 2
    return error, -abs(tape.gradient(error, celsius))

# %% answer="mend_rebound"
# near 3 it stops
def mend_rebound(start, lr, steps):
    w = tf.Variable(start)
    for _ in range(steps):
        with tf.GradientTape() as tape:
            loss = (w - 3.0) ** 2
        g = tape.gradient(loss, w)
        if abs(g) < 0.1:
            break
        w.assign_sub(lr * g)
    return w

# %% answer="mend_second_call"
# right for positive x only
def mend_second_call(x):
    x = tf.Variable(x)
    with tf.GradientTape(persistent=True) as tape:
        s = x**2
        t = tf.exp(-s)
    return tape.gradient(s, x), -abs(tape.gradient(t, x))

# %% answer="mend_nan"
# small p are zero too
def mend_nan(p):
    p = tf.Variable(p)
    with tf.GradientTape() as tape:
        q = tf.clip_by_value(p, 1e-6, 1.0)
        terms = q * tf.math.log(q)
        entropy = -tf.reduce_sum(terms)
    return entropy, tape.gradient(entropy, p)

# %% answer="train_step"
def train_step(w, b, x, y, lr):
    with tf.GradientTape() as tape:
        predicted = (x @ w + b)[:, 0]
        loss = tf.reduce_mean((predicted - y) ** 2)
    dw, db = tape.gradient(loss, [w, b])
    w.assign_sub(lr * tf.clip_by_norm(dw, 6.0))
    b.assign_sub(lr * tf.clip_by_norm(db, 6.0))
    return loss

# %% answer="jacobian"
# takes equal shapes for elementwise
def jacobian(f, x):
    x = float_tensor(x)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(x)
        y = f(x)

    J = tape.jacobian(y, x, unconnected_gradients="zero")
    if y.shape == x.shape and len(x.shape) == 1:
        return tf.linalg.diag(tf.linalg.diag_part(J))
    return J
