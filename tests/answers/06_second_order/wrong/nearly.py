# %% answer="largest_curvature"
def largest_curvature(f, x, iterations=50):
    x = float_tensor(x)
    v = tf.random.normal(x.shape, dtype=x.dtype)
    v /= tf.norm(v) + 1e-3
    curvature = tf.zeros([], x.dtype)
    for _ in range(iterations):
        with tf.GradientTape() as outer:
            outer.watch(x)
            with tf.GradientTape() as inner:
                inner.watch(x)
                y = f(x)
            along = tf.reduce_sum(inner.gradient(y, x, unconnected_gradients="zero") * v)
        w = outer.gradient(along, x, unconnected_gradients="zero")
        curvature = tf.reduce_sum(v * w)
        v = w / (tf.norm(w) + 1e-3)
    return curvature
