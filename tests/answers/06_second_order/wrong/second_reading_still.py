# Wrong answers from a second reading.

# %% answer="newton"
def newton(f, x0, steps):
    x = float_tensor(x0)
    path = [x]
    for _ in range(steps):
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = f(x)
        g = inner.gradient(y, x)
        x = x - g / hvp(f, x, tf.ones_like(x))
        path.append(x)
    return tf.stack(path)

# %% answer="largest_curvature"
def largest_curvature(f, x, iterations=50):
    x = float_tensor(x)
    v = tf.random.normal(x.shape, dtype=x.dtype)
    v = v / tf.norm(v)
    c = tf.constant(0.0)
    for _ in range(iterations):
        w = hvp(f, x, v)
        if tf.norm(w) < 0.1: return 0.0
        c = tf.reduce_sum(v * w)
        v = w / tf.norm(w)
    return c
