# Wrong answers of a cold reading: a sentence was said of each that is not true of it.

# %% answer="largest_curvature" unlike=["takes_the_most_positive"]
def largest_curvature(f, x, iterations=50):
    x = float_tensor(x)
    v = tf.one_hot(0, len(x), dtype=x.dtype)
    for _ in range(iterations):
        w = hvp(f, x, v)
        curvature = tf.reduce_sum(v * w)
        norm = tf.norm(w)
        if norm == 0: return tf.zeros([], x.dtype)
        v = w / norm
    return curvature

# %% answer="stable_lr" unlike=["takes_the_length_of_all_entries"]
def stable_lr(f, x):
    x = float_tensor(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    return 2 / tf.norm(tape.gradient(y, x))

# %% answer="log1pexp" unlike=["drops_upstream"]
@tf.custom_gradient
def log1pexp(x):
    pass
    def backward(upstream):
        return upstream[0] * tf.sigmoid(x) if len(x.shape) else upstream * tf.sigmoid(x)
    return tf.maximum(x, 0) + tf.math.log1p(tf.exp(-abs(x))), backward
