# Wrong answers of a first reader, who was told what is not true of them, or nothing.

# %% answer="second_derivative" unlike=["Both tapes watch x, before f is called"]
def second_derivative(f, x):
    x = float_tensor(x)
    with tf.GradientTape() as outer:
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = f(x)
        slope = inner.gradient(y, x, unconnected_gradients="zero")
    return outer.gradient(slope, x, unconnected_gradients="zero")

# %% answer="largest_curvature" unlike=["does_not_normalise", "loses_the_sign"]
def largest_curvature(f, x, iterations=50):
    x = float_tensor(x)
    v = tf.random.normal(x.shape, dtype=x.dtype)
    v /= tf.norm(v)
    for _ in range(iterations):
        with tf.GradientTape() as outer:
            outer.watch(x)
            with tf.GradientTape() as inner:
                inner.watch(x)
                y = f(x)
            along = tf.reduce_sum(inner.gradient(y, x, unconnected_gradients="zero") * v)
        w = outer.gradient(along, x, unconnected_gradients="zero")
        length = tf.norm(w)
        if length == 0:
            return 0.0
        curvature = tf.reduce_sum(v * w)
        v = w / length
        return curvature
