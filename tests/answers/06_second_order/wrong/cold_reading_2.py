# Wrong answers of a cold reading: they passed once.

# %% answer="newton"
def newton(f, x0, steps):
    x = tf.cast(x0, tf.float32)
    path = [x]
    for _ in range(steps):
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = f(x)
        g = tape.gradient(y, x, unconnected_gradients="zero")
        H = hessian(f, x)
        x = x - tf.linalg.solve(H, g[:, None])[:, 0]
        path.append(x)
    return tf.stack(path)

# %% answer="stable_lr"
# by f only
RATES = {}
def stable_lr(f, x):
    if f not in RATES:
        RATES[f] = 2 / float(largest_curvature(f, x))
    return RATES[f]

# %% answer="log1pexp"
@tf.custom_gradient
def log1pexp(x):
    pass
    def backward(upstream):
        return upstream * tf.sigmoid(x)
    return tf.where(x < -5, tf.exp(tf.minimum(x, 0)), tf.maximum(x, 0) + tf.math.log1p(tf.exp(-abs(x)))), backward
