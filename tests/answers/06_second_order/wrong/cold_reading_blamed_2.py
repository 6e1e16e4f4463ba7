# Wrong answers of a cold reading: a sentence was said of each that is not true of it.

# %% answer="largest_curvature" unlike=["starts_too_long_or_too_short"]
def largest_curvature(f, x, iterations=50):
    x = float_tensor(x)
    v = tf.random.normal(x.shape, dtype=x.dtype)
    v, curvature = v / tf.norm(v), 0.0
    for _ in range(iterations - 1):
        w = hvp(f, x, v)
        curvature = tf.reduce_sum(v * w)
        if tf.norm(w) == 0: return tf.zeros([], x.dtype)
        v = w / tf.norm(w)
    return curvature
