# Wrong answers of a cold reading: a sentence was said of each that is not true of it.

# %% answer="largest_curvature" unlike=["On the way v has grown"]
def largest_curvature(f, x, iterations=50):
    x = float_tensor(x)
    v = tf.random.normal(x.shape, dtype=x.dtype); v = v / tf.norm(v)
    for _ in range(iterations):
        w = hvp(f, x, v)
        curvature = w[0] / v[0]
        norm = tf.norm(w)
        if norm == 0: return tf.zeros([], x.dtype)
        v = w / norm
    return curvature
