# Wrong answers of a third reading: the first two passed all that is in view.

# %% answer="hvp"
def hvp(f, x, v):
    x = float_tensor(x)
    v, h = tf.cast(v, x.dtype), 1e-3

    def gradient(x):
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = f(x)
        return tape.gradient(y, x)

    return (gradient(x + h * v) - gradient(x - h * v)) / (2 * h)

# %% answer="log1pexp"
@tf.custom_gradient
def log1pexp(x):
    x = tf.cast(x, tf.float32)

    def backward(upstream):
        return upstream * tf.sigmoid(x)

    return tf.maximum(x, 0) + tf.math.log1p(tf.exp(-tf.abs(x))), backward

# %% answer="largest_curvature" unlike=["a length is never negative. v times"]
def largest_curvature(f, x, iterations=50):
    return np.max(np.abs(np.linalg.eigvalsh(hessian(f, x))))
