# Right answers written from the student's text alone, a third way.

# %% answer="mend_nan"
def mend_nan(p):
    p = tf.Variable(p)
    with tf.GradientTape() as tape:
        entropy = -tf.reduce_sum(tf.where(p > 0, p * tf.math.log(p), 0.0))
    g = tape.gradient(entropy, p)
    return entropy, tf.math.multiply_no_nan(g, tf.sign(p))

# %% answer="jacobian"
def jacobian(f, x):
    x = float_tensor(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    J = tape.jacobian(y, x)
    return tf.zeros(y.shape + x.shape) if J is None else J
