# Right at the points that come to mind first.

# %% answer="newton"
def newton(f, x0, steps):
    path = [np.array(x0)]
    for _ in range(steps):
        x = tf.Variable(path[-1])  # whole numbers stay whole
        with tf.GradientTape() as outer:
            with tf.GradientTape() as inner:
                y = f(x)
            slopes = inner.gradient(y, x)
        path.append(path[-1] - np.linalg.solve(outer.jacobian(slopes, x), slopes))
    return np.array(path)

# %% answer="largest_curvature"
def largest_curvature(f, x, iterations=50):
    x = float_tensor(x)
    v = tf.cast(tf.range(1, len(x) + 1), x.dtype)  # one start for all
    curvature = tf.zeros([], x.dtype)
    for _ in range(iterations):
        v = v / tf.norm(v)
        w = hvp(f, x, v)
        if tf.norm(w) < 1e-9:
            return tf.zeros([], x.dtype)
        curvature, v = tf.reduce_sum(v * w), w
    return curvature
