# Right at the points that come to mind first.

# %% answer="predictions"
def predictions():
    return {"a": "None", "b": [3.0, 4.0], "c": "None", "d": "error", "e": 6.0, "f": "None", "g": 5.0, "h": 0.0}

# %% answer="value_and_gradient"
def value_and_gradient(f, x):
    x = tf.convert_to_tensor(x)
    x = x if x.dtype == tf.float32 else tf.cast(x, tf.float64)  # whole numbers too
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    return y, tape.gradient(y, x)

# %% answer="mend_nan"
def mend_nan(p):
    p = tf.Variable(p)
    with tf.GradientTape() as tape:
        entropy = -tf.reduce_sum(p * tf.math.log(tf.maximum(p, 1e-12)))
    return entropy, tape.gradient(entropy, p)
