# Wrong answers of a cold reading: a sentence was said of each that is not true of it.

# %% answer="largest_curvature" unlike=["The start was a vector of ones"]
def largest_curvature(f, x, iterations=50):
    x = float_tensor(x)
    v = tf.random.normal(x.shape, dtype=x.dtype); v = v / tf.norm(v)
    for _ in range(iterations):
        w = hvp(f, x, v)
        curvature = tf.reduce_sum(v * w)
        total = tf.reduce_sum(w)
        if total == 0: return tf.zeros([], x.dtype)
        v = w / total
    return curvature
